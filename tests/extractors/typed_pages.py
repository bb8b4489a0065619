"""Pages typed as text: each line of the picture is a row, and its column on the paper is its column in the string."""

from __future__ import annotations

from extractors.reading.lines import lines_of
from models.document import Mark, MarkKind, Page, TextSource, Word
from models.geometry import Box

LETTER_WIDTH, LETTER_HEIGHT = 612.0, 792.0
_LEFT, _TOP, _ROW, _CHARACTER, _HEIGHT = 54.0, 60.0, 13.0, 5.2, 10.0


def typed_page(text: str, number: int = 1, marks: tuple[Mark, ...] = (), scanned: bool = False) -> Page:
    """A page on which every row of `text` is 13 points high and every character 5.2 points wide."""
    words = [
        Word(text=word, box=place(row, column, len(word)))
        for row, line in enumerate(text.strip("\n").split("\n"))
        for column, word in _words(line)
    ]
    return Page(
        number=number,
        width=LETTER_WIDTH,
        height=LETTER_HEIGHT,
        lines=lines_of(words, LETTER_WIDTH),
        text_source=TextSource.OCR if scanned else TextSource.NATIVE,
        marks=marks,
    )


def place(row: int, column: int, length: int) -> Box:
    """The box of `length` characters at a row and column of a typed page."""
    left, top = _LEFT + column * _CHARACTER, _TOP + row * _ROW
    return Box(left=left, top=top, right=left + length * _CHARACTER, bottom=top + _HEIGHT)


def ink(
    row: int, column: int, length: int, page: int = 1, kind: MarkKind = MarkKind.INK, text: str | None = None
) -> Mark:
    """Handwriting a row and a half high at a row and column of a typed page."""
    box = place(row, column, length)
    return Mark(kind=kind, page=page, box=box.replaced(top=box.top - 8), confidence=0.9, text=text)


def _words(line: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for piece in line.split(" "):
        if piece:
            found.append((at, piece))
        at += len(piece) + 1
    return found
