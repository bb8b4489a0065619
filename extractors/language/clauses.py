"""Segments made ready for patterns: broken sentences joined, and every stop that ends no sentence put out of the way.

A clause's `text` is as long as its segment's, so that a match tells the place of the words it saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

import regex

from extractors.language.sentences import sentences
from extractors.patterns import Pattern, PatternMatch
from models.segment import PlacedWord, Segment, SegmentKind

INNER_STOP = "·"
"""What stands in a clause's text for a stop inside a sentence ("Dr·", "3·1")."""

_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\u00a0": " ", "\u200b": " ", "\u00ad": "-"}
)
_BOX = regex.compile(r"\[\s{0,3}(?P<mark>[Xx✓✔√]?)\s{0,3}\]|(?P<empty>[☐□❏])|(?P<full>[☒☑■✓✔])")
# an answer written on a line: "_August 5, 2024__"
_FILLED_LINE = regex.compile(r"(?<=[A-Za-z0-9.,)])_+|_+(?=[A-Za-z0-9$(])")
_ENDS = regex.compile(r"[.;:!?][\"'”’)\]]*\s*$")
_RUNS_ON = regex.compile(
    r"(?i)(?:,|-|\b(?:and|or|of|the|by|between|among|an?|to|with|in|as|for|from|on|its|this|that|such|until|through|upon|at|is|be|shall|will|dated))\s*$"
)
_LABEL = regex.compile(r"(?<=\s)[A-Z][a-z]+(?:\s[a-z]+){0,3}:\s")
_BEGINS_ANEW = regex.compile(r"(?:NOW|WHEREAS|Whereas|IN WITNESS|BE IT|RESOLVED)\b")
_LONGEST_SENTENCE = 6000
_BEGINS_WITHIN = regex.compile(r"\(?\s*(?:\d{1,4}\)\s*(?:-|[a-z])|[a-z]{2,})|[\"“][a-z]|\d{1,2},?\s+(?:19|20)\d\d")
_OPENING_CLAUSES = 4
_FILING = regex.compile(r"(?i)exhibit\s+(?:\d{1,3}[.-]\S+|99|10|4)")
_RECITALS_BEGIN = regex.compile(
    r"(?i)^(?:\W*(?:[IVX\d]+\.?\s*)?)(?:r\s*e\s*c\s*i\s*t\s*a\s*l\s*s?|background|preliminary\s+statements?|w\s*i\s*t\s*n\s*e\s*s\s*s\s*e\s*t\s*h)\b[\s:.]*$"
)
_WHEREAS = regex.compile(r"(?i)^\W*(?:\(?[A-Z]\)?[.)]?\s*)?whereas\b")
_RECITALS_END = regex.compile(
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
    for segment in _joined(segments):
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


def worth_reading(clauses: Iterable[Clause], *wanted: regex.Pattern[str]) -> list[Clause]:
    """The clauses in whose text each of the expressions finds something; cheaper than to try every pattern on all."""
    return [clause for clause in clauses if all(one.search(clause.segment.text) for one in wanted)]


def sightings(patterns: Sequence[Pattern], clauses: Iterable[Clause]) -> Iterator[Sighting]:
    """Every match of every pattern, in reading order of the clauses."""
    for clause in clauses:
        for pattern in patterns:
            for match in pattern.finditer(clause.text):
                yield Sighting(clause, PatternMatch(pattern, clause.segment, match))


def readable(text: str) -> str:
    """The text, as long as before: quotes straight, inner stops masked, what follows an empty tick box blanked."""
    text = _FILLED_LINE.sub(lambda line: " " * len(line[0]), text.translate(_STRAIGHT))
    characters = list(text)
    for start, end in sentences(text):
        last = end - 1
        while last > start and characters[last] in "\"')]":
            last -= 1
        for index in range(start, last):
            if characters[index] == ".":
                characters[index] = INNER_STOP
    return _without_unticked("".join(characters))


def _without_unticked(text: str) -> str:
    boxes = list(_BOX.finditer(text))
    for box, after in zip_longest(boxes, boxes[1:]):
        is_ticked = box["mark"] or box["full"]
        end = box.end() if is_ticked else _end_of_option(text, box.end(), after.start() if after else len(text))
        text = text[: box.start()] + " " * (end - box.start()) + text[end:]
    return text


def _end_of_option(text: str, start: int, limit: int) -> int:
    """Where the words behind an empty box end: at the next box, or where the form goes on with another label."""
    label = _LABEL.search(text, start, limit)
    return label.start() if label else limit


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Segments with a sentence that runs from one into the next made one; rows of justified text made clauses."""
    held: Segment | None = None
    for segment in map(_untabbed, segments):
        if held is not None and _goes_on(held, segment):
            held = _merged(held, segment)
            continue
        if held is not None:
            yield held
        held = segment
    if held is not None:
        yield held


def _untabbed(segment: Segment) -> Segment:
    """A row whose cells begin in the middle of a sentence is a line of justified text."""
    if segment.kind is not SegmentKind.TABLE_ROW:
        return segment
    cells = segment.text.split("\t")
    if len(cells) > 1 and any(regex.match(r"[a-z]{2,}\b(?!:)", cell) for cell in cells[1:]) and len(cells[0]) > 2:
        return segment.model_copy(update={"kind": SegmentKind.CLAUSE, "text": segment.text.replace("\t", " ")})
    return segment


def _goes_on(before: Segment, after: Segment) -> bool:
    if before.kind is not SegmentKind.CLAUSE or after.kind is not SegmentKind.CLAUSE or before.exhibit != after.exhibit:
        return False
    if _ENDS.search(before.text) or _BEGINS_ANEW.match(after.text) or len(before.text) > _LONGEST_SENTENCE:
        return False
    return bool(_BEGINS_WITHIN.match(after.text)) or (bool(_RUNS_ON.search(before.text)) and len(before.text) > 40)


def _merged(before: Segment, after: Segment) -> Segment:
    shift = len(before.text) + 1
    words = before.words + tuple(
        PlacedWord(word.start + shift, word.end + shift, word.page, word.box) for word in after.words
    )
    return before.model_copy(update={"text": f"{before.text} {after.text}", "words": words})
