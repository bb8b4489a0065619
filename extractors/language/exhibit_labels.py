"""The labels of exhibits, written in one way wherever they stand."""

from __future__ import annotations

from extractors.module_expressions import compiled

_QUOTES = compiled(r"[\"'“”‘’]")
_NUMBER_SIGN = compiled(r"(?i)\bno[.·]?\s+")


def exhibit_label(words: str) -> str:
    """The label without quotes and case: 'EXHIBIT "b-1"' is "Exhibit B-1", "Schedule No. 2" is "Schedule 2"."""
    kind, _, name = _NUMBER_SIGN.sub("", " ".join(_QUOTES.sub("", words).split())).partition(" ")
    return f"{kind.capitalize()} {name.upper()}".strip()
