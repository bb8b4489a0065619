"""Whether referrals of designated health services move a component of pay: the decision by its operative clause.

A component is linked when what the physician refers of designated health services, or revenue or profit from it, is a
variable of the formula, and pay to the physician rises with it (42 CFR 411.354(d)(5)), or pay by the physician falls
(411.354(d)(6)). Work personally performed is no referral. What a recital says of volume or value counts neither way.
"""

from __future__ import annotations

from extractors.terms.dhs.conclusion import Conclusion, PayClause, Standing, not_linked, united
from extractors.terms.dhs.lexicon import categories_in
from extractors.terms.dhs.rent import conclusion_on_rent
from extractors.terms.dhs.safeguard import safeguard_of
from extractors.terms.dhs.services import (
    Services,
    condition_in,
    is_worked_in_person,
    pool_and_key,
    services_in,
    what_fills_a_pool,
)
from models.compensation import CompensationKind, DhsCategory, DhsLink, DhsSafeguard
from models.contract import ContractKind

_OWN_WORK = "The base is limited to work that the physician personally performs."


def conclusion_on(clause: PayClause, standing: Standing) -> Conclusion:
    """The conclusion on one component."""
    if clause.kind in {CompensationKind.FIXED, CompensationKind.TIME}:
        return _fixed(clause)
    if standing.contract_kind is ContractKind.PURCHASE_BY_PHYSICIAN:
        return not_linked("The physician pays, and pays more the more is bought, so referrals do not lower the price.")
    if standing.is_rent:
        return conclusion_on_rent(clause, standing)
    if standing.payee_refers is False:
        return not_linked("The payee cannot refer patients, so nothing here is pay for referrals.")
    if clause.kind in {CompensationKind.PER_CLICK, CompensationKind.PRODUCTIVITY}:
        return _by_the_unit(clause, standing)
    if clause.kind in {CompensationKind.PERCENTAGE, CompensationKind.POOL}:
        return _share(clause, standing)
    return _award(clause, standing)


def _fixed(clause: PayClause) -> Conclusion:
    services = services_in(condition_in(clause.sentence))
    if services.ordered and (services.categories or services.technical):
        return _linked(
            clause, services, "The sum is paid only if referrals of designated health services reach a mark."
        )
    if clause.kind is CompensationKind.FIXED:
        return not_linked("The pay is fixed and is the same whatever is ordered or referred.")
    own = any(is_worked_in_person(words) for words in (clause.sentence, *clause.meanings))
    return not_linked("The pay is by time worked or reserved and is the same whatever is ordered or referred.", own=own)


def _by_the_unit(clause: PayClause, standing: Standing) -> Conclusion:
    words = " ".join((clause.heading, clause.sentence, clause.unit, *clause.meanings))
    stated, whole = services_in(words), services_in(f"{words} {clause.around}")
    if stated.brought and standing.hospital_furnishes:
        return _linked(clause, stated, "It pays for each patient whom the payee admits to the hospital or refers.")
    if stated.brought and standing.payer_furnishes:
        reason = "It pays for each patient whom the payee refers to the payer for designated health services."
        return _linked(clause, stated._replace(categories=standing.payer_furnishes), reason)
    widened = (stated.others or stated.ordered) and not stated.only_own
    if whole.own and not widened:
        return not_linked("It pays by the unit of work that the physician personally performs.", own=True)
    if widened and (stated.categories or stated.technical or stated.others):
        if stated.not_designated and not stated.categories:
            return _no_designated(stated)
        reason = "It credits designated health services that others perform or that the physician orders."
        return _linked(clause, stated, reason)
    if stated.grown and standing.hospital_furnishes and clause.kind is CompensationKind.PER_CLICK:
        reason = "It pays for each service by which the hospital's own grow, and the payee can refer the patients."
        return _linked(clause, stated._replace(categories=stated.categories or (DhsCategory.HOSPITAL,)), reason)
    if clause.kind is CompensationKind.PRODUCTIVITY or stated.professional:
        return not_linked("It pays by the unit of the physician's professional work.")
    named = services_in(f"{clause.sentence} {clause.unit}")
    if named.not_designated and not named.categories:
        return _no_designated(named)
    if named.categories or (named.ordered and standing.hospital_furnishes):
        reason = (
            "It pays for each designated health service, whoever performs it, and the payee can refer the patients."
        )
        return _linked(clause, named, reason)
    return not_linked("It pays by the unit of a service that is no designated health service.")


