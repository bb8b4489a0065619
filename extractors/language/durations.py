"""Lengths of time as contracts write them: "two hundred forty (240) days", "one year and a day"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import regex

from extractors.language.numbers import number_in_words
from extractors.module_expressions import compiled
from extractors.patterns import shared_pieces, with_pieces

_MONTHS_OF = {"month": 1, "mo": 1, "quarter": 3, "year": 12, "yr": 12}
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}
_DAYS_A_YEAR = 365
_DAYS_A_MONTH = 30


class Duration(NamedTuple):
    """A length of months and of days beside them; `doubt` says when words, which govern, and figures disagree."""

    months: int
    days: int
    doubt: str | None = None

    @property
    def in_months(self) -> Decimal:
        """Months, to two decimals: 364 days are 11.97."""
        return (Decimal(self.months) + Decimal(self.days * 12) / _DAYS_A_YEAR).quantize(Decimal("0.01"))

    @property
    def in_days(self) -> int:
        """Days, a month counting as thirty and a year as 365."""
        years, months = divmod(self.months, 12)
        return years * _DAYS_A_YEAR + months * _DAYS_A_MONTH + self.days

    def last_day(self, first: date) -> date:
        """The last day of a term of this length that begins on `first`. Raises OverflowError beyond the year 9999."""
        return _months_later(first, self.months) + timedelta(days=self.days - 1)

    def __str__(self) -> str:
        """For the arithmetic of a reason: "12 months", "364 days"."""
        parts = [
            f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in ((self.months, "month"), (self.days, "day"))
        ]
        return " + ".join(part for part in parts if not part.startswith("0 ")) or "0 days"


class DurationMention(NamedTuple):
    """A length of time between two offsets of a text."""

    start: int
    end: int
    value: Duration


def duration_between(first: date, last: date) -> Duration:
    """The length of a term from `first` through `last`: whole months where they fit, else days."""
    months = (last.year - first.year) * 12 + last.month - first.month
    for count in (months, months + 1):
        # "from January 1, 2024 until January 1, 2025" is a year to those who write it
        if _months_later(first, count) - last in {timedelta(days=1), timedelta()}:
            return Duration(months=count, days=0)
    return Duration(months=0, days=(last - first).days + 1)


def durations_in(text: str) -> Iterator[DurationMention]:
    """Every length of time in a text, in order."""
    for match in _length().finditer(text):
        value = duration_of(match[0])
        if value is not None:
            yield DurationMention(match.start(), match.end(), value)


def duration_of(text: str) -> Duration | None:
    """The length that the words name, or None when they name none."""
    months, days, doubt, seen = Decimal(0), Decimal(0), None, False
    for part in _part().finditer(text):
        count, part_doubt = _count(part["number"])
        if count is None:
            continue
        unit = part["unit"].lower().rstrip(".·'’").rstrip("s")
        months += count * _MONTHS_OF.get(unit, 0)
        days += count * _DAYS_OF.get(unit, 0)
        doubt, seen = doubt or part_doubt, True
    if not seen:
        return None
    whole_months = int(months)
    days += (months - whole_months) * _DAYS_A_MONTH
    return Duration(months=whole_months, days=int(days), doubt=doubt)


def _count(text: str) -> tuple[Decimal | None, str | None]:
    """The number of units, and a doubt when it stands in words and in figures that disagree."""
    figures = regex.search(r"(?:[lI])?\d+(?:[.·]\d+)?(?:\s+1/2|½)?", text)
    in_figures = _of_figures(figures[0]) if figures else None
    spelled = text.replace(figures[0], " ") if figures else text
    in_words = number_in_words(spelled)
    if in_words is None:
        one = regex.match(r"(?i)\s*(?:an?|another)\b", spelled)
        return (in_figures if in_figures is not None else Decimal(1) if one else None), None
    if in_figures is None or in_figures == in_words:
        return in_words, None
    return in_words, f"The words say {in_words} and the figures {in_figures}; the words govern."


def _of_figures(text: str) -> Decimal:
    half = Decimal("0.5") if text.endswith(("1/2", "½")) else Decimal(0)
    plain = regex.sub(r"\s+1/2|½", "", text).translate(str.maketrans("lI·", "11."))
    return Decimal(plain) + half


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@cache
def _length() -> regex.Pattern[str]:
    return compiled(with_pieces("(?i){{length}}", shared_pieces("durations")), regex.VERBOSE)


@cache
def _part() -> regex.Pattern[str]:
    expression = r"(?i)(?P<number>{{length_number}})[\s-]*(?:{{length_kind}}[\s-]+){0,3}(?P<unit>{{length_unit}})"
    return compiled(with_pieces(expression, shared_pieces("durations")), regex.VERBOSE)
