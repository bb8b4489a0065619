"""What an arrangement agrees for the days that payments are for, and what a sum paid for them is beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from checks.arrangements import Arrangement
from checks.law.rent import is_rental
from checks.pay_due import Due, due_for, fixed_pay, hourly_pay, month_after
from checks.pay_raises import Risen, raise_days, risen
from models.compensation import CompensationComponent
from models.ledger_rows import Payment

_CENT = Decimal("0.01")


class Standing(StrEnum):
    """How a sum stands beside what was agreed; CANNOT_TELL is for a person."""

    WITHIN = "within"
    OVER = "over"
    UNDER = "under"
    CANNOT_TELL = "cannot tell"


class Agreed(NamedTuple):
    """The component that pays for the days, what is due by it in dollars, and by the hour for how many hours.

    `due.most` None: no maximum is known; `least` of 0 where raises by an index are due, which may go down. `how` is the
    reckoning of raises, "" where there were none. `doubt` says why what is due is known within bounds only.
    """

    component: CompensationComponent
    due: Due
    hours: Decimal | None = None
    how: str = ""
    doubt: str | None = None


class Stood(NamedTuple):
    """A standing and why; `why` is "" where the figures say all."""

    standing: Standing
    why: str


def pay_agreed(arrangement: Arrangement, first: date, last: date, payments: Sequence[Payment]) -> Agreed | None:
    """What is due from one day through another; None where it is no single fixed sum, and no rate for hours all told.

    Each payment by the hour may be rounded by a cent.
    """
    components = arrangement.pay_on(first)
    fixed, hourly = fixed_pay(components), hourly_pay(components)
    if fixed is not None and fixed.amount is not None:
        parts = [
            (begin, end, risen(fixed.amount, arrangement, begin)) for begin, end in _parts(arrangement, first, last)
        ]
        dues = [_due(fixed, begin, end, rate) for begin, end, rate in parts]
        least = sum((due.least for due in dues), Decimal(0))
        mosts = [due.most for due in dues if due.most is not None]
        most = sum(mosts, Decimal(0)) if len(mosts) == len(dues) else None
        return Agreed(
            fixed, Due(least, most), None, _how([rate for *_, rate in parts]), _doubt([one for *_, one in parts])
        )
    hours = [payment.hours for payment in payments if payment.hours is not None]
    if hourly is None or hourly.amount is None or len(hours) < len(payments):
        return None
    worked, slack = sum(hours, Decimal(0)), _CENT * len(payments)
    rates = [risen(hourly.amount, arrangement, begin) for begin, _ in _parts(arrangement, first, last)]
    least = min(rate.least or Decimal(0) for rate in rates) * worked - slack
    most = None if rates[-1].most is None else rates[-1].most * worked + slack
    return Agreed(hourly, Due(max(least, Decimal(0)), most), worked, _how(rates), _doubt(rates))


def standing(arrangement: Arrangement, agreed: Agreed, first: date, paid: Decimal) -> Stood:
    """How a sum paid stands beside what is due from a day on.

    More than is due may rest on charges beside rent, and after the first year on a raise that was not read.
    """
    due = agreed.due
    if paid < due.least:
        return Stood(Standing.UNDER, agreed.doubt or "")
    if due.most is not None and paid > due.most:
        if is_rental(arrangement.contract):
            return Stood(Standing.CANNOT_TELL, "Charges beside rent may explain what is beyond it.")
        is_later = arrangement.first is None or first >= month_after(arrangement.first, 12)
        if is_later and not agreed.how and not agreed.doubt:
            return Stood(
                Standing.CANNOT_TELL, "No words on a raise were read; one after the first year may explain it."
            )
        return Stood(Standing.OVER, agreed.doubt or "")
    return Stood(Standing.CANNOT_TELL, agreed.doubt) if agreed.doubt else Stood(Standing.WITHIN, "")


def _parts(arrangement: Arrangement, first: date, last: date) -> list[tuple[date, date]]:
    """The days cut where the pay rises, or may rise."""
    begins = [first, *raise_days(arrangement, first, last)]
    ends = [*(day - timedelta(days=1) for day in begins[1:]), last]
    return list(zip(begins, ends, strict=True))


def _due(component: CompensationComponent, first: date, last: date, rate: Risen) -> Due:
    least = due_for(component, first, last, rate.least).least if rate.least is not None else Decimal(0)
    return Due(least, due_for(component, first, last, rate.most).most if rate.most is not None else None)


def _how(rates: Sequence[Risen]) -> str:
    return next((rate.how for rate in reversed(rates) if rate.how), "")


def _doubt(rates: Sequence[Risen]) -> str | None:
    return next((rate.doubt for rate in reversed(rates) if rate.doubt), None)
