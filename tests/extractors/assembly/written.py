"""Clauses written line by line, read as if they had been segmented."""

from __future__ import annotations

import re

from extractors.segmenting.labels import exhibit_of, label_of
from models.geometry import Box
from models.segment import Instrument, PlacedWord, Segment, SegmentKind


def written(text: str, title: str | None = None) -> Instrument:
    """An instrument of one page: a line is a clause, a heading after "# ", or a table row with cells between " | "."""
    segments: list[Segment] = []
    heading: str | None = None
    exhibit: str | None = None
    for row, line in enumerate(filter(None, map(str.strip, text.split("\n")))):
        kind, words = SegmentKind.CLAUSE, line
        if line.startswith("# "):
            kind, words = SegmentKind.HEADING, line[2:]
        elif " | " in line:
            kind, words = SegmentKind.TABLE_ROW, line.replace(" | ", "\t")
        label = label_of(words)
        if kind is SegmentKind.HEADING:
            heading, exhibit = label.heading or words, exhibit_of(words) or exhibit
        elif label.heading is not None and kind is SegmentKind.CLAUSE:
            heading = label.heading
        placed = tuple(
            PlacedWord(match.start(), match.end(), 1, _place(row, match.start(), match.end()))
            for match in re.finditer(r"\S+", words)
        )
        segments.append(
            Segment(kind=kind, text=words, words=placed, number=label.number, heading=heading, exhibit=exhibit)
        )
    return Instrument(title=title, first_page=1, last_page=1, segments=tuple(segments), pages=())


def _place(row: int, start: int, end: int) -> Box:
    return Box(left=72 + start, top=60 + 13 * row, right=72 + end, bottom=70 + 13 * row)
