"""Payments that stand apart from a period's reckoning: without days, the other way, or beyond a cap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from checks.arrangements import Arrangement
from checks.law.in_force import day_before
from checks.pay_agreed import Agreed, Standing
from checks.pay_due import MONTHS_OF, Due, fixed_pay, month_after, month_span_begin
from checks.pay_raises import risen
from models.compensation import CompensationComponent
from models.counting import counted
from models.ledger_rows import Payment

_CENT = Decimal("0.01")


class NoDays(NamedTuple):
    """What a payment without days is beside the pay of the month, quarter or year in which it was made.

    `paid` is all that was paid so in that `span`, in dollars; `is_multiple` whether it is so many periods' pay at once.
    """

    standing: Standing
    span: str
    paid: Decimal
    agreed: Agreed
    is_multiple: bool


class OverCap(NamedTuple):
    """A payment by which a cap was passed: `said` tells of the sums, `first` and `last` are the cap's days."""

    by: Payment
    component: CompensationComponent
    first: date
    last: date
    said: str


def pays_the_other_way(arrangement: Arrangement, payment: Payment) -> bool:
    """Whether money went to the side that the contract makes pay; what was paid back does not count."""
    against = arrangement.to_physician is not None and payment.to_physician is not arrangement.to_physician
    return against and payment.to_physician is not None and payment.amount > 0


def without_days(arrangement: Arrangement, payment: Payment, payments: Sequence[Payment]) -> NoDays | None:
    """What is to be said of one of the payments without days; None where no fixed sum is agreed for its day.

    What was paid before the first day counts as paid on it: the first period's pay may come in advance.
    """
    fixed = fixed_pay(arrangement.pay_on(_on(payment, arrangement)))
    if fixed is None or not fixed.amount or fixed.period is None:
        return None
    months = MONTHS_OF[fixed.period]
    day = _on(payment, arrangement)
    begin = month_span_begin(arrangement.first or day.replace(day=1), day, months)
    end = month_after(begin, months)
    paid = sum((each.amount for each in payments if begin <= _on(each, arrangement) < end), Decimal(0))
    # It may be for the period before its own, at the pay from before a raise.
    rates = [risen(fixed.amount.quantize(_CENT), arrangement, each) for each in (day, month_after(day, -months))]
    span = f"{fixed.period} from {begin}"
    for rate in rates:
        agreed = Agreed(fixed, Due(rate.least or Decimal(0), rate.most), None, rate.how, rate.doubt)
        if rate.doubt is None and agreed.due.holds(paid):
            return NoDays(Standing.WITHIN, span, paid, agreed, is_multiple=False)
    now = rates[0]
    agreed = Agreed(fixed, Due(now.least or Decimal(0), now.most), None, now.how, now.doubt)
    is_multiple = any(rate.least is not None and payment.amount % rate.least == 0 for rate in rates)
    return NoDays(Standing.CANNOT_TELL, span, paid, agreed, is_multiple=is_multiple)


def over_caps(arrangement: Arrangement, payments: Sequence[Payment]) -> Iterator[OverCap]:
    """Each payment by which, or after which, a cap on the only component was passed for its span.

    Nothing is said where the contract was amended.
    """
    pay = arrangement.contract.compensation
    only = pay[0] if len(pay) == 1 and not arrangement.changes else None
    months = MONTHS_OF.get(only.cap_period) if only is not None and only.cap_period is not None else None
    if only is None or only.cap_amount is None or months is None or arrangement.first is None:
        return
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for payment in sorted(payments, key=lambda each: (each.first_day, each.paid_on, each.line)):
        if payment.first_day < arrangement.first:
            continue
        begin = month_span_begin(arrangement.first, payment.first_day, months)
        sums[begin] += payment.amount
        if sums[begin] > only.cap_amount:
            span = "month" if months == 1 else counted(months, "month")
            said = f"${sums[begin]:,.2f} were paid for the {span} from {begin}; the cap is ${only.cap_amount:,.2f}."
            yield OverCap(payment, only, begin, day_before(month_after(begin, months)), said)


def _on(payment: Payment, arrangement: Arrangement) -> date:
    return max(payment.paid_on, arrangement.first) if arrangement.first else payment.paid_on
