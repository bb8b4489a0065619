"""Whether words read like writing or like nonsense: wrong encodings, poor recognition, pages read upside down."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_FEWEST_LETTERS = 60
_MOST_FOREIGN = 0.15
_LEAST_COMMON = 0.45
_MOST_BROKEN = 0.12
# Contracts use the same words again, page after page.
_WORDS_REMEMBERED = 32_768
# The pairs of letters that make up most of any English text, and hardly any of a scrambled one.
_COMMON_PAIRS = frozenset(
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro "
    "ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so "
    "rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id ag ty".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_BROKEN = re.compile(
    r"[^\W\d_][0-9|!$\[\]{}<>~^\\;:?*%]+[a-z]|(?<![^\W_])[a-z]+[A-Z]{1,2}[a-z]|([^\W\d_])\1{3}|[~^\\|{}<>¬¥]\w"
    r"|(?<![\w.@/])[bcdfghjklmnpqrstvwxz]{4,}(?![\w.@/])"
)


class Legibility(NamedTuple):
    """Counts and shares (0 to 1) of a text.

    `letters` in words, `foreign` characters that no contract is written in, `common` pairs of letters, `broken` words.
    """

    letters: int
    foreign: float
    common: float
    broken: float

    @property
    def is_known(self) -> bool:
        """Whether there is enough text to judge by."""
        return self.letters >= _FEWEST_LETTERS or self.foreign > _MOST_FOREIGN

    @property
    def is_legible(self) -> bool:
        """Whether this is writing; True where there is too little to say."""
        if not self.is_known:
            return True
        return self.foreign <= _MOST_FOREIGN and self.common >= _LEAST_COMMON and self.broken <= _MOST_BROKEN

    @property
    def score(self) -> float:
        """How far this is writing, to compare two readings of one page."""
        return self.common - self.foreign - self.broken


def legibility_of(words: Iterable[str]) -> Legibility:
    """Judges the words of a page, in any order."""
    counted = [_counts_of(word) for word in words if word]
    if not counted:
        return Legibility(0, 0.0, 0.0, 0.0)
    characters, foreign, letters, pairs, common, broken = map(sum, zip(*counted, strict=True))
    return Legibility(letters, foreign / max(characters, 1), common / max(pairs, 1), broken / len(counted))


class _Counts(NamedTuple):
    """Of one word: its characters, those that are foreign, its letters, pairs of them, those that are common."""

    characters: int
    foreign: int
    letters: int
    pairs: int
    common: int
    is_broken: bool


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _counts_of(word: str) -> _Counts:
    tokens = _WORD.findall(word)
    pairs = [token[at : at + 2].lower() for token in tokens for at in range(len(token) - 1)]
    return _Counts(
        len(word),
        sum(map(_is_foreign, word)),
        sum(map(len, tokens)),
        len(pairs),
        sum(pair in _COMMON_PAIRS for pair in pairs),
        _BROKEN.search(word) is not None,
    )


def _is_foreign(character: str) -> bool:
    """Private use, unassigned, control and replacement characters, and scripts other than Latin."""
    if character.isascii():
        return ord(character) < 32
    if character == "\ufffd" or unicodedata.category(character) in {"Co", "Cn", "Cc", "Cs"}:
        return True
    return character.isalpha() and not unicodedata.name(character, "").startswith(("LATIN", "GREEK", "MICRO"))
