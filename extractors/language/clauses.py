"""The clauses of an instrument as patterns read them, and where in them a pattern was seen.

A clause's `text` is as long as its segment's, so that a match tells the place of the words it saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex

from extractors.language.readable import readable
from extractors.language.whole_sentences import whole_sentences
from extractors.module_expressions import compiled
from extractors.patterns import Pattern, PatternMatch, worth_trying
from extractors.quick_expressions import QuickExpression
from extractors.segmenting.labels import is_attached_paper
from models.segment import Segment, SegmentKind

_OPENING_CLAUSES = 4
_FILING = compiled(r"(?i)exhibit\s+(?:\d{1,3}[.-]\S+|99|10|4)")
_RECITALS_BEGIN = compiled(
    r"(?i)^(?:\W*(?:[IVX\d]+\.?\s*)?)(?:r\s*e\s*c\s*i\s*t\s*a\s*l\s*s?|background|preliminary\s+statements?"
    r"|w\s*i\s*t\s*n\s*e\s*s\s*s\s*e\s*t\s*h)\b[\s:.]*$"
)
_WHEREAS = compiled(r"(?i)^\W*(?:\(?[A-Z]\)?[.)]?\s*)?whereas\b")
_RECITALS_END = QuickExpression.of(
    r"(?i)\bnow,?\s*therefore\b|\bagree(?:d)?\s+as\s+follows\b|\bin\s+consideration\s+of\b|\bagreements?\s*:?$"
)


@dataclass(frozen=True)
class Clause:
    """A segment and its text as patterns read it; `position` counts clauses from the instrument's first.

    `exhibit` is the exhibit it lies in. What the whole paper is called or filed as ("Exhibit 10.2") is none.
    """

    segment: Segment
    position: int
    is_recital: bool
    exhibit: str | None

    @cached_property
    def text(self) -> str:
        """The segment's text made ready for patterns; most clauses are never asked for it."""
        return readable(self.segment.text)

    @property
    def heading(self) -> str:
        """The heading it stands under, or ""."""
        return self.segment.heading or ""

    def sentence_at(self, offset: int) -> str:
        """The words of the sentence that an offset lies in."""
        start = max(self.text.rfind(".", 0, offset), self.text.rfind(";", 0, offset)) + 1
        ends = [end for end in (self.text.find(".", offset), self.text.find(";", offset)) if end >= 0]
        return self.text[start : min(ends, default=len(self.text))]


class Sighting(NamedTuple):
    """A pattern seen in a clause."""

    clause: Clause
    found: PatternMatch

    @property
    def pattern(self) -> Pattern:
        """The pattern that saw it."""
        return self.found.pattern

    @property
    def match(self) -> regex.Match[str]:
        """Where, as offsets in the clause."""
        return self.found.match


def clauses_of(segments: Iterable[Segment]) -> tuple[Clause, ...]:
    """The clauses of consecutive segments, in reading order."""
    clauses: list[Clause] = []
    names_of_the_whole: set[str] = set()
    in_recitals = False
    for segment in whole_sentences(segments):
        if clauses and is_attached_paper(segment.exhibit):
            continue
        if segment.kind is SegmentKind.HEADING:
            in_recitals = bool(_RECITALS_BEGIN.match(segment.text))
        elif _RECITALS_END.search(segment.text):
            in_recitals = False
        is_recital = in_recitals or bool(_WHEREAS.match(segment.text))
        if len(clauses) < _OPENING_CLAUSES and segment.exhibit is not None:
            names_of_the_whole.add(segment.exhibit)
        is_whole = segment.exhibit in names_of_the_whole or _FILING.fullmatch(segment.exhibit or "")
        clauses.append(Clause(segment, len(clauses), is_recital, None if is_whole else segment.exhibit))
    return tuple(clauses)


def worth_reading(clauses: Iterable[Clause], *wanted: QuickExpression) -> list[Clause]:
    """The clauses in whose text each of the expressions finds something; cheaper than to try every pattern on all."""
    return [clause for clause in clauses if all(one.search(clause.segment.text) for one in wanted)]


def sightings(patterns: Sequence[Pattern], clauses: Iterable[Clause]) -> Iterator[Sighting]:
    """Every match of every pattern, in reading order of the clauses."""
    for clause in clauses:
        for pattern in worth_trying(patterns, clause.text):
            for match in pattern.compiled.found_in(clause.text):
                yield Sighting(clause, PatternMatch(pattern, clause.segment, match))
