"""Whole numbers written in words: cardinals ("three hundred sixty-four") and ordinals ("twenty-first")."""

from __future__ import annotations

import re

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_IRREGULAR_ORDINALS = {
    "first": "one",
    "second": "two",
    "third": "three",
    "fifth": "five",
    "eighth": "eight",
    "ninth": "nine",
    "twelfth": "twelve",
}
_WORDS = _UNITS | _TENS | {"hundred": 100} | _SCALES
_ALL = "|".join(sorted(_WORDS, key=len, reverse=True))
_ORDINAL_ENDS = "|".join(
    sorted(
        [*_IRREGULAR_ORDINALS, *(f"{word[:-1]}ieth" for word in _TENS if word.endswith("y"))]
        + [f"{word}th" for word in (*_UNITS, "hundred", "thousand") if word not in _IRREGULAR_ORDINALS.values()],
        key=len,
        reverse=True,
    )
)

CARDINAL = rf"(?:\b(?:{_ALL})(?:(?:\s*[-‐‑–]\s*|\s+and\s+|,?\s+)(?:{_ALL}))*\b)"
"""Expression for a cardinal in words; use it ignoring case."""

ORDINAL = rf"(?:\b(?:(?:{_ALL})(?:\s*[-‐‑–]\s*|\s+))?(?:{_ORDINAL_ENDS})\b)"
"""Expression for an ordinal below one hundred in words; use it ignoring case."""


def number_in_words(text: str) -> int | None:
    """The cardinal that a text spells, or None when a word of it is no number word."""
    words = [word for word in re.findall(r"[a-z]+", text.lower()) if word != "and"]
    if not words or any(word not in _WORDS for word in words):
        return None
    total, group = 0, 0
    for word in words:
        if word in _SCALES:
            total += (group or 1) * _SCALES[word]
            group = 0
        elif word == "hundred":
            group = (group or 1) * 100
        else:
            group += _WORDS[word]
    return total + group


def ordinal_in_words(text: str) -> int | None:
    """The ordinal that a text spells ("twenty-first" is 21), or None."""
    words = re.findall(r"[a-z]+", text.lower())
    if not words:
        return None
    last = words[-1]
    if last in _IRREGULAR_ORDINALS:
        last = _IRREGULAR_ORDINALS[last]
    elif last.endswith("ieth"):
        last = last.removesuffix("ieth") + "y"
    elif last.endswith("th"):
        last = last.removesuffix("th")
    else:
        return None
    return number_in_words(" ".join([*words[:-1], last]))
