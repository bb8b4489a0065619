"""The rule on the yearly limit of non-monetary compensation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import relationship_check
from checks.gift_years import GiftYear, gift_years
from checks.not_imported import not_imported
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.relationship import Relationship


@relationship_check(
    code="LIM-01",
    citation="411.357(k)",
    remedy=(
        "Have the excess returned by the day named, if it may still be; otherwise stop, look back at the referrals of "
        "the year with counsel, and set an alarm in the ledger well below the limit."
    ),
)
def gifts_over_limit(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """What a physician was given in a calendar year exceeds that year's limit.

    ## What it looks at

    The ledger nonmonetary_compensation: all that the entity gave the physician in each calendar year, added up to the
    cent, beside the limit published for that year.

    ## Why it matters

    Gifts without a contract are lawful only as far as the year's limit. What goes beyond it is remuneration without an
    exception, and every referral of designated health services after it is in question.

    ## When it fires

    - The sum of the year is over its limit: flagged.
    - It is over, but by no more than half the limit, and the day to return the excess has not passed: a person must
      act.
    - The limit of the year is not known, or still to be confirmed: a person must find it out. It is never taken from
      the year before.

    ## When it does not

    - The sum is the limit to the cent, or less.
    - The excess was returned in time, was no more than half the limit, and no other was put right in the three years
      before.
    - The share in one event for the whole medical staff does not count; of several events the dearest is left out.

    ## How to put it right

    An excess of up to half the limit counts as never given when it is returned by 31 December or within 180 days,
    whichever comes first, and that once in three years for each physician.

    ## Flagged

    Gifts of $507.01 in 2024, whose limit is $507.

    ## Clear

    Gifts of $507.00 in 2024; or of $560.00, of which $53.00 were returned on 1 October.

    ## Limits

    Only what is in the ledger counts, and only names that are the physician's. Gifts that rest on another exception
    do not belong in that ledger.
    """
    missing = not_imported(relationship, LedgerKind.NONMONETARY_COMPENSATION)
    if missing:
        yield missing
        return
    years = gift_years(relationship.ledgers.nonmonetary_compensation)
    if not years:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="The ledger has no gift to this physician.")
    for one in years:
        outcome, message = _judge(one, as_of)
        yield Verdict(
            outcome=outcome,
            message=message,
            subject=str(one.year),
            wanting=f"what was given in {one.year} beyond its limit",
        )


def _judge(one: GiftYear, as_of: date) -> tuple[Outcome, str]:
    given = f"Gifts of {one.year} come to ${one.total:,.2f}"
    if one.limit is None:
        return Outcome.UNDETERMINED, f"{given}; the limit of that year is not known for sure."
    beside = f"{given}, the limit being ${one.limit:,.2f}"
    if not one.excess:
        return Outcome.CLEAR, f"{beside}."
    if one.is_put_right:
        return Outcome.CLEAR, f"{beside}; ${one.returned:,.2f} were returned in time."
    may_return = one.is_small and one.earlier_relief is None
    if may_return and one.return_by is not None and as_of <= one.return_by:
        left = one.excess - one.returned
        return Outcome.UNDETERMINED, f"{beside}. Put right if ${left:,.2f} more are returned by {one.return_by}."
    return Outcome.FLAGGED, f"{beside}: ${one.excess:,.2f} too much, which were not returned as the exception allows."
