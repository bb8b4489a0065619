"""Dates as American contracts write them: "March 1, 2024", "on the 9th of April 2027", "3/1/24", or left blank."""

from __future__ import annotations

from calendar import monthcalendar, monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import regex

from extractors.language.numbers import number_in_words
from extractors.language.ordinals import ordinal_in_words
from extractors.module_expressions import compiled
from extractors.patterns import shared_pieces, with_pieces

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_OF_MONTH = compiled(
    r"(?i)(?P<which>first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\s+(?P<day>\w{3})\w*day\b"
)
_WHICH = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1}
_LOOKALIKES = str.maketrans({"l": "1", "I": "1", "i": "1", "!": "1", "O": "0", "o": "0"})
# A year in two figures belongs to the century in which a contract of our time can lie.
_LAST_YEAR_OF_2000S = 69


class DateMention(NamedTuple):
    """A date between two offsets of a text; `value` is None when it is blank or there is no such day, see `reason`."""

    start: int
    end: int
    value: date | None
    reason: str | None = None


def date_of(text: str) -> date | None:
    """The day that the words of one date name; None when a part is missing or there is no such day."""
    figures = regex.findall(r"\d+", text)
    if regex.fullmatch(r"[\d\s/.·-]+", text) and len(figures) == 3:
        return _of_figures(figures)
    found = _month().search(text)
    if found is None:
        return None
    month = _MONTHS.index(found[0][:3].lower().translate(str.maketrans("10", "lo")).replace("ju1", "jul")) + 1
    before, after = text[: found.start()], text[found.end() :]
    if regex.match(r"(?i)(?:last|final)\b", before):
        year = _year(after)
        return date(year, month, monthrange(year, month)[1]) if year else None
    if weekday := _WEEKDAY_OF_MONTH.match(before):
        year = _year(after)
        return _weekday_of_month(year, month, weekday["which"], weekday["day"]) if year else None
    day_text, year_text = (before, after) if before.strip() else _split(after)
    return _checked(_year(year_text), month, _day(day_text))


def dates_in(text: str) -> Iterator[DateMention]:
    """Every date written out in a text, in order, and every place left blank for one."""
    for match in _date().finditer(text):
        if match["date"] is None:
            yield DateMention(match.start(), match.end(), None, "The date is left blank.")
            continue
        value = date_of(match["date"])
        yield DateMention(match.start(), match.end(), value, None if value else "There is no such day.")


@cache
def _date() -> regex.Pattern[str]:
    expression = r"(?i)(?P<date>{{date}})|(?P<blank>{{blank_date}})"
    return compiled(with_pieces(expression, shared_pieces("dates")), regex.VERBOSE)


@cache
def _month() -> regex.Pattern[str]:
    return compiled(with_pieces(r"(?i)\b{{month}}", shared_pieces("dates")), regex.VERBOSE)


def _weekday_of_month(year: int, month: int, which: str, weekday: str) -> date:
    column = _WEEKDAYS.index(weekday.lower())
    days = [week[column] for week in monthcalendar(year, month) if week[column]]
    return date(year, month, days[_WHICH[which.lower()]])


def _split(text: str) -> tuple[str, str]:
    """The day and the year that follow a month; a scan may have lost the comma between them."""
    figures = regex.search(
        r"(\d[\dOlI]?|[lI]\d?)(?:\s?(?:st|nd|rd|th|d)\b)?[\s,.;'’·]*(?:of|in\s+the\s+year)?\s*((?:19|2[0O])[\dOlI]{2})",
        text,
    )
    return (figures[1], figures[2]) if figures else ("", "")


def _day(text: str) -> int | None:
    figures = regex.search(r"\d[\dOl]?|\b[lI]\d?", text)
    if figures:
        return int(figures[0].translate(_LOOKALIKES))
    spelled = regex.sub(r"(?i)\bthe\b|\bday\b|\bof\b|\bthis\b|\(.*", " ", text)
    return ordinal_in_words(spelled)


def _year(text: str) -> int | None:
    figures = regex.search(r"(?:19|2[0O])[\dOlI]{2}", text)
    if figures:
        return int(figures[0].translate(_LOOKALIKES))
    if joined := regex.fullmatch(r"[-–/]\s?(\d\d)", text):
        return _of_two_figures(int(joined[1]))
    spelled = regex.search(r"(?i)(?:nineteen\s+hundred|two\s+thousand).*", text)
    value = number_in_words(spelled[0]) if spelled else None
    return int(value) if value else None


def _of_figures(figures: list[str]) -> date | None:
    first, second, third = (int(part) for part in figures)
    if len(figures[0]) == 4:
        return _checked(first, second, third)
    if len(figures[2]) == 2:
        third = _of_two_figures(third)
    return _checked(third, first, second)


def _of_two_figures(year: int) -> int:
    return year + (2000 if year <= _LAST_YEAR_OF_2000S else 1900)


def _checked(year: int | None, month: int, day: int | None) -> date | None:
    if year is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
