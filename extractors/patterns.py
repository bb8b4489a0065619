"""Patterns as data: each with a name, a regular expression, texts it must match and near misses it must not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import regex
from pydantic import Field

from models.base import Frozen
from models.evidence import Evidence
from models.segment import Segment


class Pattern(Frozen):
    """One pattern of a term. `confidence` is the share of its matches that are right, as measured."""

    name: str
    regex: str
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = ()
    confidence: float = Field(default=0.8, ge=0.0, le=1.0)

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """The expression in verbose mode, white space in it being for the reader; use `\\s+` between words."""
        return regex.compile(self.regex, regex.VERBOSE)


class PatternMatch(NamedTuple):
    """A pattern seen in a segment."""

    pattern: Pattern
    segment: Segment
    match: regex.Match[str]

    def evidence(self, group: str | int = 0) -> Evidence:
        """The words of one group, with page and box."""
        return self.segment.evidence(self.match.start(group), self.match.end(group))


def load_patterns(path: Path) -> tuple[Pattern, ...]:
    """The `[[patterns]]` of a TOML file; its `[pieces]` may be used in expressions as `{{name}}`. Raises ValueError."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    pieces: dict[str, str] = content.get("pieces", {})
    patterns = []
    for entry in content["patterns"]:
        expression = entry["regex"]
        for _ in range(3):
            for name, piece in pieces.items():
                expression = expression.replace("{{" + name + "}}", f"(?:{piece})")
        patterns.append(Pattern.model_validate({**entry, "regex": expression}))
    return tuple(patterns)


def matches(patterns: tuple[Pattern, ...], segments: tuple[Segment, ...]) -> Iterator[PatternMatch]:
    """Every match of every pattern, in reading order of the segments."""
    for segment in segments:
        for pattern in patterns:
            for match in pattern.compiled.finditer(segment.text):
                yield PatternMatch(pattern, segment, match)
