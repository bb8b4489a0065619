"""The rule on the days within which an overpayment is reported and returned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import relationship_check
from checks.law.overpayment_days import clock_of
from checks.not_imported import not_imported
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Overpayment
from models.relationship import Relationship


@relationship_check(
    code="SRD-01",
    citation="401.305",
    remedy=(
        "Report and return it, or send the self-referral disclosure, before the last day; with counsel at once where "
        "that has passed."
    ),
)
def overpayment_clock(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """An overpayment that was identified was not reported and returned within its days.

    ## What it looks at

    The ledger overpayments: the day each was identified, a timely good-faith investigation, and the day it was
    reported and returned, or disclosed.

    ## Why it matters

    Once identified, an overpayment that is kept beyond 60 days is a debt under the False Claims Act.

    ## When it fires

    - The last day has passed, and it was not reported; or it was reported after it: flagged.
    - The last day has not passed, and it was not reported: a person must act by then.

    ## When it does not

    - It was reported on the last day, or before.

    ## How to put it right

    The identified day is day 0 and the sixtieth after it the last. Since 1 January 2025 a timely investigation stops
    the clock while it lasts, for 180 days at most.

    ## Flagged

    Identified on 3 February 2025, no investigation, reported on 5 April 2025.

    ## Clear

    The same, reported on 4 April 2025, the sixtieth day.

    ## Limits

    When an overpayment counts as identified, and whether an investigation is timely, is for counsel. Amounts are not
    reckoned here.
    """
    missing = not_imported(relationship, LedgerKind.OVERPAYMENTS)
    if missing:
        yield missing
        return
    if not relationship.ledgers.overpayments:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="The ledger has no overpayment of this relationship.")
    for row in relationship.ledgers.overpayments:
        outcome, message = _judge(row, as_of)
        yield Verdict(outcome=outcome, message=message, subject=row.reference, wanting="the report of an overpayment")


def _judge(row: Overpayment, as_of: date) -> tuple[Outcome, str]:
    clock = clock_of(row.identified_on, row.investigation_from, row.investigation_until)
    what = f"Overpayment {row.reference} was identified on {row.identified_on} ({row.place})"
    if clock is None:
        return Outcome.UNDETERMINED, f"{what}; the days of that time are not known."
    last = clock.last_day
    if row.reported_on is not None:
        outcome = Outcome.CLEAR if row.reported_on <= last else Outcome.FLAGGED
        return outcome, f"{what}, and reported on {row.reported_on}; the last day was {last}."
    if as_of <= last:
        return Outcome.UNDETERMINED, f"{what}, and is to be reported by {last}."
    return Outcome.FLAGGED, f"{what}, and was to be reported by {last}."
