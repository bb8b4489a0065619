"""How long a contract lasts, and the days on which it begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from extractors.language.clauses import Clause, Sighting, sightings, worth_reading
from extractors.language.days import Day, DayKind, day_of
from extractors.language.durations import Duration, duration_of
from extractors.language.numbers import number_in_words
from extractors.language.ordinals import ordinal_in_words
from extractors.patterns import Pattern, load_patterns
from extractors.quick_expressions import QuickExpression

_WORTH_READING = QuickExpression.of(
    r"(?i)\b(?:terms?|dates|period|duration|length|applies|commenc\w*|beg[ia]\w*|start\w*|effect\w*|expir\w*|end(?:s|ed|ing)?|terminat\w+|conclud\w+|until|through|from|lasts?|runs?"
    r"|continu\w+|stays?|works?|serves?|remains?|months|month[\s-]+to[\s-]+month|last|first|weeks?|(?:calendar|fiscal|academic)\s+years?)\b"
)
_HAS_TIME = QuickExpression.of(
    r"(?i)(?:19|20)\d\d|\d[/-]\d|\b(?:days?|weeks?|months?|years?|anniversary|dates?|day)\b|_{2,}"
)


class Span(NamedTuple):
    """What one passage tells of the term: its first day, its last, its length, each None when it does not tell.

    `period` is a period defined elsewhere that the term is said to be ("fiscal year 2025").
    """

    sighting: Sighting
    first: Day | None
    last: Day | None
    length: Duration | None
    period: str | None = None


def spans(clauses: Sequence[Clause]) -> Iterator[Span]:
    """Every passage that may speak of the term, of this contract or of another, in reading order."""
    yield from _spans(("term_length.toml", "term_days.toml"), worth_reading(clauses, _HAS_TIME, _WORTH_READING))


def spans_of_term_clauses(clauses: Sequence[Clause]) -> Iterator[Span]:
    """Every day and length in clauses that stand under a heading on the term and nothing else, in reading order."""
    yield from _spans(("term_clause.toml",), worth_reading(clauses, _HAS_TIME))


def _spans(files: tuple[str, ...], clauses: Sequence[Clause]) -> Iterator[Span]:
    for sighting in sightings(_patterns(files), clauses):
        groups = sighting.match.groupdict()
        period = " ".join(groups["period"].lower().split()) if groups.get("period") else None
        years = regex.findall(r"(?:19|20)\d\d", groups["until_year"]) if groups.get("until_year") else []
        ends_with = f"fiscal year {years[-1]}" if years else period
        calendar = regex.findall(r"(?:19|20)\d\d", groups.get("calendar_years") or "")
        if calendar:
            yield Span(
                sighting,
                Day(DayKind.DATE, date(int(calendar[0]), 1, 1)),
                Day(DayKind.DATE, date(int(calendar[-1]), 12, 31)),
                None,
            )
            continue
        named = _named_years(groups.get("whole_named_years"))
        if named is not None:
            yield Span(sighting, Day(DayKind.YEAR_BEGINS, name=named[0]), Day(DayKind.YEAR_ENDS, name=named[1]), None)
            continue
        last = (
            _day(groups.get("last"))
            or _years_after(groups)
            or _next_year(groups.get("next_year_day"))
            or _end_of_calendar_year(groups.get("through_calendar"))
            or (Day(DayKind.MONTH_ENDS, length=_length(groups)) if groups.get("months") else None)
        )
        yield Span(
            sighting,
            _day(groups.get("first"))
            or _so_long_after(groups)
            or _event(groups.get("event"))
            or (Day(DayKind.YEAR_BEGINS, name=period) if period else None),
            last or (Day(DayKind.YEAR_ENDS, name=ends_with) if ends_with else None),
            _length(groups),
            period,
        )


def _day(text: str | None) -> Day | None:
    return day_of(text) if text else None


def _event(text: str | None) -> Day | None:
    return Day(DayKind.EVENT, name=" ".join(text.split())) if text else None


def _so_long_after(groups: dict[str, str | None]) -> Day | None:
    day, length = _day(groups.get("after")), duration_of(groups.get("after_length") or "")
    return Day(DayKind.AFTER, others=(day,), length=length) if day and length else None


def _next_year(text: str | None) -> Day | None:
    return Day(DayKind.NEXT_YEAR, name=text) if text else None


def _end_of_calendar_year(text: str | None) -> Day | None:
    years = regex.findall(r"(?:19|20)\d\d", text or "")
    return Day(DayKind.DATE, date(int(years[-1]), 12, 31)) if years else None


def _named_years(text: str | None) -> tuple[str, str] | None:
    """The names of the first and the last of the years listed ("fiscal year 2024"); years of two numbers stay whole."""
    if not text:
        return None
    kind = "academic" if regex.match(r"(?i)academic", text) else "fiscal"
    both = r"(?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d)(?!\d)"
    years = regex.findall(rf"{both}|(?:19|20)\d\d" if kind == "academic" else r"(?:19|20)\d\d", text)
    return f"{kind} year {years[0]}", f"{kind} year {years[-1]}"


def _years_after(groups: dict[str, str | None]) -> Day | None:
    count = number_in_words(groups.get("whole_years") or "") or groups.get("whole_years")
    return Day(DayKind.YEARS_AFTER, name=f"{count} {(groups['year_kind'] or '').lower()}") if count else None


def _length(groups: dict[str, str | None]) -> Duration | None:
    if groups.get("monthly"):
        return Duration(months=1, days=0)
    years = groups.get("years")
    if years:
        count = ordinal_in_words(years)
        return Duration(months=12 * count, days=0) if count else None
    months = groups.get("months")
    if months:
        count = ordinal_in_words(months)
        return Duration(months=count, days=0) if count else None
    counted = groups.get("count")
    if counted:
        return Duration(months=int(counted) * (1 if groups.get("count_of_months") else 12), days=0)
    words = groups.get("length")
    return duration_of(words) if words else None


def is_known(day: Day | None) -> bool:
    """Whether a day was named, be it elsewhere, and not left blank."""
    return day is not None and day.kind is not DayKind.BLANK


@cache
def _patterns(files: tuple[str, ...]) -> tuple[Pattern, ...]:
    return tuple(pattern for file in files for pattern in load_patterns(Path(__file__).with_name(file)))
