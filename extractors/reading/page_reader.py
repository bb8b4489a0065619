"""One page of an opened PDF: its text layer or, failing that, its picture read by character recognition."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from extractors.reading.attachments import AttachedFiles
from extractors.reading.date_slots import date_slots
from extractors.reading.dates_by_hand import Sheet, with_dates_read
from extractors.reading.digital_signatures import DigitalSignatures
from extractors.reading.drawing import Drawing, drawing_of
from extractors.reading.form_fields import with_form_fields
from extractors.reading.handwriting import HANDWRITING_SCALE, with_handwriting_read
from extractors.reading.ink import marks_and_rules
from extractors.reading.native_text import words_of
from extractors.reading.page_cleaning import cleaned
from extractors.reading.page_space import PageSpace, space_of
from extractors.reading.page_text import (
    FEWEST_WORDS,
    PageText,
    Scan,
    layer_alone,
    read_from_picture,
    wants_reading,
)
from extractors.reading.scrawls import without_scrawls
from extractors.reading.straightening import Turn, turned
from extractors.reading.tables import TableFinder
from extractors.reading.tick_boxes import is_printed_box, may_be_box, with_tick_boxes
from extractors.reading.tick_squares import tick_squares_in
from models.document import Line, Mark, Page, Table, TextSource, Word
from models.errors import Corrupt, DocumentError, TooLarge
from models.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pypdfium2
    from numpy.typing import NDArray

    from extractors.reading.options import ReadingOptions

_SCAN_SCALE = 150 / 72
_INK_SCALE = 110 / 72
_TICK_SCALE = 200 / 72
_WHOLE_PAGE, _MOSTLY = 0.6, 0.5
_FEWEST_BOXES = 2
_LINES_OF_A_TAIL = 24
_PLACE_TO_SIGN = re.compile(
    r"(?im)^\W*(?:by|name|print(?:ed)?\s+name|title|date(?:\s+signed)?|dated|sign|signed|signature|witness(?:es)?|attest)\s*(?:[:.]|_{2,}|$)"
    r"|/s/|_{8,}|^\W*(?:sincerely|very truly yours|warmly|respectfully|\w*\s*regards|agreed and accepted)\b"
    r"|^\W*accepted and agreed\b"
    r"|\bsigned\s+(?:by|electronically)\b|\bsignature\s*$|^by\s+(?:_|(?-i:[A-Z]))"
    r"|^\W*dated?\s*\d|^\W*(?:for|on\s+behalf\s+of)\s+(?:the\s+)?\w+(?:\s\w+)?\s*:\W*$|\binitials\)?\s*:"
)


class PageReader:
    """Reads the pages of one opened PDF, one at a time, closing each."""

    def __init__(
        self,
        pdf: pypdfium2.PdfDocument,
        digital: DigitalSignatures,
        table_finder: TableFinder,
        options: ReadingOptions,
        attached: AttachedFiles,
    ) -> None:
        self._pdf = pdf
        self._digital = digital
        self._options = options
        self._table_finder = table_finder
        self._attached = attached

    def page(self, number: int) -> tuple[Page, DocumentError | None]:
        """Page `number` (1-based), and what kept it from being read, if anything."""
        import pypdfium2

        try:
            raw = self._pdf[number - 1]
        except pypdfium2.PdfiumError:
            blank = Page(number=number, width=0.0, height=0.0)
            return blank, Corrupt("The page is damaged and does not load. Ask for another copy.")
        try:
            self._attached.take_from(raw)
            return self._read(raw, number)
        finally:
            raw.close()

    def _read(self, raw: pypdfium2.PdfPage, number: int) -> tuple[Page, DocumentError | None]:
        space, trouble = space_of(raw), None
        drawing = drawing_of(raw, space)
        words = with_form_fields(words_of(raw, space), raw, space)
        if self._may_hold_ticks(words, drawing):
            words = self._with_ticks(words, raw, space, drawing)
        text = layer_alone(words, space)
        if self._options.recognise_scans and wants_reading(words, drawing, space):
            try:
                self._refuse_to_draw(space)
                scan = Scan(partial(_cleaned_picture, raw), self._options.ocr_cache_folder)
                text = read_from_picture(words, drawing, space, scan)
            except DocumentError as error:
                # A page whose own text can be read is read, if its pictures are not.
                trouble = None if len(words) >= FEWEST_WORDS else error
        turn = text.turn
        try:
            marks, rules = self._marks(raw, number, drawing, text)
        except TooLarge as error:
            marks, rules, trouble = (), (), error
        page = Page(
            number=number,
            width=turn.width,
            height=turn.height,
            lines=without_scrawls(text.lines, marks) if text.source is TextSource.OCR else text.lines,
            text_source=text.source,
            rules=tuple(map(turn.upright, drawing.rules)) + rules,
            tables=self._tables(number, drawing, text),
            marks=marks + tuple(_upright(mark, turn) for mark in self._digital.marks_on(number)),
            signature_fields=tuple(map(turn.upright, self._digital.empty_fields_on(number))),
            turned=turn.degrees,
        )
        return page, trouble

    def _may_hold_ticks(self, words: Sequence[Word], drawing: Drawing) -> bool:
        """Whether boxes to tick may be drawn on a page of text, or ticks over printed ones."""
        if len(words) < FEWEST_WORDS or not self._options.recognise_scans:
            return False
        if drawing.may_hold_ticks or _is_read_scan(drawing):
            return drawing.may_hold_ticks or sum(may_be_box(word.text) for word in words) >= _FEWEST_BOXES
        return drawing.may_hold_ink and any(is_printed_box(word.text) for word in words)

    def _with_ticks(
        self, words: tuple[Word, ...], raw: pypdfium2.PdfPage, space: PageSpace, drawing: Drawing
    ) -> tuple[Word, ...]:
        try:
            self._refuse_to_draw(space)
        except TooLarge:
            return words
        squares = tick_squares_in(picture_of(raw, _TICK_SCALE), _TICK_SCALE)
        return with_tick_boxes(words, squares, exact=not _is_read_scan(drawing))

    def _tables(self, number: int, drawing: Drawing, text: PageText) -> tuple[Table, ...]:
        wanted = text.source in {TextSource.NATIVE, TextSource.MIXED} and drawing.has_grid
        return self._table_finder.tables_on(number) if wanted else text.tables

    def _marks(
        self, raw: pypdfium2.PdfPage, number: int, drawing: Drawing, text: PageText
    ) -> tuple[tuple[Mark, ...], tuple[Box, ...]]:
        """Handwriting on the page, and the lines ruled in its picture (a native page's own lines are known exactly)."""
        if not (drawing.may_hold_ink and self._may_be_signed(drawing, text)):
            return (), ()
        self._refuse_to_draw(space_of(raw))
        # A text layer over a picture of the page was recognised too, by whoever scanned it.
        scanned = text.source is TextSource.OCR or drawing.image_area > _WHOLE_PAGE
        scale = _SCAN_SCALE if scanned else _INK_SCALE
        # A line typed of underscores is a ruled line, not print that hides what is written over it.
        # Set upright by whole quarters only: any other turn blurs the strokes.
        quarters, skew = 90 * text.turn.quarters, text.turn.skew
        lines = tuple(_as_shown(line, skew) for line in text.lines)
        words = tuple(word for line in lines for word in line.words if word.text.strip("_"))
        drawn_at = _cleaned_picture if scanned else picture_of
        marks, rules = marks_and_rules(turned(drawn_at(raw, scale), quarters), scale, words, number, scanned)
        if self._options.recognise_scans:
            large = cache(lambda: turned(drawn_at(raw, HANDWRITING_SCALE), quarters))
            drawn = tuple(skew.as_shown(text.turn.upright(rule)) for rule in drawing.rules)
            slots = date_slots(lines, (*drawn, *rules), marks, text.turn.width)
            marks = with_handwriting_read(marks, large)
            marks = with_dates_read(marks, slots, Sheet(number, lines, scanned), large)
        return tuple(_upright(mark, skew) for mark in marks), tuple(map(skew.level, rules)) if scanned else ()

    def _may_be_signed(self, drawing: Drawing, text: PageText) -> bool:
        """Whether a page has places to sign; a table of them may run over onto one that says nothing of signing, and
        what recognition made of the words where one signs on a scan need not say so.
        """
        runs_over = len(text.lines) <= _LINES_OF_A_TAIL and (drawing.has_grid or text.source is TextSource.OCR)
        wanted = self._options.marks_on_all_pages or runs_over
        return wanted or any(_PLACE_TO_SIGN.search(line.text) for line in text.lines)

    def _refuse_to_draw(self, space: PageSpace) -> None:
        """Raises TooLarge for a page whose picture would take more memory than any sheet of paper needs."""
        pixels = space.width * space.height * _SCAN_SCALE**2
        if pixels > self._options.maximum_pixels:
            raise TooLarge(
                f"The page is {space.width / 72:,.0f} by {space.height / 72:,.0f} inches, too large to be drawn and "
                "looked at. Print it to PDF on paper of an ordinary size and put that in."
            )


def _is_read_scan(drawing: Drawing) -> bool:
    """Whether a scanner has laid its own reading, which leaves boxes to tick out, over the picture of the page."""
    return drawing.image_area > _WHOLE_PAGE and drawing.hidden_text > _MOSTLY


def _as_shown(line: Line, turn: Turn) -> Line:
    words = (word.replaced(box=turn.as_shown(word.box)) for word in line.words)
    return line if turn.is_none else line.model_copy(update={"words": tuple(words)})


def _upright(mark: Mark, turn: Turn) -> Mark:
    return mark.model_copy(update={"box": turn.upright(mark.box)})


def _cleaned_picture(page: pypdfium2.PdfPage, pixels_per_point: float) -> NDArray[np.uint8]:
    return cleaned(picture_of(page, pixels_per_point), pixels_per_point)


def picture_of(page: pypdfium2.PdfPage, pixels_per_point: float) -> NDArray[np.uint8]:
    """The page as shown, in colour: rows, columns, and blue, green, red."""
    bitmap = page.render(scale=pixels_per_point)
    try:
        picture: NDArray[np.uint8] = bitmap.to_numpy().copy()
    finally:
        bitmap.close()
    return picture
