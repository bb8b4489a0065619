"""Lines joined to one text whose characters still know their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.document import Line
from models.segment import PlacedWord, Segment, SegmentKind

_SOFT_HYPHEN = "\u00ad"


class Passage(NamedTuple):
    """Text with the place of each of its words."""

    text: str
    words: tuple[PlacedWord, ...]

    @classmethod
    def of_lines(cls, lines: Sequence[tuple[Line, int]]) -> Passage:
        """Lines (each with its page) joined by single spaces; a word broken at a line's end is made whole."""
        return _joined([lines])

    @classmethod
    def of_cells(cls, cells: Sequence[Sequence[tuple[Line, int]]]) -> Passage:
        """A table row: the lines of each cell joined by spaces, the cells by tabs."""
        return _joined(cells)


def _joined(cells: Sequence[Sequence[tuple[Line, int]]]) -> Passage:
    pieces: list[str] = []
    words: list[PlacedWord] = []
    at, glue = 0, ""
    for cell in cells:
        for line, page in cell:
            for word in line.words:
                text = word.text
                pieces.append(glue + text)
                start = at + len(glue)
                at = start + len(text)
                words.append(PlacedWord(start, at, page, word.box))
                glue = " "
            glue = _glue(pieces)
            if pieces and pieces[-1].endswith(_SOFT_HYPHEN):
                pieces[-1] = pieces[-1][:-1]
                at -= 1
        glue = "\t"
    return Passage("".join(pieces), tuple(words))


def _glue(pieces: Sequence[str]) -> str:
    """What joins the next line: nothing after a hyphen that breaks a word, else a space."""
    last = pieces[-1] if pieces else ""
    if last.endswith(_SOFT_HYPHEN):
        return ""
    return "" if len(last) > 2 and last.endswith("-") and last[-2].isalpha() else " "


def segment_of(
    passage: Passage,
    kind: SegmentKind,
    *,
    number: str | None = None,
    heading: str | None = None,
    exhibit: str | None = None,
) -> Segment:
    """A segment of the passage's text and words."""
    return Segment.model_construct(
        kind=kind, text=passage.text, words=passage.words, number=number, heading=heading, exhibit=exhibit
    )
