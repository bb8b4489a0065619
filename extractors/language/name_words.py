"""The words that names are made of: corporate forms, degrees, titles, common given names, abbreviations."""

from __future__ import annotations

import tomllib
from pathlib import Path

from extractors.module_expressions import compiled

_VOCABULARY = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _any_of(key: str) -> str:
    return "|".join(_VOCABULARY[key])


_ZIP = r"(?!\.?,?\s*\d{5}\b)"
CLOSING_SUFFIX = compiled(rf"(?:(?i:{_any_of('closing_suffixes')}))(?![\w’'])\.?{_ZIP}")
WORD_SUFFIX = compiled(rf"(?i:{_any_of('word_suffixes')})\b\.?")
PHYSICIAN_DEGREE = compiled(rf"(?i:{_any_of('physician_degrees')})(?![\w’'])\.?{_ZIP}")
DEGREE = compiled(rf"(?i:{_any_of('physician_degrees')}|{_any_of('other_degrees')})(?![\w’'-])\.?{_ZIP}")
ORGANIZATION_WORD = compiled(rf"(?i)(?<![\w’'])(?:{_any_of('organization_words')})(?![\w’'])")
COMPLETE = compiled(rf"(?i)(?<![\w’'])(?:{_any_of('complete_words')})$")
TITLE = compiled(rf"(?i)^(?:{_any_of('titles')})\b\.?\s+")
GIVEN_NAMES = frozenset(_VOCABULARY["given_names"].split())
TRADE_NAME = compiled(
    r"""(?ix),?\s*\(?\b(?:
        d\s?[./]?\s?b\s?[./]?\s?a\b\.? | [fa]\s?[./]\s?k\s?[./]\s?a\b\.? | t/a\b
      | doing\s+business\s+(?:as|under) | (?:formerly|also|now)\s+known\s+as | trading\s+as
    )"""
)
_ACRONYM = compiled(r"\p{L}{1,2}(?:\.\p{L}{1,2})+")
_ABBREVIATIONS = frozenset(word.lower() for word in _VOCABULARY["abbreviations"])


def is_abbreviation(word: str) -> bool:
    """Whether a word's point belongs to it: an initial, an acronym with points, "St."."""
    bare = word.rstrip(".")
    return len(bare) == 1 or bool(_ACRONYM.fullmatch(bare)) or bare.lower() in _ABBREVIATIONS
