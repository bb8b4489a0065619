"""Ordinals in words and figures: "twenty-first", "21st", "third (3rd)"."""

from __future__ import annotations

import re

from extractors.language.numbers import number_in_words

_IRREGULAR = {
    "first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight", "ninth": "nine",
    "twelfth": "twelve",
}  # fmt: skip


def ordinal_in_words(text: str) -> int | None:
    """The number of an ordinal in words or figures, words governing ("third (3rd)" is 3); None when it is none."""
    words = re.findall(r"[a-z]+", re.sub(r"\(.*?\)", " ", text).lower())
    if words and words[-1] in {"st", "nd", "rd", "th", "d"}:
        words = []
    if not words:
        figures = re.search(r"\d+", text)
        return int(figures[0]) if figures else None
    last = words[-1]
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith("ieth"):
        last = last.removesuffix("ieth") + "y"
    elif last.endswith("th"):
        last = last.removesuffix("th")
    else:
        return None
    value = number_in_words(" ".join([*words[:-1], last]))
    return None if value is None else int(value)
