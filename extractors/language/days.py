"""A day as a contract names it: by its date, or as one told elsewhere ("the Commencement Date", "the date hereof")."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import regex

from extractors.language.dates import date_of
from extractors.language.durations import Duration
from extractors.module_expressions import compiled
from extractors.patterns import shared_pieces, with_pieces


class DayKind(StrEnum):
    """OWN: the date it gives itself; LAST_SIGNATURE: when the last party signs; SAME: the day just spoken of."""

    DATE = "date"
    OWN = "own"
    LAST_SIGNATURE = "last_signature"
    NAMED = "named"
    SAME = "same"
    YEAR_BEGINS = "year_begins"
    YEAR_ENDS = "year_ends"
    YEARS_AFTER = "years_after"
    EVENT = "event"
    MONTH_AFTER = "month_after"
    LATER_OF = "later_of"
    EARLIER_OF = "earlier_of"
    AFTER = "after"
    NEXT_YEAR = "next_year"
    MONTH_ENDS = "month_ends"
    BLANK = "blank"


class Day(NamedTuple):
    """A day: `value` for a date, `name` (lower case, "commencement date") for one that is defined elsewhere.

    The name of YEAR_BEGINS and YEAR_ENDS is that of the year ("fiscal year 2025"); YEARS_AFTER is the end of so many
    whole years of a kind ("2 fiscal") after that in which the term begins. EVENT is the day of something that happens.
    MONTH_AFTER is the first day of the month after `others[0]`, AFTER so long after it; LATER_OF and EARLIER_OF choose
    among `others`. NEXT_YEAR is the day of its name ("June 30") in the year after that in which the term begins.
    MONTH_ENDS is the end of the last of so many whole calendar months.
    """

    kind: DayKind
    value: date | None = None
    name: str | None = None
    others: tuple[Day, ...] = ()
    length: Duration | None = None


_SIGNED_BY_ALL = compiled(
    r"(?i)\b(?:sign|execut)\w*\b[^.;]*\b(?:both|all|last|the\s+parties)\b|\b(?:both|all|last)\b[^.;]*\b(?:sign|execut)\w*"
)


def days_named(text: str) -> Iterator[Day]:
    """Every day that a text names, in order."""
    for match in _day().finditer(text):
        day = day_of(match[0])
        if day is not None:
            yield day


def day_of(text: str) -> Day | None:
    """What day the words name; None when they name none."""
    match = _day().match(text.strip())
    if match is None:
        return Day(DayKind.BLANK) if _blank().match(text.strip()) else None
    if match["date"]:
        value = date_of(match["date"])
        return Day(DayKind.DATE, value) if value else Day(DayKind.BLANK)
    if match["edge"]:
        begins = regex.match(r"(?i)(?:the\s+)?(?:beginning|start|first)", match["edge"])
        return Day(DayKind.YEAR_BEGINS if begins else DayKind.YEAR_ENDS, name=match["edge"].lower())
    if match["month_after"]:
        return Day(DayKind.MONTH_AFTER, others=(_day_or_event(_words_after_month(match["month_after"])),))
    if match["one_of"]:
        return _one_of(match["one_of"])
    if match["own"]:
        return Day(DayKind.OWN)
    if match["signature"]:
        return Day(DayKind.LAST_SIGNATURE)
    if match["named"]:
        return Day(DayKind.NAMED, name=day_name(match["named"]))
    return Day(DayKind.SAME)


def day_name(text: str) -> str:
    """A defined day's name without article and quotation marks, in lower case."""
    bare = regex.sub(r"(?i)^(?:the|its|such|said|that|this|his|her|your)\s+", "", text.strip(" \"'()\t"))
    name = " ".join(bare.strip(" \"'").lower().split())
    turned = regex.fullmatch(r"date of ([\w-]+)", name)
    return f"{turned[1]} date" if turned else name


def _words_after_month(text: str) -> str:
    """What the month comes after; nothing is the day on which the paper is dated."""
    return regex.split(r"(?i)\b(?:following|after|succeeding|follows)\b", text, maxsplit=1)[-1]


def _one_of(text: str) -> Day:
    words = regex.sub(r"(?i)^.*?\bof\b\s*:?", "", text, count=1)
    kind = DayKind.EARLIER_OF if regex.match(r"(?i)(?:the\s+)?(?:earl|soon)", text) else DayKind.LATER_OF
    return Day(kind, others=tuple(_day_or_event(part) for part in regex.split(r"(?i)\s*,?\s+(?:and|or)\s+", words)))


def _day_or_event(text: str) -> Day:
    words = regex.sub(r"^[\s,:]*(?:\(?\s*(?:[ivxIVX]{1,3}|[a-zA-Z1-9])\s*\)\s*)?", "", text).strip(" ,")
    if _SIGNED_BY_ALL.search(words):
        return Day(DayKind.LAST_SIGNATURE)
    if not words or regex.match(r"(?i)(?:the\s+)?date\s+(?:above|of\s+this)\b", words):
        return Day(DayKind.OWN)
    return day_of(words) or Day(DayKind.EVENT, name=words)


@cache
def _day() -> regex.Pattern[str]:
    expression = (
        r"(?i)(?:(?P<month_after>{{month_after}})|(?P<one_of>{{one_of}})|(?P<date>{{date}})|(?P<edge>{{year_edge}})|(?P<own>{{own_day}})|(?P<signature>(?:the\s+)?(?:{{last_signature}}))"
        r"|(?P<named>{{named_day}})|(?P<same>{{that_day}}))"
    )
    return compiled(with_pieces(expression, shared_pieces("days")), regex.VERBOSE)


@cache
def _blank() -> regex.Pattern[str]:
    return compiled(with_pieces("(?i)(?:{{blank_date}})", shared_pieces("dates")), regex.VERBOSE)
