"""The small turns of phrase of words.toml, by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extractors.patterns import load_patterns
from extractors.quick_expressions import QuickExpression


@cache
def word(name: str) -> QuickExpression:
    """The expression of one pattern of words.toml; raises KeyError when there is none of that name."""
    return _by_name()[name]


@cache
def _by_name() -> dict[str, QuickExpression]:
    return {pattern.name: pattern.compiled for pattern in load_patterns(Path(__file__).parent / "words.toml")}
