"""What a sum is counted by, and how often it is due, from the words around it."""

from __future__ import annotations

import pytest

from extractors.terms.compensation.units import Counts, measure_of
from models.compensation import Period


@pytest.mark.parametrize(
    ("before", "after", "counts", "unit", "period"),
    [
        ("For each procedure Borrower will remit ", ".", Counts.SERVICE, "procedure", None),
        ("Hire\t", " for each completed film (clause 9)", Counts.SERVICE, "film", None),
        ("pays ", " for each CT scan of the chest", Counts.SERVICE, "scan", None),
        ("a use fee of ", " per click, a click being one firing", Counts.SERVICE, "click", None),
        ("receives ", " for any relative value unit over 3,400", Counts.WORK, "wrvu", None),
        ("For each Adjusted wRVU past 4,700, earns ", ".", Counts.WORK, "wrvu", None),
        ("pay ", "/wRVU", Counts.WORK, "wrvu", None),
        ("pays ", " for each documented consultation by video", Counts.WORK, "documented consultation", None),
        ("pays you ", " per hour for administrative hours", Counts.TIME, "hour", Period.HOUR),
        ("an hourly rate of ", ".", Counts.TIME, "hour", Period.HOUR),
        ("for bedside hours at ", ", paid monthly", Counts.TIME, "hour", Period.HOUR),
        ("Night\t7 p.m.", " a shift", Counts.TIME, "shift", Period.SHIFT),
        ("", " added to each shift", Counts.TIME, "shift", Period.SHIFT),
        ("pays ", " for each ten-hour shift worked at night", Counts.TIME, "ten-hour shift", Period.SHIFT),
        ("pay ", " per 24-hour period of unrestricted call", Counts.TIME, "24-hour period", Period.DAY),
        ("a per diem of ", ".", Counts.TIME, "day", Period.DAY),
        ("for each teaching day completed, the amount of ", ", and", Counts.TIME, "teaching day", Period.DAY),
        ("fee of ", " per half-day block.", Counts.TIME, "half-day block", None),
        ("The fee is ", " per Session.", Counts.TIME, "session", None),
        ("For each Coverage Week College remits ", ".", Counts.WEEK, "week", Period.WEEK),
        ("rent at ", " per square foot of usable space per year", Counts.AREA, "square_foot", Period.YEAR),
        ("shall pay ", " per month, in advance", Counts.CALENDAR, None, Period.MONTH),
        ("an annual base salary of ", ".", Counts.CALENDAR, None, Period.YEAR),
        ("Borrower pays Owner ", " by the tenth of each month", Counts.CALENDAR, None, Period.MONTH),
        ("a one-time signing bonus of ", ".", Counts.CALENDAR, None, Period.ONCE),
        ("pay ", " per physician per month", Counts.CALENDAR, None, Period.MONTH),
        ("base salary of ", " in equal biweekly installments", None, None, None),
        ("pays ◇ for each test, and a monthly collection fee of ", ".", Counts.CALENDAR, None, Period.MONTH),
        ("pays ◇ for each of the first 55 scans, ", " for each of the next 35 and", Counts.SERVICE, "scan", None),
    ],
)
def test_measure(before: str, after: str, counts: Counts | None, unit: str | None, period: Period | None) -> None:
    measure = measure_of(before, after, ())
    assert (measure.counts, measure.unit, measure.period) == (counts, unit, period)


@pytest.mark.parametrize(
    ("surroundings", "unit", "period"),
    [
        (("Rate per day",), "day", Period.DAY),
        (("", "Own wRVUs of the year\tPayment for each unit of the step"), "wrvu", None),
        (("Monthly Rent", "Lease Year\tRate per RSF\tMonthly Rent"), None, Period.MONTH),
    ],
)
def test_a_table_head_says_what_its_column_counts(surroundings: tuple[str, ...], unit: str, period: Period) -> None:
    measure = measure_of("Weekday\t", "", surroundings)
    assert (measure.unit, measure.period) == (unit, period)
