"""Regular expressions that are tried only on texts that hold what they cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex
from regex import Match
from regex import Pattern as CompiledPattern

from extractors.expression_needs import Need, needs_of
from extractors.strings_present import are_met, bits_of


class QuickExpression:
    """A compiled expression and what a text must hold for it to match; it finds what the expression alone would find.

    Looking up what a text holds costs as much as one expression, and is remembered for the next ones.
    """

    __slots__ = ("_compiled", "_needs")

    def __init__(self, compiled: CompiledPattern[str], needs: Iterable[Need]) -> None:
        self._compiled = compiled
        self._needs = tuple(map(bits_of, needs))

    @classmethod
    def of(cls, expression: str, flags: int = 0) -> QuickExpression:
        """That of an expression written in a module. Raises regex.error."""
        return cls(regex.compile(expression, flags), needs_of(expression, flags))

    def may_stand_in(self, text: str) -> bool:
        """Whether a text holds what the expression needs; it may yet find nothing."""
        return are_met(self._needs, text)

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        """The first match between two offsets."""
        return self._compiled.search(text, start, end) if are_met(self._needs, text) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match[str]]:
        """Every match between two offsets, from left to right."""
        return self._compiled.finditer(text, start, end) if are_met(self._needs, text) else iter(())

    def match(self, text: str) -> Match[str] | None:
        """The match that begins where the text does."""
        return self._compiled.match(text) if are_met(self._needs, text) else None

    def fullmatch(self, text: str) -> Match[str] | None:
        """The match that is the whole text."""
        return self._compiled.fullmatch(text) if are_met(self._needs, text) else None

    def count(self, text: str) -> int:
        """How many matches there are."""
        return sum(1 for _ in self.finditer(text))

    def sub(self, replacement: str | Callable[[Match[str]], str], text: str) -> str:
        """The text with every match replaced."""
        return self._compiled.sub(replacement, text) if are_met(self._needs, text) else text
