"""Patterns as data: each with a name, a regular expression, texts it must match and near misses it must not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import regex
from pydantic import Field
from regex import Match

from extractors.compiled_expressions import Expression, compiled_for
from extractors.quick_expressions import QuickExpression
from extractors.strings_present import bits_in
from models.base import Frozen
from models.evidence import Evidence
from models.segment import Segment

_LANGUAGE = Path(__file__).parent / "language"
_DEEPEST = 8
_COMPILED: dict[Expression, QuickExpression] = {}
_SEQUENCES_REMEMBERED = 512
# In an expression, behind what is looked for first: the whole is tried only where that stands.
_BEGINS = "(?#begins)"
_MAIN, _QUICK = int(regex.VERBOSE), int(regex.VERBOSE | regex.IGNORECASE)


class Pattern(Frozen):
    """One pattern of a term. `confidence` is the share of its matches that are right, as measured.

    `needs` is a quick expression: where it finds nothing, the slow one need not be tried. It says more than the strings
    that an expression cannot do without, which are known without it (quick_expressions.py).
    """

    name: str
    regex: str
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = ()
    confidence: float = Field(default=0.8, ge=0.0, le=1.0)
    needs: str | None = None

    def finditer(self, text: str) -> Iterator[Match[str]]:
        """Every match in a text, from left to right."""
        return self.compiled.finditer(text) if self._is_worth_trying(text) else iter(())

    def search(self, text: str) -> Match[str] | None:
        """The first match in a text."""
        return self.compiled.search(text) if self._is_worth_trying(text) else None

    def _is_worth_trying(self, text: str) -> bool:
        # What the expression itself needs is told at no cost, and first.
        return self.needs is None or (self.compiled.may_stand_in(text) and _stands_in(self.needs, text))

    @cached_property
    def compiled(self) -> QuickExpression:
        """The expression in verbose mode, white space in it being for the reader; use `\\s+` between words."""
        return _compiled(_main(self))


class _Asked(NamedTuple):
    """A pattern, the bits that its expressions need (strings_present.py), and the quick one of them."""

    pattern: Pattern
    bits: tuple[int, ...]
    quick: QuickExpression | None

    @classmethod
    def of(cls, pattern: Pattern) -> _Asked:
        """What to ask of a text, what is told soonest first: most texts lack the need of the fewest strings."""
        quick = None if pattern.needs is None else _compiled(_quick(pattern.needs))
        bits = {*pattern.compiled.needs, *(quick.needs if quick else ())}
        return cls(pattern, tuple(sorted(bits, key=int.bit_count)), quick)


def worth_trying(patterns: Iterable[Pattern], text: str) -> Iterator[Pattern]:
    """The patterns that may match a text, in their order; what it holds is looked up once for all of them."""
    # First, for what is looked for in the text is known only when the patterns are compiled.
    asked = _asked_of(patterns)
    present = bits_in(text)
    tried, found = None, False
    for pattern, bits, quick in asked:
        for need in bits:
            if not need & present:
                break
        else:
            if quick is not None and quick is not tried:
                # Patterns with the same one stand next to each other.
                tried, found = quick, quick.is_found_in(text)
            if quick is None or found:
                yield pattern


def _asked_of(patterns: Iterable[Pattern]) -> tuple[_Asked, ...]:
    """What to ask of a text for each pattern; gathered once for a tuple, which terms hand in for every clause."""
    known = _ASKED.get(id(patterns))
    if known is not None:
        return known[1]
    asked = tuple(map(_Asked.of, patterns))
    if isinstance(patterns, tuple):
        if len(_ASKED) >= _SEQUENCES_REMEMBERED:
            _ASKED.clear()
        # Held on to, so that no other sequence gets its identity.
        _ASKED[id(patterns)] = patterns, asked
    return asked


_ASKED: dict[int, tuple[tuple[Pattern, ...], tuple[_Asked, ...]]] = {}


class PatternMatch(NamedTuple):
    """A pattern seen in a segment."""

    pattern: Pattern
    segment: Segment
    match: regex.Match[str]

    def evidence(self, group: str | int = 0) -> Evidence:
        """The words of one group, with page and box."""
        return self.segment.evidence(self.match.start(group), self.match.end(group))


def _stands_in(needs: str, text: str) -> bool:
    """Whether an expression of `needs` finds anything."""
    return _compiled(_quick(needs)).search(text) is not None


def _main(pattern: Pattern) -> Expression:
    return Expression(pattern.regex, _MAIN)


def _quick(needs: str) -> Expression:
    return Expression(needs, _QUICK)


def _compiled(expression: Expression) -> QuickExpression:
    """An expression of a loaded file, or of a pattern made otherwise."""
    if expression not in _COMPILED:
        _COMPILED[expression] = QuickExpression.of(*expression)
    return _COMPILED[expression]


def _beginning(expression: Expression) -> Expression | None:
    """What is looked for first; nothing outside of it may stand in the whole's place."""
    before, mark, _ = expression.text.partition(_BEGINS)
    return Expression(before, expression.flags) if mark else None


def load_patterns(path: Path) -> tuple[Pattern, ...]:
    """The `[[patterns]]` of a TOML file. Raises ValueError.

    Its `[pieces]` may be used in expressions as `{{name}}`, and so may those of the files in extractors/language
    that it names in `use`. What stands before `(?#begins)` in an expression is looked for first: it is to be whole by
    itself, without alternatives to it.
    """
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    pieces = shared_pieces(*content.get("use", ())) | content.get("pieces", {})
    patterns = tuple(
        Pattern.model_validate({**entry, "regex": with_pieces(entry["regex"], pieces)}) for entry in content["patterns"]
    )
    wanted = dict.fromkeys([*map(_main, patterns), *(_quick(one.needs) for one in patterns if one.needs is not None)])
    beginnings = {one: begins for one in wanted if (begins := _beginning(one))}
    both = (*wanted, *beginnings.values())
    compiled = dict(zip(both, compiled_for(path, both), strict=True))
    for one in wanted:
        begins = beginnings.get(one)
        _COMPILED[one] = QuickExpression(compiled[one], compiled[begins].pattern if begins else None)
    return patterns


@lru_cache
def shared_pieces(*names: str) -> dict[str, str]:
    """The `[pieces]` of files in extractors/language, named without ".toml", and of those they use themselves."""
    pieces: dict[str, str] = {}
    for name in names:
        content = tomllib.loads((_LANGUAGE / f"{name}.toml").read_text(encoding="utf-8"))
        pieces |= shared_pieces(*content.get("use", ())) | content["pieces"]
    return pieces


def with_pieces(expression: str, pieces: Mapping[str, str]) -> str:
    """The expression with every `{{name}}` replaced by that piece, pieces within pieces too. Raises ValueError."""
    for _ in range(_DEEPEST):
        if "{{" not in expression:
            return expression
        for name, piece in pieces.items():
            expression = expression.replace("{{" + name + "}}", f"(?:{piece})")
    raise ValueError(f"unknown or circular piece in: {expression}")


def matches(patterns: tuple[Pattern, ...], segments: tuple[Segment, ...]) -> Iterator[PatternMatch]:
    """Every match of every pattern, in reading order of the segments."""
    for segment in segments:
        for pattern in patterns:
            for match in pattern.finditer(segment.text):
                yield PatternMatch(pattern, segment, match)
