"""Sums that one sentence only names ("Review Fee" means $85) and another promises ("pays the Review Fee for each")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from extractors.language.passages import Passage
from extractors.language.sentences import sentences
from extractors.module_expressions import compiled
from extractors.terms.compensation.figures import figures_in, masked
from extractors.word_expressions import compiled_of_words

_DEFINES = compiled(
    r"[\"“](?P<term>\p{Lu}[^\"”]{2,50})[\"”]\s*(?:means|shall\s+mean|is|shall\s+be|will\s+be|equals|refers\s+to|=|:)\s*"
    r"(?:the\s+(?:sum|amount)\s+of\s+)?$"
)
_PROMISES = compiled(r"(?i)\b(?:pays?|paid|payable|receives?|owes?|earns?|entitled|compensat\w+|remits?|due)\b")
_OF_MONEY = compiled(
    r"(?i)\b(?:fees?|rates?|rent(?:al)?|stipend|salary|payments?|charges?|price|compensation|amount|honorarium|pay)\b"
)
_UNIT = compiled(r"\b(?:for\s+(?:each|every)|per)\s+[^.,;]{3,60}")


class DefinedSum(NamedTuple):
    """The sentence that promises a defined sum, parted behind the sum's name; other figures in it shown as ◇."""

    before: str
    after: str
    sentence: str


def promise_of(before: str, passages: Sequence[Passage]) -> DefinedSum | None:
    """Where a sum that `before` defines is promised; None where it is no definition, or nobody promises it."""
    match = _DEFINES.search(before)
    if match is None or not _OF_MONEY.search(match["term"]):
        return None
    named = compiled_of_words(rf"(?<![\"“\w]){regex.escape(match['term'])}(?![\"”\w])")
    for passage in passages:
        for start, end in sentences(passage.text) if named.search(passage.text) else ():
            sentence = passage.text[start:end]
            used = named.search(sentence)
            if used is not None and _PROMISES.search(sentence):
                figures = figures_in(sentence)
                named_so_far = masked(sentence, 0, used.end(), figures)
                rest = masked(sentence, used.end(), len(sentence), figures)
                return DefinedSum(f"{named_so_far} of ", _unit_first(rest), sentence)
    return None


def _unit_first(rest: str) -> str:
    """What the sum is counted by moved to where it stands behind a figure: " set out above for each review"."""
    unit = _UNIT.search(rest)
    return f" {unit[0]},{rest[: unit.start()]}{rest[unit.end() :]}" if unit else f" {rest}"
