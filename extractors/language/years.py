"""Fiscal and academic years: on which day of the calendar they begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import regex

from extractors.language.dates import date_of
from extractors.module_expressions import compiled
from extractors.patterns import shared_pieces, with_pieces

_LEAP_YEAR = 2000


class YearNamed(NamedTuple):
    """A year by its name: FY 2025 has `last` 2025, the academic year 2024-2025 also `first` 2024."""

    kind: str
    last: int
    first: int | None = None


class YearCalendar(NamedTuple):
    """The first and the last day of a kind of year, as days of any calendar year."""

    begins: date
    ends: date

    def first_day(self, year: YearNamed) -> date:
        """The day on which that year begins."""
        last = self.last_day(year)
        begun = _in_year(self.begins, last.year)
        return begun if begun <= last else _in_year(self.begins, last.year - 1)

    def last_day_after(self, day: date, years: int) -> date:
        """The end of the year that a day lies in, and `years` further years."""
        end = _in_year(self.ends, day.year)
        return _in_year(self.ends, end.year + years + (0 if day <= end else 1))

    def last_day(self, year: YearNamed) -> date:
        """The day on which that year ends; a fiscal year bears the number of the calendar year that holds its end."""
        return _in_year(self.ends, year.last)


def year_named(text: str) -> YearNamed | None:
    """The year of "Fiscal Year 2025", "FY25", "2024-2025 Academic Year"; None when the words name none."""
    match = _named().search(text)
    if match is None:
        return None
    kind = "academic" if "academic" in match[0].lower() else "fiscal"
    years = [int(year) if len(year) == 4 else 2000 + int(year) for year in regex.findall(r"\d{4}|\d{2}", match[0])]
    return YearNamed(kind, years[-1], years[0] if len(years) > 1 else None)


def calendar_of(kind: str, texts: Iterable[str]) -> YearCalendar | None:
    """When years of a kind begin and end, as far as one of the texts tells; the other end follows from it."""
    for text in texts:
        for match in _calendar(kind).finditer(text):
            begins = date_of(f"{match['begins']}, {_LEAP_YEAR}") if match["begins"] else None
            ends = date_of(f"{match['ends']}, {_LEAP_YEAR}") if match["ends"] else None
            if begins is None and ends is None:
                continue
            one_day = timedelta(days=1)
            return YearCalendar(begins or (ends or date.min) + one_day, ends or (begins or date.max) - one_day)
    return None


def _in_year(day: date, year: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return day.replace(year=year)


@cache
def _named() -> regex.Pattern[str]:
    years = r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d))?"
    return compiled(
        rf"(?i)(?:fiscal|academic)\s+years?\s+(?:ending\s+(?:in\s+)?)?{years}|\bFY\s?'?(?:\d{{4}}|\d\d)"
        rf"|{years}\s+(?:fiscal|academic)\s+year"
    )


@cache
def _calendar(kind: str) -> regex.Pattern[str]:
    month_day = r"{{month}}\s*{{day_figure}}(?![0-9])(?:{{day_ending}})?"
    lead = r"\s+(?:(?:on|each|every|year|the|following|next)\s+){0,4}"
    begins = rf"(?:begins?|starts?|runs?\s+from|commenc\w+|from|opens?){lead}(?P<begins>{month_day})"
    ends = rf"(?:ends?|ending|clos\w+|through|to|until|expires?){lead}(?P<ends>{month_day})"
    closes = rf"\bclos\w+\s+(?:its|the|each|every)\s+{kind}\s+years?{lead}(?P<ends>{month_day})"
    runs = rf"(?:{begins}(?:[^.;]{{0,40}}?{ends})?|{ends}(?P<begins>(?!))?)"
    expression = rf"(?i){closes}(?P<begins>(?!))?|\b{kind}\s+years?\b[^.;]{{0,80}}?{runs}"
    return compiled(with_pieces(expression, shared_pieces("dates")), regex.VERBOSE)
