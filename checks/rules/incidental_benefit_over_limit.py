"""The rule on incidental benefits to the medical staff."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import relationship_check
from checks.law.parameter import parameters
from checks.not_imported import not_imported
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import IncidentalBenefit
from models.relationship import Relationship


@relationship_check(
    code="LIM-03",
    citation="411.357(m)",
    remedy=(
        "Stop what is worth too much, is used elsewhere or is not for all; or count it as a gift under the yearly "
        "limit, if there is room, or charge for it."
    ),
)
def incidental_benefit_over_limit(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """A benefit to a member of the medical staff is worth too much, is used off the campus, or is not for all.

    ## What it looks at

    Each row of the ledger incidental_benefits: its value beside the limit of its calendar year, where it was used, and
    to whom it was offered.

    ## Why it matters

    Meals, parking and the like are lawful for staff at work, as long as each is small and offered alike.

    ## When it fires

    - The value is the limit of the year or more: it must be less.
    - It was not used on the campus, or not offered to all of the specialty.
    - The limit of the year is not known: a person must find it out.

    ## When it does not

    - The value is a cent below the limit, and nothing says that it was used elsewhere or kept from others.
    - Many such benefits in a year: there is no yearly limit.

    ## How to put it right

    What does not fit here may fit as non-monetary compensation, whose yearly sum has a limit.

    ## Flagged

    A lunch of $44.00 in 2024, when the value had to be less than $44.

    ## Clear

    A lunch of $43.99 in 2024 in the physicians' lounge.

    ## Limits

    Blank columns are not held against a benefit. Whether it was given while at work for the hospital is for a person.
    """
    missing = not_imported(relationship, LedgerKind.INCIDENTAL_BENEFITS)
    if missing:
        yield missing
        return
    benefits = relationship.ledgers.incidental_benefits
    if not benefits:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="The ledger has no benefit to this physician.")
        return
    found = [verdict for verdict in map(_verdict, benefits) if verdict.outcome is not Outcome.CLEAR]
    yield from found or [Verdict(outcome=Outcome.CLEAR, message="Every benefit is below its limit, and for all.")]


def _verdict(benefit: IncidentalBenefit) -> Verdict:
    limit = parameters()["incidental_benefit_limit"].on(benefit.given_on)
    faults = []
    if limit is not None and limit.confirmed and benefit.value >= limit.value:
        faults.append(f"is worth no less than ${limit.value:,.2f}")
    if benefit.on_campus is False:
        faults.append("was not used on the campus")
    if benefit.offered_to_all is False:
        faults.append("was not offered to all of the specialty")
    what = f"{benefit.benefit} of {benefit.given_on} (${benefit.value:,.2f}, {benefit.place})"
    outcome, message = Outcome.CLEAR, f"{what} is below the limit."
    if faults:
        outcome, message = Outcome.FLAGGED, f"{what} {' and '.join(faults)}."
    elif limit is None or not limit.confirmed:
        outcome, message = Outcome.UNDETERMINED, f"{what}: the limit of that year is not known for sure."
    subject = f"{benefit.given_on} {benefit.benefit}"
    return Verdict(outcome=outcome, message=message, subject=subject, wanting="a benefit within its limits")