def _share(clause: PayClause, standing: Standing) -> Conclusion:
    stated, key = pool_and_key(clause.sentence) if clause.kind is CompensationKind.POOL else (clause.sentence, "")
    unsaid = () if clause.base in clause.sentence else (clause.base,)
    filled = what_fills_a_pool(clause.around) if clause.kind is CompensationKind.POOL else ""
    base = services_in(" ".join((stated, *unsaid, *clause.meanings, filled)))
    divided_by = services_in(key)
    if divided_by.ordered:
        named = divided_by.categories or divided_by.technical
        pooled = divided_by if named else services_in(" ".join((stated, clause.around)))
        if pooled.categories or pooled.technical:
            reason = "The pool is divided by designated health services that each physician orders."
            return _linked(clause, pooled, reason)
    if base.savings:
        return not_linked("It is a share of savings, which shrink as more services are furnished.")
    if base.own and base.incident_to:
        return _incident_to(clause, base)
    if base.only_own and not base.margin:
        return not_linked(_OWN_WORK, own=True)
    if base.not_designated and not base.categories and not base.technical:
        return _no_designated(base)
    if base.technical or base.margin or base.categories:
        reason = "The base holds revenue or profit from designated health services that the physician orders or refers."
        return _linked(clause, base, reason)
    whole = services_in(" ".join((stated, *clause.meanings, "" if key else clause.around)))
    if whole.own and not base.others:
        return not_linked(_OWN_WORK, own=True)
    if base.professional and not base.others:
        return not_linked("The base is professional fees; it holds no technical component or ancillary income.")
    if any(text.out_categories or text.out_technical for text in (whole, *map(services_in, clause.carve_outs))):
        return not_linked("The base keeps designated health services out.")
    if standing.hospital_furnishes and base.ordered:
        return _linked(
            clause, base, "The base holds what the hospital takes in for patients whom the physician refers."
        )
    return Conclusion(
        link=DhsLink.OPEN, reason="The words do not say whether the base holds designated health services."
    )


def _incident_to(clause: PayClause, base: Services) -> Conclusion:
    """Credit for services incident to one's own; of designated health services only a group practice may give it."""
    if base.categories or base.technical:
        return _linked(clause, base, "The base adds designated health services incident to the physician's own.")
    if base.out_categories or base.out_technical:
        return not_linked("The base keeps designated health services out.")
    reason = "The words do not say whether what is incident to the physician's own work is a designated health service."
    return Conclusion(link=DhsLink.OPEN, reason=reason, safeguard=DhsSafeguard.INCIDENT_TO)


def _award(clause: PayClause, standing: Standing) -> Conclusion:
    services = services_in(" ".join((clause.sentence, *clause.meanings)))
    turns = services.ordered and services.counts and (services.categories or services.technical)
    if turns and standing.contract_kind is not ContractKind.RECRUITMENT:
        reason = "The award rises with what the physician orders of designated health services."
        return _linked(clause, services, reason)
    return not_linked("The award does not rise with what is referred of designated health services.")


def _linked(clause: PayClause, services: Services, reason: str) -> Conclusion:
    words = " ".join((clause.sentence, *clause.meanings, clause.around, clause.section))
    categories = services.categories or (categories_in(clause.subject) if services.technical or services.margin else ())
    if services.brought and not services.categories:
        categories = united(categories, (DhsCategory.HOSPITAL,))
    safeguard = safeguard_of(words, clause.base, services)
    return Conclusion(link=DhsLink.LINKED, categories=categories, reason=reason, safeguard=safeguard)


def _no_designated(services: Services) -> Conclusion:
    return not_linked(f"It counts {services.not_designated}, which are no designated health services.")
