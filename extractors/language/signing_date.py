"""The day somebody signed, from what stands after "Date:" or in an electronic stamp."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import product

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d{2})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})\b")
_MONTH_FIRST = re.compile(r"\b(?P<month>\d{1,2})\s*[-./]\s*(?P<day>\d{1,2})\s*[-./]\s*(?P<year>\d{4}|\d{2})\b")
_NAMED = re.compile(
    r"(?i)\b(?P<name>[a-z]{3,9})[.,]{0,2}\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*[,.]?\s*(?P<year>(?:19|20)\d{2})\b"
)
_DAY_FIRST = re.compile(
    r"(?i)\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:day\s+of\s+)?(?P<name>[a-z]{3,9})[.,'’]?[\s'’-]*(?P<year>(?:19|20)?\d{2})\b"
)
_AS_SLASH = "17/|lI!"
_SLASHES_MISREAD = re.compile(r"^\D{0,3}(?P<written>\d[\d/|lI!]{4,8}\d)\D{0,2}$")
_LONGEST = 24
_DAY_AND_MONTH = re.compile(r"(?i)(?=.*\d)\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b")
_NOUGHT_FOR_O = re.compile(r"(?i)\b0(?=ct)")
_AS_OF = re.compile(r"(?i)\b(?:as of|effective)\b")


@lru_cache(maxsize=4096)
def signing_date(text: str) -> date | None:
    """The date written, or None: an "as of" date is not a day of signing. Handwritten slashes that character
    recognition took for ones ("3112124" for 3/12/24) are understood where only one reading is a date.
    """
    if _AS_OF.search(text):
        return None
    text = _NOUGHT_FOR_O.sub("O", text)
    for pattern in (_ISO, _NAMED, _DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = _MONTHS.get(parts["name"].lower(), 0) if "name" in parts else int(parts["month"])
            found = _valid(int(parts["year"]), month, int(parts["day"]))
            if found is not None:
                return found
    return _with_slashes_misread(text) or _in_another_form(text)


def _in_another_form(text: str) -> date | None:
    """What hands write in forms of their own ("Sept 3 '24"), if day, month and year are all there."""
    if len(text) > _LONGEST or not _DAY_AND_MONTH.search(text):
        return None
    import dateparser

    found = dateparser.parse(
        text,
        languages=["en"],
        settings={"DATE_ORDER": "MDY", "STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    return _valid(found.year, found.month, found.day) if found is not None else None


@lru_cache(maxsize=4096)
def possible_signing_dates(text: str) -> tuple[date, ...]:
    """Every day that a date by hand may mean: its slashes may have been recognised as ones or sevens ("1112124" is the
    12th of January or the 2nd of November 2024). One day where the text is plain, none where it is no date.
    """
    plain = signing_date(text)
    return (plain,) if plain is not None else tuple(sorted(_slashed(text)))


def _with_slashes_misread(text: str) -> date | None:
    readings = _slashed(text)
    return readings.pop() if len(readings) == 1 else None


def _slashed(text: str) -> set[date]:
    match = _SLASHES_MISREAD.match(text.strip())
    if match is None:
        return set()
    written = match["written"]
    return {
        found
        for first, second, year in product((1, 2), (1, 2), (2, 4))
        if len(written) == first + second + year + 2
        and (parts := _parts_of(written, first, second)) is not None
        and (found := _valid(int(parts[2]), int(parts[0]), int(parts[1]))) is not None
    }


def _parts_of(written: str, first: int, second: int) -> tuple[str, str, str] | None:
    """Month, day and year, if what stands between them may have been a slash."""
    separators = written[first], written[first + 1 + second]
    parts = written[:first], written[first + 1 : first + 1 + second], written[first + second + 2 :]
    plain = all(one in _AS_SLASH for one in separators) and all(part.isdigit() for part in parts)
    return parts if plain else None


def _valid(year: int, month: int, day: int) -> date | None:
    full = year if year > 99 else 2000 + year
    try:
        return date(full, month, day) if 1900 < full < 2100 else None
    except ValueError:
        return None
