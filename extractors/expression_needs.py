"""What a text must hold for a regular expression to find anything in it, worked out from the expression itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import regex

from extractors.expression_trees import GRAMMAR, tree_of

Need = frozenset[str]
"""Strings without white space, folded and edged, of which a text must hold at least one."""
EDGE = "\x00"

_EDGES = regex.compile(r"\b")
_FEWEST_LETTERS, _FEWEST_OF_A_WORD = 3, 2
_MOST_OF_A_SET = 6
_DOTTED = "ıİ"


def folded(text: str) -> str:
    """A text in letters that are the same for all that an expression takes for the same in upper and lower case."""
    if text.isascii():
        return text.lower()
    # str.translate takes ten times as long as all the rest of this.
    for letter in _DOTTED:
        text = text.replace(letter, "i")
    return text.casefold()


def edged(word: str) -> str:
    """A folded word with a mark wherever letters or digits begin or end, so that "on" is told from "second"."""
    return _EDGES.sub(EDGE, word)


def needs_of(expression: str, flags: int) -> tuple[Need, ...]:
    """All that a text must hold for the expression to match; an expression that may match any text needs nothing.

    Read from the tree that the regex module itself makes of it, so that nothing is read otherwise than it is matched;
    what stands in a part that may be left out, or that must not match, is not asked for. Raises regex.error.
    """
    return tuple(dict.fromkeys(need for need in _needs(tree_of(expression, flags)) if _tells(need)))


class _Edges(NamedTuple):
    """Whether a word is known to begin where a part of an expression does, and to end where it ends."""

    before: bool = False
    behind: bool = False


_UNKNOWN = _Edges()


def _needs(node: Any, edges: _Edges = _UNKNOWN) -> list[Need]:
    if isinstance(node, GRAMMAR.Sequence):
        return list(_of_sequence(node.items, edges))
    if isinstance(node, GRAMMAR.Branch):
        return _of_branches([_needs(branch, edges) for branch in node.branches])
    if isinstance(node, GRAMMAR.GreedyRepeat):
        once = node.min_count == node.max_count == 1
        return _needs(node.subpattern, edges if once else _UNKNOWN) if node.min_count else []
    if isinstance(node, GRAMMAR.LookAround):
        return _needs(node.subpattern) if node.positive else []
    if isinstance(node, (GRAMMAR.Group, GRAMMAR.Atomic)):
        return _needs(node.subpattern, edges)
    if isinstance(node, GRAMMAR.SetUnion):
        return _of_set(node)
    return _of_run(character, edges) if (character := _character(node)) else []


def _of_sequence(items: Sequence[Any], edges: _Edges) -> Iterator[Need]:
    """The needs of parts that follow one another, of which an edge of a word (`\\b`) may be one."""
    known = [edges.before, *map(_is_edge, items), edges.behind]
    at = 0
    while at < len(items):
        last = at
        while last < len(items) and _character(items[last]):
            last += 1
        if last > at:
            run = "".join(map(_character, items[at:last]))
            yield from _of_run(run, _Edges(known[at], known[last + 1]))
            at = last
        else:
            yield from _needs(items[at], _Edges(known[at], known[at + 2]))
            at += 1


def _of_run(run: str, edges: _Edges) -> list[Need]:
    """What characters in a row need: each word of them, with its edges where they are known."""
    words = run.split()
    if not words:
        return []
    begins = [edges.before and not run[0].isspace(), *[True] * (len(words) - 1)]
    ends = [*[True] * (len(words) - 1), edges.behind and not run[-1].isspace()]
    return [_one(*word) for word in zip(words, begins, ends, strict=True)]


def _one(word: str, begins: bool, ends: bool) -> Need:
    marked = edged(folded(word))
    marked = marked if begins else marked.removeprefix(EDGE)
    return frozenset({marked if ends else marked.removesuffix(EDGE)})


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
    stands = isinstance(node, GRAMMAR.Character) and node.positive and not node.zerowidth
    return chr(node.value) if stands else ""


def _is_edge(node: Any) -> bool:
    """Whether letters end or begin at a part: it is `\\b`, or white space that must be there."""
    if isinstance(node, GRAMMAR.GreedyRepeat):
        return bool(node.min_count) and _is_edge(node.subpattern)
    is_space = isinstance(node, GRAMMAR.Property) and node.positive and node.value == _white_space()
    return is_space or (isinstance(node, GRAMMAR.Boundary) and node.positive)


@cache
def _white_space() -> int:
    return int(tree_of(r"\s", 0).items[0].value)


def _tells(need: Need) -> bool:
    """Whether meeting the need tells anything: short runs of letters stand in any text."""
    return all(_weight(one) > 1 for one in need)


def _rarity(need: Need) -> tuple[int, int]:
    return min(map(_weight, need)), -len(need)


def _weight(one: str) -> int:
    letters = one.replace(EDGE, "")
    if not letters or letters.isspace():
        return 0
    if not letters.isalpha():
        return max(len(letters), 2) + 1
    is_word = one.startswith(EDGE) and one.endswith(EDGE)
    return len(letters) if len(letters) >= (_FEWEST_OF_A_WORD if is_word else _FEWEST_LETTERS) else 1
