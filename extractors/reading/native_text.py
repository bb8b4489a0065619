"""Words with boxes from a page's own text layer, through PDFium."""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from extractors.reading.note_marks import MAY_BEAR_MARK, mark_in, without_lone_marks
from extractors.reading.watermarks import without_watermarks
from models.document import Word
from models.geometry import Box

if TYPE_CHECKING:
    import pypdfium2

    from extractors.reading.page_space import PageSpace

_WORD = re.compile(r"[^\s\x00\ufeff]+")
# Boxes to tick are often set in Wingdings, whose letters no text layer names.
_KNOWN_AS = (
    ("\x02", "\u00ad"),
    ("\ufffe", "\u00ad"),
    ("\xa0", " "),
    ("\uf06f", "☐"),
    ("\uf078", "☒"),
    ("\uf0fd", "☒"),
    ("\uf0fe", "☒"),
)
# PDFium's FS_RECTF: left, top, right and bottom.
_edges_at = struct.Struct("4f").unpack_from
_LARGE = 16.0
_ASLANT = math.radians(10)


def words_of(page: pypdfium2.PdfPage, space: PageSpace) -> tuple[Word, ...]:
    """All words of the text layer in the order of the file; what runs aslant is a watermark and left out.

    A word broken at a line's end keeps a soft hyphen (U+00AD) as its last character.
    """
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text_page.raw)
        if count <= 0:
            return ()
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.FPDFText_GetText(text_page.raw, 0, count, buffer)
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace")
        # A translation of all at once looks up every letter; hardly a page has any of these.
        for letter, known_as in _KNOWN_AS:
            text = text.replace(letter, known_as)
        boxes = _CharacterBoxes(text_page, space)
        words = []
        around, word_of = boxes.around, Word.of_known
        for match in _WORD.finditer(text):
            start, end = match.span()
            box = around(start, end - 1)
            if box is None or (box.bottom - box.top > _LARGE and _is_aslant(text_page, start)):
                continue
            written = match[0]
            if not written.isalpha() and MAY_BEAR_MARK.search(written):
                words += _without_mark(match, box, boxes)
            else:
                words.append(word_of(written, box, 1.0))
        return without_watermarks(without_lone_marks(words))
    finally:
        text_page.close()


def _without_mark(match: re.Match[str], box: Box, boxes: _CharacterBoxes) -> list[Word]:
    """A word without the raised number of a footnote behind it; one before it becomes a word of its own."""
    start, text = match.start(), match[0]
    place = mark_in(text, lambda at: boxes.around(start + at, start + at))
    if place is None:
        return [Word.of_known(text, box, 1.0)]
    first, last = place
    if first > 0:
        # What stands behind the mark, such as a comma, closes up.
        before = boxes.around(start, start + first - 1) or box
        return [Word.of_known(text[:first] + text[last:], before, 1.0)]
    return [
        Word.of_known(text[begin:end], boxes.around(start + begin, start + end - 1) or box, 1.0)
        for begin, end in ((0, last), (last, len(text)))
    ]


def _is_aslant(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether a character stands neither level nor at a right angle."""
    import pypdfium2.raw as pdfium

    angle = pdfium.FPDFText_GetCharAngle(text_page.raw, index)
    off = angle % (math.pi / 2)
    return bool(angle >= 0 and min(off, math.pi / 2 - off) > _ASLANT)


@cache
def _loose_box() -> Callable[[int, int, int], int]:
    """FPDFText_GetLooseCharBox as it takes addresses: looking over pointers was a third of a call."""
    import pypdfium2.raw as pdfium

    address = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(address or 0)


class _CharacterBoxes:
    """Boxes of characters of one text page, asked for by their index."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, space: PageSpace) -> None:
        # Held on to, as what lies at an address must be.
        self._text_page = text_page
        self._space = space
        self._rectangle = (ctypes.c_float * 4)()
        self._address = ctypes.addressof(self._rectangle)
        self._text_address = ctypes.cast(text_page.raw, ctypes.c_void_p).value or 0
        self._loose = _loose_box()

    def around(self, first: int, last: int) -> Box | None:
        """The box from one character to another, both included; None where PDFium knows no place."""
        if not self._loose(self._text_address, first, self._address):
            return None
        left, top, right, bottom = _edges_at(self._rectangle)
        if last > first and self._loose(self._text_address, last, self._address):
            # Written out: calls of min() and max() would be nearly a tenth of what a page of words costs.
            end = _edges_at(self._rectangle)
            if (other := end[0]) < left:
                left = other
            if (other := end[1]) > top:
                top = other
            if (other := end[2]) > right:
                right = other
            if (other := end[3]) < bottom:
                bottom = other
        if right <= left or top <= bottom:
            return None
        return self._space.box(left, bottom, right, top)
