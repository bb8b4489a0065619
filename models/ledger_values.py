"""How the cells of a ledger are read: sums of money, rates, days, yes and no, never guessing."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, StringConstraints

_NUMBER: Final = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d*))?")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?")
_AMERICAN: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (?:0{1,2}:00(?::00)?|12:00(?::00)? AM))?", re.IGNORECASE)
_YES: Final = frozenset({"yes", "y", "true", "x"})
_NO: Final = frozenset({"no", "n", "false"})
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2200


def _as_decimal(value: object) -> object:
    """A number with or without a dollar sign and thousands separators; parentheses or a minus sign make it negative."""
    if not isinstance(value, str):
        return value
    bare = value.strip().replace("\u2212", "-")
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare[1:-1].strip() if negative else bare
    for sign in ("-", "$", "USD", "-", "$"):
        if sign == "-" and bare.startswith("-"):
            if negative:
                raise ValueError(f"{value!r} is negative twice")
            negative, bare = True, bare[1:].lstrip()
        elif sign != "-":
            bare = bare.removeprefix(sign).lstrip()
    bare = bare.removesuffix("USD").rstrip()
    found = _NUMBER.fullmatch(bare)
    if found is None or not (found["whole"] or found["part"]):
        raise ValueError(f"{value!r} is no amount in dollars such as 1,234.50")
    number = Decimal(f"{(found['whole'] or '0').replace(',', '')}.{found['part'] or '0'}")
    return -number if negative else number


def _as_share(value: object) -> object:
    return _as_decimal(value.strip().removesuffix("%").rstrip()) if isinstance(value, str) else value


def _as_day(value: object) -> object:
    """A day as 2026-01-31, or month first as 1/31/2026; every other form could be read in two ways and is refused."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _AMERICAN.fullmatch(text):
        month, day, year = found.groups()
        if int(month) > 12 >= int(day):
            raise ValueError(f"{value!r} has no month {month}: the month comes first, as in 1/31/2026")
    else:
        raise ValueError(f"{value!r} is no day written as 2026-01-31 or 1/31/2026")
    try:
        found_day = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"{value!r} is no day of the calendar") from None
    if not _FIRST_YEAR <= found_day.year <= _LAST_YEAR:
        raise ValueError(f"{value!r} lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return found_day


def _as_yes_or_no(value: object) -> object:
    if not isinstance(value, str):
        return value
    word = value.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError(f"{value!r} is neither yes nor no")


def _as_word(value: object) -> object:
    return re.sub(r"[\s_-]+", "_", value.strip().casefold()) if isinstance(value, str) else value


def _with_places(number: Decimal, places: int) -> Decimal:
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > places:
        raise ValueError(f"{number} has more than {places} decimal places")
    if abs(number) >= Decimal(10) ** 13:
        raise ValueError(f"{number} is larger than any sum here can be")
    return number


def _in_cents(number: Decimal) -> Decimal:
    return _with_places(number, 2).quantize(Decimal("0.01"))


def _not_negative(number: Decimal) -> Decimal:
    if number < 0:
        raise ValueError(f"{number} is negative")
    return number


def _in_ten_thousandths(number: Decimal) -> Decimal:
    return _with_places(_not_negative(number), 4)


def _as_percentage(number: Decimal) -> Decimal:
    if not 0 <= number <= 100:
        raise ValueError(f"{number} is no percentage from 0 to 100")
    return _with_places(number, 4)


def _as_npi(text: str) -> str:
    if not re.fullmatch(r"\d{10}", text):
        raise ValueError(f"{text!r} is no National Provider Identifier, which has ten digits")
    return text


def _as_year(year: int) -> int:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"{year} is no year with four digits")
    return year


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Money = Annotated[Decimal, BeforeValidator(_as_decimal), AfterValidator(_in_cents)]
"""Dollars and cents; negative for what was taken back."""
Price = Annotated[Decimal, BeforeValidator(_as_decimal), AfterValidator(_not_negative), AfterValidator(_in_cents)]
"""Dollars and cents, never negative."""
Rate = Annotated[Decimal, BeforeValidator(_as_decimal), AfterValidator(_in_ten_thousandths)]
"""Dollars for a unit, or a number such as hours, with up to four decimal places."""
Percentage = Annotated[Decimal, BeforeValidator(_as_share), AfterValidator(_as_percentage)]
"""35.0 for thirty-five percent."""
Day = Annotated[date, BeforeValidator(_as_day)]
Year = Annotated[int, AfterValidator(_as_year)]
Npi = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_as_npi)]
"""A National Provider Identifier, ten digits; whether its check digit is right is told, and no reason to refuse it."""
YesNo = Annotated[bool, BeforeValidator(_as_yes_or_no)]
Word = BeforeValidator(_as_word)
"""Goes beside an enumeration: its words may be written with capitals, blanks or hyphens."""
