"""Regular expressions that are tried only on texts that hold what they cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from regex import Match
from regex import Pattern as CompiledPattern

from extractors.compiled_expressions import Compiled
from extractors.loosened_search import LoosenedSearch
from extractors.module_expressions import compiled_with_needs
from extractors.strings_present import are_met, bits_of


class QuickExpression:
    """A compiled expression and what a text must hold for it to match; it finds what the expression alone would find.

    Looking up what a text holds costs as much as one expression, and is remembered for the next ones; `needs` are the
    bits of it (strings_present.py), of each of which a text must have one. A text that has them is first searched for
    `loosened` (loosened_search.py). Where `beginning` is given, the expression is tried only where that
    matches: at every place at which it is tried, the regex module clears what it keeps of each group and repetition,
    which a long expression has hundreds of.
    """

    __slots__ = ("_beginning", "_compiled", "loosened", "needs")

    def __init__(self, compiled: Compiled, beginning: CompiledPattern[str] | None = None) -> None:
        self._compiled = compiled.pattern
        # Fewest strings first: most texts lack that need, and are not asked about the others.
        self.needs = tuple(sorted(map(bits_of, compiled.needs), key=int.bit_count))
        self.loosened = LoosenedSearch(compiled.loosened)
        self._beginning = beginning

    @classmethod
    def of(cls, expression: str, flags: int = 0) -> QuickExpression:
        """That of an expression written in a module. Raises regex.error."""
        return cls(compiled_with_needs(expression, flags))

    def may_stand_in(self, text: str) -> bool:
        """Whether a text holds what the expression needs; it may yet find nothing."""
        return are_met(self.needs, text)

    def is_found_in(self, text: str) -> bool:
        """Whether there is a match in a text that is known to hold what the expression needs."""
        return self.loosened.may_find(text) and self._compiled.search(text) is not None

    def found_in(self, text: str) -> Iterator[Match[str]]:
        """Every match in a text that is known to hold what the expression needs, from left to right."""
        return self._matches(text) if self.loosened.may_find(text) else iter(())

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        """The first match between two offsets."""
        if not self._may_find(text, end):
            return None
        if self._beginning is not None:
            return next(self._where_it_begins(self._beginning, text, start, end), None)
        return self._compiled.search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match[str]]:
        """Every match between two offsets, from left to right."""
        return self._matches(text, start, end) if self._may_find(text, end) else iter(())

    def _may_find(self, text: str, end: int | None) -> bool:
        # Before an end a word may end that does not end in the text.
        return are_met(self.needs, text) and (end is not None or self.loosened.may_find(text))

    def _matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match[str]]:
        if self._beginning is not None:
            return self._where_it_begins(self._beginning, text, start, end)
        return self._compiled.finditer(text, start, end)

    def _where_it_begins(
        self, beginning: CompiledPattern[str], text: str, start: int, end: int | None
    ) -> Iterator[Match[str]]:
        reached = start
        for begun in beginning.finditer(text, start, end, overlapped=True):
            found = self._compiled.match(text, begun.start(), end) if begun.start() >= reached else None
            if found:
                yield found
                reached = found.end()

    def match(self, text: str) -> Match[str] | None:
        """The match that begins where the text does."""
        return self._compiled.match(text) if are_met(self.needs, text) else None

    def fullmatch(self, text: str) -> Match[str] | None:
        """The match that is the whole text."""
        return self._compiled.fullmatch(text) if are_met(self.needs, text) else None

    def count(self, text: str, most: int | None = None) -> int:
        """How many matches there are; no more than `most` are looked for."""
        return sum(1 for _ in islice(self.finditer(text), most))

    def sub(self, replacement: str | Callable[[Match[str]], str], text: str) -> str:
        """The text with every match replaced."""
        return self._compiled.sub(replacement, text) if self._may_find(text, None) else text
