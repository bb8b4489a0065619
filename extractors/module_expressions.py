"""Regular expressions written in modules, kept compiled in one file: compiling them takes half a second of each start.

Only what stands in the program as it is: an expression made of a contract's words is of no use to the next process.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import regex
from regex import Pattern as CompiledPattern

from extractors.compiled_expressions import Compiled, Expression, keep, kept_beside, made_alike, read_kept

T = TypeVar("T")

_ALL = Path(__file__).with_name("modules")


class _Known(NamedTuple):
    """What is compiled: expressions alone, and with what a text must hold for them."""

    alone: dict[Expression, CompiledPattern[str]]
    with_needs: dict[Expression, Compiled]
    anew: list[Expression]


def compiled(expression: str, flags: int = 0) -> CompiledPattern[str]:
    """As regex.compile, of an expression that stands in a module. Raises regex.error."""
    return _one_of(_known().alone, Expression(expression, int(flags)), regex.compile)


def compiled_with_needs(expression: str, flags: int = 0) -> Compiled:
    """An expression that stands in a module, compiled, and what a text must hold for it. Raises regex.error."""
    return _one_of(_known().with_needs, Expression(expression, int(flags)), Compiled.of)


def keep_new_expressions() -> Path:
    """Write down what had to be compiled, for the next process, and say where; where that cannot be, nothing is."""
    known = _known()
    if known.anew:
        keep(kept_expressions(), made_alike(()), (known.alone, known.with_needs))
        known.anew.clear()
    return kept_expressions()


def kept_expressions() -> Path:
    """The file of compiled expressions of all modules."""
    return kept_beside(_ALL)


@cache
def _known() -> _Known:
    alone, with_needs = read_kept(kept_expressions(), made_alike(())) or ({}, {})
    return _Known(alone, with_needs, [])


def _one_of(known: dict[Expression, T], wanted: Expression, made_of: Callable[[str, int], T]) -> T:
    if wanted not in known:
        known[wanted] = made_of(*wanted)
        _known().anew.append(wanted)
    return known[wanted]
