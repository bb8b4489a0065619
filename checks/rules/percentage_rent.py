"""The rule on rent as a share of revenue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.component_names import in_words, named_components
from checks.law.rent import BaseKind, base_kind, is_rental
from models.compensation import CompensationKind
from models.contract import Contract
from models.finding import Outcome, Verdict

_SHARES = frozenset({CompensationKind.PERCENTAGE, CompensationKind.POOL})


@check(
    code="LSE-02",
    citation="411.357(a)(5)(ii)(A)",
    remedy=(
        "Replace the percentage with a fixed rent or a rent by time, set in advance at fair market value, before "
        "the next month; have counsel look back over the rent that was paid under the percentage."
    ),
)
def percentage_rent(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """Rent of space, equipment or a timeshare is a percentage of revenue, collections or profit raised in it.

    ## What it looks at

    Each component of the rent in a lease of space or equipment or a timeshare that is a percentage or a share, and
    its base.

    ## Why it matters

    Rent that is a share of what the tenant's services bring in lets the lessor gain by every patient sent there. It
    has been forbidden since 1 October 2009, whoever refers, and in timeshares since they were first excepted.

    ## When it fires

    The rent, or the part above a base rent, is a percentage of receipts, collections, revenue, income or profit, or
    a share of a pool of them. A percentage of something else, or of nothing readable, is for a person to decide.

    ## When it does not

    - A share of costs, taxes, insurance or common-area expense.
    - A rent that rises with an index or by a fixed percentage a year.
    - A percentage of a price or of the value of the thing that is rented.
    - A lease that ended before 1 October 2009. One still running on that day is judged under the ban.

    ## How to put it right

    Agree on a fixed rent or one by time before the next month.

    ## Flagged

    A physical therapy room for $2,000.00 a month and 8 percent of the therapy collections above $40,000.00.

    ## Clear

    A physical therapy room for $2,900.00 a month and 11 percent of the building's real estate taxes.

    ## Limits

    A percentage of gross rent, or a manager's fee, may be lawful if no income from services stands behind it; read
    the base.
    """
    if not is_rental(contract):
        yield Verdict(
            outcome=Outcome.NOT_APPLICABLE, message="It rents out neither space nor equipment nor a timeshare."
        )
        return
    for name, component in named_components(contract):
        words = in_words(component)
        if component.kind not in _SHARES:
            outcome, message = Outcome.CLEAR, f"No share of revenue: {words}."
        elif base_kind(component.base) is BaseKind.COST:
            outcome, message = Outcome.CLEAR, f"A share of costs, not of revenue: {words}."
        elif component.kind is CompensationKind.POOL or base_kind(component.base) is BaseKind.REVENUE:
            outcome, message = Outcome.FLAGGED, f"Rent is a share of what the services bring in: {words}."
        else:
            outcome, message = Outcome.UNDETERMINED, f"Rent is {words}; whether that is revenue cannot be told."
        yield Verdict(
            outcome=outcome,
            message=message,
            subject=name,
            wanting=f"rent as a percentage, {words}",
            evidence=component.evidence,
            confidence=component.confidence,
        )
