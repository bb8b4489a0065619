"""Months and arrangements counted as the disclosure form counts them."""

from __future__ import annotations

from datetime import date

import pytest

from checks.law.overpayment_days import clock_of, look_back_of, months_of
from reports.financial_worksheet import WorksheetRow, years_of
from reports.pervasiveness import CountedArrangement, counted

IDENTIFIED = date(2016, 5, 14)


def arrangement(physicians: int, *days: tuple[date | None, date | None], name: str = "Lease") -> CountedArrangement:
    return CountedArrangement(
        name=name,
        file_name=None,
        physician_side="Tamsin Fernquist, M.D.",
        physicians=physicians,
        window=look_back_of(IDENTIFIED),
        noncompliant=days,
    )


def test_two_physicians_and_an_organization_of_six_owners_count_as_eight() -> None:
    """Eight arrangements of seventy-two months each: 576, and ninety of them bad."""
    found = counted(
        [
            arrangement(1, (date(2011, 5, 14), date(2012, 5, 13))),
            arrangement(1, (date(2012, 5, 14), date(2013, 11, 13))),
            arrangement(6, (date(2014, 5, 14), date(2015, 3, 13))),
            arrangement(1),
            arrangement(3, (date(2008, 1, 1), date(2010, 5, 13))),
        ]
    )
    assert found.arrangements == 8
    assert found.potential_months == 576
    assert found.noncompliant_months == 90
    assert str(found.percent) == "15.6"
    assert found.others == 4
    assert str(found.percent_of_all) == "66.7"


@pytest.mark.parametrize(
    ("days", "months"),
    [
        ((None, None), 72),
        ((date(2016, 5, 13), None), 1),
        ((date(2016, 5, 14), None), 0),
        ((None, date(2010, 5, 14)), 1),
        ((date(2012, 6, 13), date(2012, 6, 14)), 2),
    ],
)
def test_a_month_counts_if_any_day_of_it_does(days: tuple[date | None, date | None], months: int) -> None:
    assert arrangement(1, days).noncompliant_months == months


@pytest.mark.parametrize(
    ("identified", "first", "last", "years"),
    [
        (date(2016, 5, 14), date(2010, 5, 14), date(2016, 5, 13), (2010, 2016)),
        (date(2024, 2, 29), date(2018, 2, 28), date(2024, 2, 28), (2018, 2024)),
        (date(2016, 1, 1), date(2010, 1, 1), date(2015, 12, 31), (2010, 2015)),
    ],
)
def test_six_years_are_looked_back(identified: date, first: date, last: date, years: tuple[int, int]) -> None:
    window = look_back_of(identified)
    assert (window.first_day, window.last_day) == (first, last)
    assert (window.years[0], window.years[-1]) == years
    assert len(months_of(window)) in {72, 73}


@pytest.mark.parametrize("identified", [date(2016, 5, 14), date(2016, 1, 1), date(2016, 12, 31)])
def test_one_day_of_identification_makes_seven_columns(identified: date) -> None:
    row = WorksheetRow(name="A", npi=None, identified_on=identified, dollars={})
    assert list(years_of([row])) == list(range(2010, 2017))


def test_several_days_of_identification_widen_the_columns() -> None:
    rows = [
        WorksheetRow(name="A", npi=None, identified_on=day, dollars={})
        for day in (date(2016, 12, 10), date(2017, 1, 15))
    ]
    assert list(years_of(rows)) == list(range(2010, 2018))


@pytest.mark.parametrize(
    ("identified", "since", "until", "last", "suspended"),
    [
        (date(2025, 2, 3), None, None, date(2025, 4, 4), None),
        (date(2025, 2, 3), date(2025, 2, 13), date(2025, 3, 15), date(2025, 5, 4), 30),
        (date(2025, 2, 3), date(2025, 2, 3), None, date(2025, 10, 1), 180),
        (date(2024, 2, 3), date(2024, 2, 10), date(2024, 3, 10), date(2024, 4, 3), None),
        (date(2025, 2, 3), date(2025, 4, 5), None, date(2025, 4, 4), None),
    ],
)
def test_the_sixty_days_and_what_suspends_them(
    identified: date, since: date | None, until: date | None, last: date, suspended: int | None
) -> None:
    clock = clock_of(identified, since, until)
    assert clock is not None
    assert (clock.last_day, clock.suspended_days) == (last, suspended)
