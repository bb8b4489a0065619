"""Lines joined to one text whose characters still know their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.segmenting.hyphens import ends_broken, mended
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
    at, glue, new = 0, "", tuple.__new__
    for cell in cells:
        for line, page in cell:
            for word in line.words:
                if not glue and pieces:
                    # The word before was broken; what follows tells whether its hyphen stays.
                    whole = mended(pieces[-1], word.text)
                    at += len(whole) - len(pieces[-1])
                    pieces[-1], words[-1] = whole, words[-1]._replace(end=at)
                pieces.append(glue + word.text)
                start = at + len(glue)
                at = start + len(word.text)
                # As PlacedWord(…) does, in a third of its time: every word of a file comes this way.
                words.append(new(PlacedWord, (start, at, page, word.box)))
                glue = " "
            glue = "" if pieces and ends_broken(pieces[-1]) else " "
        glue = "\t"
    if pieces and pieces[-1].endswith(_SOFT_HYPHEN):
        pieces[-1] = pieces[-1][:-1] + "-"
    return Passage("".join(pieces), tuple(words))


def segment_of(
    passage: Passage,
    kind: SegmentKind,
    *,
    number: str | None = None,
    heading: str | None = None,
    exhibit: str | None = None,
) -> Segment:
    """A segment of the passage's text and words."""
    return Segment.of_known(
        kind=kind, text=passage.text, words=passage.words, number=number, heading=heading, exhibit=exhibit
    )
