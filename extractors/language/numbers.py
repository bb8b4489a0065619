"""Numbers written out in English words: "Three Hundred Nineteen", "twenty-six and one-half"."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import regex
from regex import Pattern as CompiledPattern

from extractors.module_expressions import compiled

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10, "hundredth": 100,
    "hundredths": 100,
}  # fmt: skip

_WORD = "|".join(sorted([*_ONES, *_SCALES], key=len, reverse=True))
_SMALL = "|".join(sorted((word for word, value in _ONES.items() if 0 < value < 100), key=len, reverse=True))
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))

NUMBER_WORDS = (
    rf"(?:(?<![A-Za-z])(?:(?:an?\s+)?(?:{_WORD})(?:(?:\s*,\s*|[\s\-–]*)(?:and\s+)?(?:{_WORD}))*)(?![A-Za-z])"
    rf"(?:\s+point(?:\s+(?:{_WORD}))+(?![A-Za-z]))?"
    rf"(?:\s+and\s+(?:{_SMALL}|an?)[\s\-–]+(?:{_PART})(?![A-Za-z]))?"
    rf"|(?<![A-Za-z])(?:(?:{_SMALL})[\s\-–]+(?:{_PART})|(?:a|one)[\s\-–]+half)(?![A-Za-z]))"
)
"""A regular expression (without groups, to be used without regard to case) for a number in words."""


def number_in_words(text: str) -> Decimal | None:
    """The number that the words spell, or None when they spell none."""
    lowered = text.lower()
    tail = _fraction_at_end().search(lowered)
    whole, fraction = lowered, Decimal(0)
    if tail is not None:
        numerator = tail["numerator"]
        count = 1 if numerator in {"a", "an"} else _whole(_tokens(numerator))
        if count is None:
            return None
        fraction = Decimal(count) / _PARTS[tail["part"]]
        whole = lowered[: tail.start()]
        if not whole.strip():
            return fraction
    whole, _, decimals = whole.partition(" point ")
    value = _whole(_tokens(whole))
    if value is None:
        return None
    return Decimal(value) + fraction + _decimal_part(_tokens(decimals))


def _tokens(text: str) -> list[str]:
    return regex.findall(_WORD, text)


def _whole(tokens: list[str]) -> int | None:
    if not tokens:
        return None
    total = current = 0
    for token in tokens:
        if token in _ONES:
            current += _ONES[token]
        elif token == "hundred":  # noqa: S105 - a word of a number, no secret
            current = max(current, 1) * 100
        else:
            total += max(current, 1) * _SCALES[token]
            current = 0
    return total + current


def _decimal_part(tokens: list[str]) -> Decimal:
    digits = "".join(str(_ONES[token]) for token in tokens if token in _ONES)
    return Decimal(f"0.{digits}") if digits else Decimal(0)


@cache
def _fraction_at_end() -> CompiledPattern[str]:
    return compiled(rf"(?:\band\s+)?(?<![a-z])(?P<numerator>{_SMALL}|an?)[\s\-–]+(?P<part>{_PART})(?![a-z])\s*$")
