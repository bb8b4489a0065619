"""Expressions loosened until RE2 can try them: in time that grows with the text alone, where they may find nothing.

A loosened expression matches the text in ASCII (loosened_letters.py) wherever the expression itself matches the text,
and perhaps elsewhere. What RE2 knows nothing of, or only slowly, asks for less: what must or must not stand before or
behind is not looked at, and what may be repeated some times may be repeated any number of times.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from extractors.expression_trees import GRAMMAR, tree_of
from extractors.loosened_letters import ASCII, letters_of

# More often than this is as often as one likes: each time counted is a place that RE2 has to keep.
_MOST_COUNTED = 4
_ANYTHING, _NOTHING = r"[\x00-\x7f]*", r"[^\x00-\x7f]"
_ONE_LETTER = (GRAMMAR.Character, GRAMMAR.Range, GRAMMAR.Property, GRAMMAR.SetBase)


def loosened(expression: str, flags: int) -> str:
    """The expression for RE2; "" where nothing is asked of a text. Raises regex.error."""
    return _loosened(tree_of(expression, flags))


def _loosened(node: Any) -> str:
    if isinstance(node, GRAMMAR.Sequence):
        return "".join(map(_loosened, node.items))
    if isinstance(node, GRAMMAR.Branch):
        return f"(?:{'|'.join(map(_loosened, node.branches))})"
    if isinstance(node, GRAMMAR.GreedyRepeat):
        return _repeated(_loosened(node.subpattern), node.min_count, node.max_count)
    if isinstance(node, (GRAMMAR.Group, GRAMMAR.Atomic)):
        return f"(?:{_loosened(node.subpattern)})"
    if isinstance(node, (GRAMMAR.AnyAll, GRAMMAR.Any)):
        return _one_of(ASCII - ({"\n"} if type(node) is GRAMMAR.Any else set()))
    if isinstance(node, GRAMMAR.StartOfString):
        return r"\A"
    if isinstance(node, GRAMMAR.Boundary):
        return r"\b" if node.positive else ""
    if isinstance(node, (GRAMMAR.LookAround, GRAMMAR.ZeroWidthBase)) or getattr(node, "zerowidth", False):
        return ""
    return _one_of(letters_of(node)) if isinstance(node, _ONE_LETTER) else _ANYTHING


def _repeated(once: str, least: int, most: int | None) -> str:
    if not once:
        return ""
    least = min(least, _MOST_COUNTED)
    return f"(?:{once}){{{least},{most if most is not None and most <= _MOST_COUNTED else ''}}}"


def _one_of(letters: frozenset[str]) -> str:
    if not letters:
        return _NOTHING
    codes = enumerate(sorted(map(ord, letters)))
    runs = [[code for _, code in run] for _, run in groupby(codes, lambda placed: placed[1] - placed[0])]
    named = "".join(_named(run[0]) + (f"-{_named(run[-1])}" if len(run) > 1 else "") for run in runs)
    return named if len(letters) == 1 else f"[{named}]"


def _named(code: int) -> str:
    letter = chr(code)
    return letter if letter.isalnum() or letter == "_" else rf"\x{code:02x}"
