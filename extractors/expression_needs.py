"""What a text must hold for a regular expression to find anything in it, worked out from the expression itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

import regex

Need = frozenset[str]
"""Strings without white space, in folded letters, of which a text must hold at least one."""

# The regex module's own reader of expressions, which its typing stubs leave out.
_GRAMMAR: Any = import_module("regex._regex_core")
_FEWEST_LETTERS = 3
_MOST_OF_A_SET = 6
_DOTTED = {ord("ı"): "i", ord("İ"): "i"}


def folded(text: str) -> str:
    """A text in letters that are the same for all that an expression takes for the same in upper and lower case."""
    return text.lower() if text.isascii() else text.translate(_DOTTED).casefold()


def needs_of(expression: str, flags: int) -> tuple[Need, ...]:
    """All that a text must hold for the expression to match; an expression that may match any text needs nothing.

    Read from the tree that the regex module itself makes of it, so that nothing is read otherwise than it is matched;
    what stands in a part that may be left out, or that must not match, is not asked for. Raises regex.error.
    """
    return tuple(dict.fromkeys(need for need in _needs(_tree(expression, flags)) if _tells(need)))


def _tree(expression: str, flags: int) -> Any:
    while True:
        source = _GRAMMAR.Source(expression)
        info = _GRAMMAR.Info(flags, source.char_type, {})
        info.guess_encoding = regex.UNICODE
        source.ignore_space = bool(info.flags & regex.VERBOSE)
        try:
            return _GRAMMAR._parse_pattern(source, info)
        except _GRAMMAR._UnscopedFlagSet:
            # As regex.compile does: a flag set within holds for the whole.
            flags = info.global_flags


def _needs(node: Any) -> list[Need]:
    if isinstance(node, _GRAMMAR.Sequence):
        return list(_of_sequence(node.items))
    if isinstance(node, _GRAMMAR.Branch):
        return _of_branches([_needs(branch) for branch in node.branches])
    if isinstance(node, _GRAMMAR.GreedyRepeat):
        return _needs(node.subpattern) if node.min_count else []
    if isinstance(node, _GRAMMAR.LookAround):
        return _needs(node.subpattern) if node.positive else []
    if isinstance(node, (_GRAMMAR.Group, _GRAMMAR.Atomic)):
        return _needs(node.subpattern)
    if isinstance(node, _GRAMMAR.SetUnion):
        return _of_set(node)
    return [_one(character)] if (character := _character(node)) else []


def _of_sequence(items: Iterable[Any]) -> Iterator[Need]:
    run = ""
    for item in items:
        character = _character(item)
        if character:
            run += character
            continue
        yield from map(_one, run.split())
        run = ""
        yield from _needs(item)
    yield from map(_one, run.split())


def _of_branches(branches: list[list[Need]]) -> list[Need]:
    """One need of each branch: the one that fewest texts will meet by chance."""
    told = [[need for need in needs if _tells(need)] for needs in branches]
    if not all(told):
        return []
    return [frozenset().union(*(max(needs, key=_rarity) for needs in told))]


def _of_set(node: Any) -> list[Need]:
    characters = [_character(item) for item in node.items]
    if not node.positive or len(characters) > _MOST_OF_A_SET or not all(characters):
        return []
    return [frozenset(folded(character) for character in characters)]


def _character(node: Any) -> str:
    """The one character that a node stands for; "" where it stands for anything else."""
    stands = isinstance(node, _GRAMMAR.Character) and node.positive and not node.zerowidth
    return chr(node.value) if stands else ""


def _one(run: str) -> Need:
    return frozenset({folded(run)})


def _tells(need: Need) -> bool:
    """Whether meeting the need tells anything: short runs of letters stand in any text."""
    return all(_weight(one) > 1 for one in need)


def _rarity(need: Need) -> tuple[int, int]:
    return min(map(_weight, need)), -len(need)


def _weight(one: str) -> int:
    if one.isspace():
        return 0
    if not one.isalpha():
        return max(len(one), 2) + 1
    return len(one) if len(one) >= _FEWEST_LETTERS else 1
