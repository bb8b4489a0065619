"""The rule on the form of gifts, and on what is returned of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import relationship_check
from checks.gift_years import GiftYear, gift_years
from checks.not_imported import not_imported
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Gift
from models.ledger_words import GiftForm
from models.relationship import Relationship


@relationship_check(
    code="LIM-02",
    citation="411.357(k)",
    remedy=(
        "Ask for cash and what is like cash back, and give nothing that was asked for. Return an excess in time and in "
        "full, and not twice in three years; otherwise look back with counsel."
    ),
)
def gifts_in_wrong_form(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """A gift was cash, or was asked for; or an excess was not returned as the exception allows.

    ## What it looks at

    Each row of the ledger nonmonetary_compensation: its form, whether it was solicited, and, in a year whose limit was
    passed, what was returned, when, and when that was last done.

    ## Why it matters

    The exception is for things, not for money, and for what is offered, not for what is demanded. Its relief for an
    excess is narrow.

    ## When it fires

    - The gift was cash, or like cash: a gift card, a voucher.
    - The physician or the practice asked for it.
    - Something was returned of a year's excess, but too late, too little, of an excess over half the limit, or within
      three years of the last time.
    - Something was returned in a year whose limit is not known: a person must decide.

    ## When it does not

    - The gift was in kind, a meal at a meeting among them, and nothing says that it was asked for.
    - No limit was passed: then returns mean nothing.
    - An excess of which nothing was returned: gifts-over-limit speaks of that.

    ## How to put it right

    A gift card cannot be made a gift in kind afterwards. Have it returned, and write down when; what it moved
    meanwhile is for counsel.

    ## Flagged

    A gift card of $50.00; or an excess of June that was returned on 15 December, more than 180 days later.

    ## Clear

    A fleece jacket of $80.00 that nobody asked for.

    ## Limits

    A blank in the column solicited says that it is not known, and is not held against the gift.
    """
    missing = not_imported(relationship, LedgerKind.NONMONETARY_COMPENSATION)
    if missing:
        yield missing
        return
    gifts = relationship.ledgers.nonmonetary_compensation
    if not gifts:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="The ledger has no gift to this physician.")
        return
    found = [*filter(None, map(_of_gift, gifts)), *filter(None, map(_of_returns, gift_years(gifts)))]
    yield from found or [Verdict(outcome=Outcome.CLEAR, message="Every gift was in kind and unsolicited.")]


def _of_gift(gift: Gift) -> Verdict | None:
    what = f"{gift.item} of {gift.given_on} (${gift.value:,.2f}, {gift.place})"
    faults = []
    if gift.form is not GiftForm.IN_KIND:
        faults.append("cash" if gift.form is GiftForm.CASH else "like cash")
    if gift.solicited:
        faults.append("asked for")
    if not faults:
        return None
    return Verdict(
        outcome=Outcome.FLAGGED,
        message=f"{what} was {' and '.join(faults)}.",
        subject=f"{gift.given_on} {gift.item}",
        wanting="a gift in the wrong form",
    )


def _of_returns(one: GiftYear) -> Verdict | None:
    returned = any(gift.returned_on for gift in one.gifts)
    if not returned or (one.limit is not None and not one.excess):
        return None
    subject, wanting = f"returned in {one.year}", f"the return of the excess of {one.year}"
    if one.limit is None:
        message = f"Gifts of {one.year} were returned; whether anything had to be, its unknown limit decides."
        return Verdict(outcome=Outcome.UNDETERMINED, message=message, subject=subject, wanting=wanting)
    if one.is_put_right:
        message = f"The excess of {one.year} was returned by {one.return_by}."
        return Verdict(outcome=Outcome.CLEAR, message=message, subject=subject)
    faults = []
    if not one.is_small:
        faults.append("it is more than half the limit, which no return puts right")
    if one.earlier_relief is not None:
        faults.append(f"another was put right on {one.earlier_relief}, less than three years before")
    if one.returned < one.excess:
        faults.append(f"${one.returned:,.2f} of it came back by {one.return_by}, ${one.late:,.2f} later")
    message = f"The excess of {one.year} was ${one.excess:,.2f}: {'; '.join(faults)}."
    return Verdict(outcome=Outcome.FLAGGED, message=message, subject=subject, wanting=wanting)
