"""The turns of phrase of compensation_words.toml, by name, and the names that two bases have in common."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex

from extractors.patterns import load_patterns
from extractors.quick_expressions import QuickExpression

_COMMON_IN_BASES = frozenset(
    "the of and all net gross any its s group practice profits profit pool income revenue revenues".split()
)


@cache
def word(name: str) -> QuickExpression:
    """The expression of one pattern; raises KeyError when there is none of that name."""
    return {pattern.name: pattern.compiled for pattern in load_patterns(Path(__file__).with_suffix(".toml"))}[name]


def alike(one: str | None, other: str | None) -> bool:
    """Whether two bases speak of the same takings, as far as their words tell; one that is not stated may be either."""
    if one is None or other is None:
        return True
    first, second = (set(regex.findall(r"[a-z]+", base.lower())) - _COMMON_IN_BASES for base in (one, other))
    return first == second or len(first & second) * 2 > min(len(first), len(second))
