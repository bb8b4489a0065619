"""What an agreement's fixed pay comes to for some days, to the cent where they are whole months, else within bounds."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

from models.compensation import CompensationComponent, CompensationKind, Period

MONTHS_OF: Final = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
"""The months of a period for which a sum or a cap is stated."""
_CENT = Decimal("0.01")


class Due(NamedTuple):
    """The least and the most that is due, in dollars; equal where no proration and no rounding comes in.

    `most` is None where no maximum is known.
    """

    least: Decimal
    most: Decimal | None

    def holds(self, amount: Decimal) -> bool:
        """Whether an amount is neither less nor more."""
        return self.least <= amount and (self.most is None or amount <= self.most)

    def __str__(self) -> str:
        """The sum, or its bounds, as messages say it."""
        if self.most is None:
            return f"at least ${self.least:,.2f}"
        return f"${self.least:,.2f}" if self.least == self.most else f"${self.least:,.2f} to ${self.most:,.2f}"


def fixed_pay(components: Sequence[CompensationComponent]) -> CompensationComponent | None:
    """The only component, if it is a fixed sum in dollars for each month, quarter or year; None otherwise."""
    if len(components) != 1:
        return None
    (only,) = components
    is_sum = only.kind is CompensationKind.FIXED and only.unit is None and only.currency == "USD"
    return only if is_sum and only.amount is not None and only.period in MONTHS_OF else None


def hourly_pay(components: Sequence[CompensationComponent]) -> CompensationComponent | None:
    """The only component, if it is a rate in dollars for each hour; None otherwise."""
    if len(components) != 1:
        return None
    (only,) = components
    is_rate = only.kind is CompensationKind.TIME and only.currency == "USD" and only.amount is not None
    return only if is_rate and Period.HOUR in {only.period, only.unit} else None


def due_for(component: CompensationComponent, first: date, last: date, amount: Decimal | None = None) -> Due:
    """What `fixed_pay` comes to from `first` to `last`, both counted; at another `amount` than its own, where told.

    Days beyond whole months may be reckoned by a month of 28 to 31 days. Raises ValueError for any other component.
    """
    months = MONTHS_OF.get(component.period) if component.period else None
    amount = component.amount if amount is None else amount
    if amount is None or months is None:
        raise ValueError("only a sum for each month, quarter or year is due for some days")
    whole = 0
    while month_after(first, whole + 1) <= last + timedelta(days=1):
        whole += 1
    days = (last - month_after(first, whole)).days + 1
    least, most = (amount * (whole * of + days) / (months * of) for of in (31, 28))
    full = amount * (whole + (days > 0)) / months
    return Due(least.quantize(_CENT, ROUND_FLOOR), min(most, full).quantize(_CENT, ROUND_CEILING))


def month_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_span_begin(start: date, day: date, months: int) -> date:
    """The first day of the so many months that a day falls in: a calendar month, or else counted from the start."""
    if months == 1:
        return day.replace(day=1)
    number = 0
    while month_after(start, (number + 1) * months) <= day:
        number += 1
    return month_after(start, number * months)
