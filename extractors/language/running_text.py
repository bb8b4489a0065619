"""Segments read on as one text: a sentence that the page broke up is whole again and still knows its places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import regex

from extractors.language.tick_boxes import without_unticked
from extractors.module_expressions import compiled
from models.evidence import Evidence
from models.segment import Segment, SegmentKind

_RUNS_ON = compiled(
    r"(?:,|\b(?:and|or|of|the|by|between|among|an?|to|with|in|as|for|its|located|dated|nonprofit|limited|liability))\s*$",
    regex.I,
)
_ENDS = compiled(r"[.;:!?][\"”’)]*\s*$")


class RunningText(NamedTuple):
    """Text of consecutive segments; a line feed stands where a segment neither ends nor goes on a sentence."""

    text: str
    starts: tuple[int, ...]
    segments: tuple[Segment, ...]

    def evidence(self, start: int, end: int) -> Evidence:
        """The words between two character offsets, as far as they lie in the segment where they begin."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        offset, segment = self.starts[index], self.segments[index]
        return segment.evidence(start - offset, min(end - offset, len(segment.text)))

    def cell_start(self, start: int, end: int) -> int:
        """Where the last table cell that reaches into the words between two offsets begins; `start` where none does."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        offset = self.starts[index]
        tab = self.segments[index].text.rfind("\t", start - offset, end - offset)
        return start if tab < 0 else offset + tab + 1


def running_text(segments: Iterable[Segment], limit: int) -> RunningText:
    """The first `limit` characters or so of the segments, tabs and what is left unticked turned to spaces."""
    pieces: list[str] = []
    starts: list[int] = []
    taken: list[Segment] = []
    length = 0
    for segment in segments:
        if length >= limit:
            break
        if taken:
            pieces.append(_glue(taken[-1], segment))
            length += 1
        starts.append(length)
        taken.append(segment)
        pieces.append(without_unticked(segment.text).replace("\t", " "))
        length += len(segment.text)
    return RunningText("".join(pieces), tuple(starts), tuple(taken))


def _glue(before: Segment, after: Segment) -> str:
    if SegmentKind.HEADING in {before.kind, after.kind} and not _RUNS_ON.search(before.text):
        return "\n"
    if _ENDS.search(before.text):
        return "\n"
    goes_on = after.text[:1].islower() or after.text[:1] in '(“"&' or _RUNS_ON.search(before.text)
    return " " if goes_on or before.text.count("\t") >= 2 or after.text.count("\t") >= 3 else "\n"
