"""How far back an overpayment reaches, and until when it is reported and returned (42 CFR 401.305)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from checks.law.in_force import day_before, days_after
from checks.law.parameter import parameters


class Clock(NamedTuple):
    """The last day to report, and what moved it: the days a timely investigation suspended it, None where none did.

    `suspended_until` is the last day of the suspension, so far as it is known or allowed at most.
    """

    last_day: date
    suspended_days: int | None
    suspended_until: date | None


class LookBackWindow(NamedTuple):
    """The first and last day to which an overpayment identified on a day reaches back, both counted."""

    first_day: date
    last_day: date

    @property
    def years(self) -> range:
        """Every calendar year that it touches."""
        return range(self.first_day.year, self.last_day.year + 1)


def clock_of(identified_on: date, investigated_from: date | None, investigated_until: date | None) -> Clock | None:
    """The clock of an overpayment; the day it was identified is day 0. None where the days of that time are not known.

    Since 2025 a timely investigation in good faith stops it while it lasts, for 180 days at most.
    """
    days = parameters()["overpayment_report_days"].on(identified_on)
    if days is None:
        return None
    last = days_after(identified_on, int(days.value))
    most = parameters()["overpayment_investigation_days"].on(investigated_from or identified_on)
    if investigated_from is None or most is None or investigated_from > last:
        return Clock(last, None, None)
    longest = days_after(investigated_from, int(most.value))
    until = min(investigated_until or longest, longest)
    suspended: timedelta = until - investigated_from
    return Clock(last + suspended, suspended.days, until)


def look_back_of(identified_on: date) -> LookBackWindow:
    """The six years before the day it was identified: from the same day, to the day before.

    A 29 February counts back to the 28th where the year has none. Raises LookupError when the years are not known.
    """
    years = parameters()["overpayment_lookback_years"].on(identified_on)
    if years is None:
        raise LookupError(f"how far back an overpayment reached is not known for {identified_on}")
    return LookBackWindow(identified_on - relativedelta(years=int(years.value)), day_before(identified_on))


def months_of(window: LookBackWindow) -> tuple[LookBackWindow, ...]:
    """The months of a window, counted from its first day: seventy-two of six years."""
    begins = []
    number = 0
    while (begin := window.first_day + relativedelta(months=number)) <= window.last_day:
        begins.append(begin)
        number += 1
    ends = [day_before(begin) for begin in begins[1:]] + [window.last_day]
    return tuple(LookBackWindow(*pair) for pair in zip(begins, ends, strict=True))
