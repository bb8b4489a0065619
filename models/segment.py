"""Text cut to the units a contract is written in, each word still knowing its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from models.base import Frozen
from models.document import Page
from models.evidence import Evidence
from models.geometry import Box, enclosing


class SegmentKind(StrEnum):
    """What a segment is: the title, a heading, a clause or paragraph, a row of a table, or signature matter."""

    TITLE = "title"
    HEADING = "heading"
    CLAUSE = "clause"
    TABLE_ROW = "table_row"
    SIGNATURE = "signature"


class PlacedWord(NamedTuple):
    """A word of a segment: its character offsets in the segment's text, its page (1-based) and its box."""

    start: int
    end: int
    page: int
    box: Box


class Segment(Frozen):
    """A clause, heading or table row. In `text` lines are joined by single spaces and table cells by tabs.

    `number` is the clause's own ("4.1", "III", "(a)"), `heading` the heading it stands under or begins with,
    `exhibit` the exhibit it lies in ("Exhibit B"), None in the body.
    """

    kind: SegmentKind
    text: str
    words: tuple[PlacedWord, ...]
    number: str | None = None
    heading: str | None = None
    exhibit: str | None = None

    @property
    def page(self) -> int:
        """The page the segment begins on."""
        return self.words[0].page

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """The exact words between two character offsets, with their page and box.

        A passage that runs over a page break takes the page where it begins, and the box of its words there.
        """
        stop = len(self.text) if end is None else end
        first = bisect_right([word.end for word in self.words], start)
        last = bisect_left([word.start for word in self.words], stop)
        touched = self.words[first:last] or self.words[:1]
        page = touched[0].page
        box = enclosing(word.box for word in touched if word.page == page)
        return Evidence(page=page, quote=self.text[start:stop].strip(), box=box)


class Instrument(Frozen):
    """One agreement, amendment, renewal or lone exhibit: its pages of the file, its segments in reading order."""

    title: str | None
    first_page: int
    last_page: int
    segments: tuple[Segment, ...]
    pages: tuple[Page, ...]

    @cached_property
    def text(self) -> str:
        """All segments, one to a line."""
        return "\n".join(segment.text for segment in self.segments)
