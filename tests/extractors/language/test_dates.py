"""Dates, lengths of time and named years, as contracts and scanners write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extractors.language.dates import dates_in
from extractors.language.days import DayKind, day_of
from extractors.language.durations import Duration, duration_between, durations_in
from extractors.language.readable import readable
from extractors.language.years import YearNamed, calendar_of, year_named

DATES = [
    ("dated as of March 1, 2024 by", date(2024, 3, 1)),
    ("this 9th day of August, 2027", date(2027, 8, 9)),
    ("the first day of July, 2024", date(2024, 7, 1)),
    ("the twenty-first (21st) day of May, two thousand twenty-three", date(2023, 5, 21)),
    ("the last day of February, 2028", date(2028, 2, 29)),
    ("the 20 March day of 2018", date(2018, 3, 20)),
    ("1 March 2024", date(2024, 3, 1)),
    ("Mar. 3rd, 2021", date(2021, 3, 3)),
    ("3/1/24", date(2024, 3, 1)),
    ("7-22-2024", date(2024, 7, 22)),
    ("2025-06-04", date(2025, 6, 4)),
    ("8.21.2023", date(2023, 8, 21)),
    ("From 1-FEB-2025 on", date(2025, 2, 1)),
    ("9-Dec-24", date(2024, 12, 9)),
    ("on the first Monday of November 2024", date(2024, 11, 4)),
    ("the last Friday in May, 2024", date(2024, 5, 31)),
    ("31-JUN-2021", None),
    ("3/1/98", date(1998, 3, 1)),
    ("Apri1 1. 2024_", date(2024, 4, 1)),
    ("August 302024", date(2024, 8, 30)),
    ("August l, 2020", date(2020, 8, 1)),
    ("July17, 2023", date(2023, 7, 17)),
    ("____ day of ____, 20__", None),
    ("this ______ day of May, 2015", None),
    ("made as of , 2012", None),
    ("[●], 2020", None),
    ("February 30, 2024", None),
]
NO_DATES = [
    "Section 2.3.04",
    "the sum of $5,000 in March 2024",
    "March 2024",
    "May of each year",
    "1 to 5 of 2024",
    "form 3-MAR-19-22",
]

LENGTHS = [
    ("two hundred forty (240) days", "7.89", False),
    ("fifty-two (52) weeks", "11.97", False),
    ("twenty-six weeks", "5.98", False),
    ("eleven (12) months", "11.00", True),
    ("ninety (60) days", "2.96", True),
    ("one year and a day", "12.03", False),
    ("two years and six months", "30.00", False),
    ("one and one-half years", "18.00", False),
    ("a three-year term", "36.00", False),
    ("forty-two (42) full calendar months", "42.00", False),
    ("three Contract Years", "36.00", False),
    ("successive five (5)-year terms", "60.00", False),
    ("(36) months", "36.00", False),
    ("18 (eighteen) months", "18.00", False),
    ("l2 months", "12.00", False),
    ("another year", "12.00", False),
    ("two quarters", "6.00", False),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: date | None) -> None:
    for form in (text, readable(text)):
        (mention,) = dates_in(form)
        assert mention.value == expected
        assert (mention.reason is None) is (expected is not None)


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert list(dates_in(text)) == []


@pytest.mark.parametrize(("text", "months", "doubtful"), LENGTHS)
def test_lengths(text: str, months: str, doubtful: bool) -> None:
    (mention,) = durations_in(text)
    assert mention.value.in_months == Decimal(months)
    assert (mention.value.doubt is not None) is doubtful


@pytest.mark.parametrize("text", ["twelve equal instalments", "from year to year", "the yearly rent", "May 5"])
def test_no_lengths(text: str) -> None:
    assert list(durations_in(text)) == []


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2022, 6, 1), date(2025, 5, 31), Duration(36, 0)),
        (date(2024, 1, 31), date(2024, 2, 29), Duration(1, 0)),
        (date(2022, 7, 1), date(2023, 6, 29), Duration(0, 364)),
        (date(2020, 1, 1), date(2021, 1, 1), Duration(12, 0)),
    ],
)
def test_length_between(first: date, last: date, expected: Duration) -> None:
    assert duration_between(first, last) == expected


def test_last_day_of_a_term_begun_when_a_month_closes() -> None:
    assert Duration(1, 0).last_day(date(2023, 1, 31)) == date(2023, 2, 27)
    assert Duration(12, 0).last_day(date(2024, 2, 29)) == date(2025, 2, 27)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("March 1, 2024", DayKind.DATE),
        ("the date hereof", DayKind.OWN),
        ("the date first above written", DayKind.OWN),
        ("the date of this Agreement", DayKind.OWN),
        ("its date", DayKind.OWN),
        ("the date of the last of the signatures", DayKind.LAST_SIGNATURE),
        ("the day when the latter of them executes this paper", DayKind.LAST_SIGNATURE),
        ("the date last written below", DayKind.LAST_SIGNATURE),
        ("the Lease Commencement Date", DayKind.NAMED),
        ("the in-service date", DayKind.NAMED),
        ("that day", DayKind.SAME),
        ("the end of Fiscal Year 2025", DayKind.YEAR_ENDS),
        ("____ day of May, 2021", DayKind.BLANK),
    ],
)
def test_days(text: str, kind: DayKind) -> None:
    day = day_of(text)
    assert day is not None
    assert day.kind is kind


def test_fiscal_years() -> None:
    calendar = calendar_of("fiscal", ["The District's fiscal year ends on June 30."])
    assert calendar is not None
    assert calendar.first_day(YearNamed("fiscal", 2025)) == date(2024, 7, 1)
    assert calendar.last_day(YearNamed("fiscal", 2025)) == date(2025, 6, 30)
    assert calendar.last_day_after(date(2024, 2, 1), 2) == date(2026, 6, 30)
    assert year_named("the 2024-2025 academic year") == YearNamed("academic", 2025, 2024)
    assert year_named("FY25") == YearNamed("fiscal", 2025)
    assert calendar_of("fiscal", ["The budget of the fiscal year was approved."]) is None
