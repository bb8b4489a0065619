"""Which of the strings that expressions need stand in a text, told word by word: contracts use the same words again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from extractors.expression_needs import Need, edged, folded

# All clauses of a long contract: one term after another asks about each.
_WORDS_REMEMBERED, _TEXTS_REMEMBERED = 32_768, 8_192
_END = ""
# Every needed string has a bit of its own, and ends in this tree of letters.
_BITS: dict[str, int] = {}
_LETTERS: dict[str, Any] = {}


def bits_of(need: Need) -> int:
    """The bits of a need's strings: a text meets the need when it has one of them."""
    return reduce(or_, map(_bit_of, need))


def are_met(needs: Iterable[int], text: str) -> bool:
    """Whether a text has one of the bits of each need."""
    present = bits_in(text)
    # A loop: as an expression of all() it takes twice as long, and it is asked a million times in a hundred pages.
    for need in needs:  # noqa: SIM110
        if not need & present:
            return False
    return True


def _bit_of(string: str) -> int:
    if string not in _BITS:
        _BITS[string] = 1 << len(_BITS)
        branch = _LETTERS
        for letter in string:
            branch = branch.setdefault(letter, {})
        branch[_END] = _BITS[string]
        # What was looked at before did not know of it.
        _in_word.cache_clear()
        bits_in.cache_clear()
    return _BITS[string]


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def bits_in(text: str) -> int:
    """The bits of all strings that a text has, of those that some need was made of."""
    # No needed string has white space in it, so each lies within one word.
    return reduce(or_, map(_in_word, set(folded(text).split())), 0)


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _in_word(word: str) -> int:
    present, letters = 0, edged(word)
    for start in range(len(letters)):
        branch = _LETTERS
        for letter in letters[start:]:
            if letter not in branch:
                break
            branch = branch[letter]
            present |= branch.get(_END, 0)
    return present
