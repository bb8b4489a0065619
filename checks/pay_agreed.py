"""What an arrangement agrees for the days that payments are for, and when more than that may be owed all the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from checks.arrangements import Arrangement
from checks.law.rent import is_rental
from checks.pay_due import Due, due_for, fixed_pay, hourly_pay, month_after
from models.compensation import CompensationComponent
from models.ledger_rows import Payment

_CENT = Decimal("0.01")


class Agreed(NamedTuple):
    """The component that pays for the days, what is due by it, and by the hour for how many hours."""

    component: CompensationComponent
    due: Due
    hours: Decimal | None = None


def pay_agreed(arrangement: Arrangement, first: date, last: date, payments: Sequence[Payment]) -> Agreed | None:
    """What is due from one day through another; None where it is no single fixed sum, and no rate for hours all told.

    Each payment by the hour may be rounded by a cent.
    """
    components = arrangement.pay_on(first)
    fixed = fixed_pay(components)
    if fixed is not None:
        return Agreed(fixed, due_for(fixed, first, last))
    hourly = hourly_pay(components)
    hours = [payment.hours for payment in payments if payment.hours is not None]
    if hourly is None or hourly.amount is None or len(hours) < len(payments):
        return None
    worked, slack = sum(hours, Decimal(0)), _CENT * len(payments)
    return Agreed(hourly, Due(hourly.amount * worked - slack, hourly.amount * worked + slack), worked)


def more_may_be_owed(arrangement: Arrangement, first: date) -> bool:
    """Whether more than agreed may rest on charges beside rent, or on an escalator after the first year."""
    is_later = arrangement.first is None or first >= month_after(arrangement.first, 12)
    return is_later or is_rental(arrangement.contract)
