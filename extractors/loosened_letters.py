"""Texts in ASCII, letter for letter, and the letters of ASCII that a part of an expression may meet in them.

What is beyond ASCII stands as WORD where it is a letter or a digit, as SPACE where it is white space, else as MARK, so
that words have their edges where they had them.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

import regex

from extractors.expression_trees import GRAMMAR

WORD, SPACE, MARK = "_", " ", "\x01"
ASCII = frozenset(map(chr, range(0x80)))
BEYOND_ASCII = frozenset((WORD, SPACE, MARK))
# Beyond ASCII, and yet the same as a letter of ASCII where upper and lower case are the same.
_KIN = frozenset("\u017f\u212a\u0130\u0131")
_KNOWN = ASCII | _KIN
_IS_WORD, _IS_SPACE = regex.compile(r"\w"), regex.compile(r"\s")
# The clauses and the whole text of a long contract: one term after another asks for them.
_TEXTS_REMEMBERED = 1_024
_LONGEST_RANGE = 0x200
# No property that expressions name is one of letters beyond these alone.
_BASIC_LETTERS = range(0x80, 0x1_0000)


class _StandIns(dict[int, str]):
    def __missing__(self, code: int) -> str:
        letter = chr(code)
        beyond = WORD if _IS_WORD.match(letter) else SPACE if _IS_SPACE.match(letter) else MARK
        return self.setdefault(code, letter if letter in ASCII else beyond)


_STAND_INS = _StandIns()


def in_ascii(text: str) -> bytes | None:
    """A text with each of its letters in ASCII; None where that is not told, as of a text with the sign for kelvin."""
    return text.encode() if text.isascii() else _translated(text)


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _translated(text: str) -> bytes | None:
    try:
        return text.encode("ascii", _BY_STAND_INS)
    except UnicodeEncodeError:
        return None


def _stand_ins_for(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters beyond ASCII that were met in a row, and where they end. Raises the error for kin."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    if not _KIN.isdisjoint(letters):
        raise error
    return "".join([_STAND_INS[ord(letter)] for letter in letters]), error.end


# An eighth of what str.translate takes: most letters of a contract are in ASCII, and need no looking up.
_BY_STAND_INS = "starkcheck: stand-ins"
codecs.register_error(_BY_STAND_INS, _stand_ins_for)


def letters_of(node: Any) -> frozenset[str]:
    """What may stand in a text in ASCII where a part of an expression matches that is one letter; rather too many."""
    try:
        return (_plain(node) & ASCII) | _beyond(node)
    except KeyError:
        return ASCII


def _plain(node: Any) -> frozenset[str]:
    """The letters of _KNOWN that a part matches. Raises KeyError for a part of another kind."""
    named = _named(node)
    if node.case_flags & regex.IGNORECASE:
        named = frozenset[str]().union(*map(_cases().__getitem__, named))
    return named if node.positive else _KNOWN - named


def _named(node: Any) -> frozenset[str]:
    if isinstance(node, GRAMMAR.Property):
        return _known_with(node.value)
    if isinstance(node, GRAMMAR.SetUnion):
        return frozenset[str]().union(*map(_plain, node.items))
    codes = _codes_of(node)
    return frozenset(letter for letter in _KNOWN if ord(letter) in codes)


def _beyond(node: Any) -> frozenset[str]:
    """What may stand for the letters beyond ASCII that a part matches. Raises KeyError for a part of another kind."""
    if isinstance(node, GRAMMAR.Property):
        return _kinds_with(node.value, bool(node.positive))
    if isinstance(node, GRAMMAR.SetUnion):
        if node.positive:
            return frozenset[str]().union(*map(_beyond, node.items))
        # Of a whole kind of letters only a property leaves nothing.
        turned = [_kinds_with(item.value, not item.positive) for item in node.items if type(item) is GRAMMAR.Property]
        return BEYOND_ASCII.intersection(*turned)
    codes = _codes_of(node)
    if not node.positive or len(codes) > _LONGEST_RANGE:
        return BEYOND_ASCII
    return frozenset(_STAND_INS[code] for code in codes if chr(code) not in ASCII)


def _codes_of(node: Any) -> range:
    """The letters of a character or a range, before it is turned round. Raises KeyError for a part of another kind."""
    if isinstance(node, GRAMMAR.Character):
        return range(node.value, node.value + 1)
    if isinstance(node, GRAMMAR.Range):
        return range(node.lower, node.upper + 1)
    raise KeyError(type(node))


@cache
def _cases() -> dict[str, frozenset[str]]:
    """For each letter of _KNOWN those that are the same in upper and lower case."""
    letters = "".join(_KNOWN)
    return {one: frozenset(regex.findall(f"(?i){regex.escape(one)}", letters)) for one in letters}


def _has(value: int, letters: Iterable[str]) -> Iterable[tuple[str, bool]]:
    has = GRAMMAR._regex.has_property_value
    return ((letter, bool(has(value, ord(letter)))) for letter in letters)


@cache
def _known_with(value: int) -> frozenset[str]:
    return frozenset(letter for letter, has in _has(value, _KNOWN) if has)


@cache
def _kinds_with(value: int, positive: bool) -> frozenset[str]:
    """What stands for letters beyond ASCII that have a property, or have it not."""
    return frozenset(
        kind for kind, letters in _beyond_by_kind().items() if any(has is positive for _, has in _has(value, letters))
    )


@cache
def _beyond_by_kind() -> Mapping[str, list[str]]:
    kinds: dict[str, list[str]] = {kind: [] for kind in BEYOND_ASCII}
    for code in _BASIC_LETTERS:
        kinds[_STAND_INS[code]].append(chr(code))
    return kinds
