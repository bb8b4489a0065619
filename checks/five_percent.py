"""The five-percent test of group practices: takings of designated health services, and what each physician had."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from checks.law.parameter import Parameter, parameters
from models.finding import Outcome
from models.ledger_group_rows import GroupCollection, GroupPay

_PRESENT_TEXT_SINCE = 2022


def five_percent_test(
    collections: Iterable[GroupCollection], pay: Iterable[GroupPay], year: int
) -> tuple[Outcome, str]:
    """What the figures of a group's calendar year say of the five-percent test (42 CFR 411.352(i)), and why.

    Takings of designated health services must be less than the share, each physician's profits of them no more.
    """
    taken = [row for row in collections if row.received_from.year == year]
    paid = [row for row in pay if row.year == year]
    total = sum((row.amount for row in taken), Decimal(0))
    from_dhs = sum((row.amount for row in taken if row.dhs_category is not None), Decimal(0))
    if not paid or total <= 0:
        return Outcome.UNDETERMINED, f"The figures of {year} are not complete: both takings and pay are needed."
    if year < _PRESENT_TEXT_SINCE:
        return Outcome.UNDETERMINED, f"For {year} the text before 2022 holds, which is to be read in the regulation."
    share = five_percent_share("five_percent_revenue_share", year)
    most = five_percent_share("five_percent_physician_share", year)
    if share is None or most is None:
        return Outcome.UNDETERMINED, f"The shares of {year} are not known."
    faults = []
    if from_dhs * 100 >= total * share:
        faults.append(
            f"${from_dhs:,.2f} of takings of ${total:,.2f} are from designated health services, "
            f"which is not less than {share:f} percent"
        )
    faults += [
        f"${row.dhs_profits:,.2f} of the ${total_pay:,.2f} that {row.physician} had are profits of them, "
        f"which is more than {most:f} percent ({row.place})"
        for row in paid
        if row.dhs_profits * 100 > (total_pay := row.total_pay) * most
    ]
    if faults:
        return Outcome.FLAGGED, f"In {year}, {'; '.join(faults)}."
    return (
        Outcome.CLEAR,
        f"In {year}, ${from_dhs:,.2f} of ${total:,.2f} are from designated health services, and nobody had more.",
    )


def five_percent_share(key: str, year: int) -> Decimal | None:
    """The share of that parameter in a calendar year, in percent; None where it is not known."""
    parameter: Parameter = parameters()[key]
    value = parameter.on(date(year, 12, 31))
    return value.value if value else None
