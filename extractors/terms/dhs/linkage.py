"""Whether referrals of designated health services move a component of pay: the decision by its operative clause.

A component is linked when the formula has the physician's referrals of designated health services, or revenue or profit
from them, as a variable, and pay to the physician rises with it (42 CFR 411.354(d)(5)), or pay by the physician falls
(411.354(d)(6)). Work personally performed is no referral. What a recital says of volume or value counts neither way.
"""

from __future__ import annotations

from functools import cache

import regex

from extractors.terms.dhs.conclusion import Conclusion, PayClause, Standing
from extractors.terms.dhs.lexicon import categories_in, not_designated_in
from extractors.terms.dhs.polarity import counted
from extractors.terms.dhs.safeguard import safeguard_of
from extractors.terms.dhs.services import Services, services_in
from models.compensation import CompensationKind, DhsCategory, DhsLink, DhsSafeguard
from models.contract import ContractKind

_BY_THE_UNIT = frozenset({CompensationKind.PER_CLICK, CompensationKind.PRODUCTIVITY})
_SHARES = frozenset({CompensationKind.PERCENTAGE, CompensationKind.POOL})


def conclusion_on(clause: PayClause, standing: Standing) -> Conclusion:
    """The conclusion on one component."""
    if clause.kind in {CompensationKind.FIXED, CompensationKind.TIME}:
        return _fixed(clause)
    if standing.contract_kind is ContractKind.PURCHASE_BY_PHYSICIAN:
        return _not_linked("The physician pays, and pays more the more is bought, so referrals do not lower the price.")
    if standing.is_rent:
        return _rent(clause, standing)
    if clause.kind in _BY_THE_UNIT:
        return _by_the_unit(clause, standing)
    if clause.kind in _SHARES:
        return _share(clause, standing)
    return _award(clause, standing)


def _fixed(clause: PayClause) -> Conclusion:
    services = services_in(_condition(clause.sentence))
    if services.ordered and (services.categories or services.technical):
        return _linked(
            clause, services, "The sum is paid only if referrals of designated health services reach a mark."
        )
    how = "by time worked or reserved" if clause.kind is CompensationKind.TIME else "fixed"
    return _not_linked(f"The pay is {how} and is the same whatever is ordered or referred.")


def _rent(clause: PayClause, standing: Standing) -> Conclusion:
    if standing.payee_refers is False:
        return _not_linked("Nobody behind the lessor refers, so rent by use or revenue pays no one for referrals.")
    if standing.payee_refers is None:
        return _not_linked("Nothing shows that the lessor or its owners can refer the patients counted.")
    words = " ".join((clause.heading, clause.sentence, *clause.meanings))
    services = services_in(words)
    spared = services.not_designated or not_designated_in(clause.subject)
    categories = _all(services.categories, categories_in(clause.subject) if not services.categories else ())
    if spared and not services.categories:
        return _not_linked(f"The rent counts {spared}, which are no designated health services.")
    if standing.hospital_furnishes and spared is None:
        categories = _all(categories, (DhsCategory.HOSPITAL,))
    if not categories:
        if clause.kind in _SHARES:
            return Conclusion(
                link=DhsLink.OPEN,
                reason="The rent is a share of takings that may hold designated health services the lessor refers.",
            )
        return _not_linked("The rent counts services that are no designated health services.")
    what = "each use" if clause.kind in _BY_THE_UNIT else "the takings"
    return Conclusion(
        link=DhsLink.LINKED,
        categories=categories,
        reason=f"The rent rises with {what} of {_in_words(categories)}, and those behind the lessor can refer the patients.",
    )


def _by_the_unit(clause: PayClause, standing: Standing) -> Conclusion:
    if standing.payee_refers is False:
        return _not_linked("The payee cannot refer patients, so pay by the unit is no pay for referrals.")
    services = services_in(" ".join((clause.heading, clause.sentence, clause.unit, *clause.meanings, clause.around)))
    stated = services_in(" ".join((clause.heading, clause.sentence, clause.unit, *clause.meanings)))
    widened = (stated.others or stated.ordered) and not _only_own(stated)
    if stated.brought and standing.hospital_furnishes:
        return _linked(clause, stated, "It pays for each patient whom the payee admits to the hospital or refers.")
    if services.own and not widened:
        return _not_linked("It pays by the unit of work that the physician personally performs.", own=True)
    if widened and (stated.categories or stated.technical or stated.others):
        if stated.not_designated and not stated.categories:
            return _not_linked(f"It counts {stated.not_designated}, which are no designated health services.")
        return _linked(
            clause,
            stated,
            "It credits the physician for designated health services that others perform or that the physician orders.",
        )
    if clause.kind is CompensationKind.PRODUCTIVITY or stated.professional:
        return _not_linked("It pays by the unit of the physician's professional work.")
    named = services_in(" ".join((clause.sentence, clause.unit)))
    if named.not_designated and not named.categories:
        return _not_linked(f"It counts {named.not_designated}, which are no designated health services.")
    if named.categories or (named.ordered and standing.hospital_furnishes):
        return _linked(
            clause,
            named,
            "It pays for each designated health service, whoever performs it, and the payee can refer the patients.",
        )
    return _not_linked("It pays by the unit of a service that is no designated health service.")


