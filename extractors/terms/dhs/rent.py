"""Whether referrals of designated health services move a rent: what is counted, and who stands behind the lessor."""

from __future__ import annotations

from extractors.terms.dhs.conclusion import Conclusion, PayClause, Standing, not_linked, united
from extractors.terms.dhs.lexicon import categories_in, name_of, not_designated_in
from extractors.terms.dhs.services import services_in
from models.compensation import CompensationKind, DhsCategory, DhsLink

_SHARES = frozenset({CompensationKind.PERCENTAGE, CompensationKind.POOL})


def conclusion_on_rent(clause: PayClause, standing: Standing) -> Conclusion:
    """The conclusion on rent by the unit of service or as a share of takings (42 CFR 411.354(d)(5) and (6)).

    Rent that a physician pays rises with use, so that referrals do not lower it; rent paid to those who can refer does
    pay for referrals when it counts designated health services.
    """
    if standing.payee_refers is False:
        return not_linked("Nobody behind the lessor refers, so rent by use or revenue pays no one for referrals.")
    if standing.payee_refers is None:
        return not_linked("Nothing shows that the lessor or its owners can refer the patients counted.")
    services = services_in(" ".join((clause.heading, clause.sentence, *clause.meanings)))
    spared = services.not_designated or not_designated_in(clause.subject)
    if spared and not services.categories:
        return not_linked(f"The rent counts {spared}, which are no designated health services.")
    categories = services.categories or categories_in(clause.subject)
    if standing.hospital_furnishes and spared is None:
        categories = united(categories, (DhsCategory.HOSPITAL,))
    if categories:
        named = " and of ".join(map(name_of, categories))
        counted = "the takings" if clause.kind in _SHARES else "each use"
        reason = f"The rent rises with {counted} of {named}, and those behind the lessor can refer the patients."
        return Conclusion(link=DhsLink.LINKED, categories=categories, reason=reason)
    if clause.kind in _SHARES:
        reason = "The rent is a share of takings that may hold designated health services referred by the lessor."
        return Conclusion(link=DhsLink.OPEN, reason=reason)
    return not_linked("The rent counts services that are no designated health services.")