def _share(clause: PayClause, standing: Standing) -> Conclusion:
    if standing.payee_refers is False:
        return _not_linked("The payee cannot refer patients, so a share of takings is no pay for referrals.")
    base = services_in(" ".join((clause.base, *clause.meanings))) if clause.meanings else services_in(clause.sentence)
    whole = services_in(" ".join((clause.sentence, *clause.meanings, clause.around)))
    out = _all(
        whole.out_categories, *(counted_out.out_categories for counted_out in map(services_in, clause.carve_outs))
    )
    carved = bool(out) or whole.out_technical or any(services_in(text).out_technical for text in clause.carve_outs)
    if base.savings:
        return _not_linked("It is a share of savings, which shrink as more services are furnished.")
    if base.own and base.incident_to:
        return _incident_to(clause, base)
    if _only_own(base) and not base.margin:
        return _not_linked("The base is limited to work that the physician personally performs.", own=True)
    if base.not_designated and not base.categories and not base.technical:
        return _not_linked(f"The base is {base.not_designated}, which are no designated health services.")
    if base.technical or base.margin or base.categories:
        return _linked(
            clause,
            base,
            "The base holds revenue or profit from designated health services that the physician orders or refers.",
        )
    if _only_own(whole) or (whole.own and not base.others):
        return _not_linked("The base is limited to work that the physician personally performs.", own=True)
    if base.professional and not base.others:
        return _not_linked(
            "The base is professional fees; it holds no technical component or ancillary income.", own=whole.own
        )
    if carved:
        return _not_linked("The base keeps designated health services out.", own=whole.own)
    if standing.hospital_furnishes and base.ordered:
        return _linked(
            clause, base, "The base holds what the hospital takes in for patients whom the physician refers."
        )
    return Conclusion(
        link=DhsLink.OPEN,
        reason="The words do not say whether the base holds designated health services.",
        personally_performed=False,
    )


def _incident_to(clause: PayClause, base: Services) -> Conclusion:
    """Credit for services incident to one's own, which only a group practice may give for designated health services."""
    if base.categories or base.technical:
        return _linked(clause, base, "The base adds designated health services incident to the physician's own.")
    return Conclusion(
        link=DhsLink.OPEN,
        reason="The words do not say whether the services incident to the physician's own hold designated health services.",
        safeguard=DhsSafeguard.INCIDENT_TO,
    )


def _award(clause: PayClause, standing: Standing) -> Conclusion:
    if standing.payee_refers is False or standing.contract_kind is ContractKind.RECRUITMENT:
        return _not_linked("The award does not turn on designated health services that the payee refers.")
    services = services_in(" ".join((clause.sentence, *clause.meanings)))
    counted_by_value = _volume().search(counted(" ".join((clause.sentence, *clause.meanings))).taken_in) is not None
    if services.ordered and counted_by_value and (services.categories or services.technical):
        return _linked(
            clause,
            services,
            "The award turns on the number or value of designated health services that the physician orders.",
        )
    return _not_linked("The award does not turn on the number or value of designated health services referred.")


def _only_own(services: Services) -> bool:
    """Whether a base is limited to the physician's own work although it names designated health services."""
    return services.own and not (services.others or services.technical)


def _linked(clause: PayClause, services: Services, reason: str) -> Conclusion:
    words = " ".join((clause.sentence, *clause.meanings, clause.around, clause.section))
    categories = services.categories or (categories_in(clause.subject) if services.technical or services.margin else ())
    if services.brought:
        categories = _all(categories, (DhsCategory.HOSPITAL,))
    return Conclusion(
        link=DhsLink.LINKED, categories=categories, reason=reason, safeguard=safeguard_of(words, clause.base, services)
    )


def _not_linked(reason: str, *, own: bool = False) -> Conclusion:
    return Conclusion(link=DhsLink.NOT_LINKED, reason=reason, personally_performed=own)


def _all(*groups: tuple[DhsCategory, ...]) -> tuple[DhsCategory, ...]:
    named = {category for group in groups for category in group}
    return tuple(category for category in DhsCategory if category in named)


def _in_words(categories: tuple[DhsCategory, ...]) -> str:
    return " and ".join(category.value.replace("_", " ") for category in categories)


def _condition(sentence: str) -> str:
    """The conditional clause of a sentence, "" without one."""
    match = _conditional().search(sentence)
    return match[0] if match else ""


@cache
def _conditional() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:if|provided(?:\s+that)?|so\s+long\s+as|on\s+condition|conditioned|contingent)\b[^.;]{0,200}",
        regex.IGNORECASE,
    )


@cache
def _volume() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:number|volume|value|charges|revenues?|collections?|margin|contribution|total\w*|amount\s+of|how\s+many|percentage\s+of|share\s+of|growth|more\s+than|less\s+than|exceed\w*)\b",
        regex.IGNORECASE,
    )
