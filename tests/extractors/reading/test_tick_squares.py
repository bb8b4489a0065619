"""Boxes to tick are found in pictures of pages, and what is ticked is told from what is not; letters are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader

from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from extractors.reading.tick_boxes import with_tick_boxes
from extractors.reading.tick_erasing import without_squares
from extractors.reading.tick_squares import TickSquare, tick_squares_in
from fixtures.drawing.scanning import scanned
from fixtures.raw_pdf import assemble, stream
from models.document import Word
from models.geometry import Box
from tests.extractors.reading.drawn_pages import pdf_of, prose, shown

_SCALE = 200 / 72
_OPTIONS = ReadingOptions()
Draw = Callable[[Any, float, float, float], None]


def _empty(canvas: Any, x: float, y: float, side: float) -> None:
    del canvas, x, y, side


def _cross(canvas: Any, x: float, y: float, side: float) -> None:
    canvas.line(x + 1, y + 1, x + side - 1, y + side - 1)
    canvas.line(x + 1, y + side - 1, x + side - 1, y + 1)


def _check(canvas: Any, x: float, y: float, side: float) -> None:
    canvas.lines(
        [
            (x + side * 0.15, y + side * 0.5, x + side * 0.4, y + side * 0.2),
            (x + side * 0.4, y + side * 0.2, x + side * 0.85, y + side * 0.85),
        ]
    )


def _tick_by_hand(canvas: Any, x: float, y: float, side: float) -> None:
    stroke = canvas.beginPath()
    stroke.moveTo(x + 1, y + side * 0.6)
    stroke.curveTo(x + side * 0.3, y + side * 0.3, x + side * 0.35, y, x + side * 0.45, y + 1)
    stroke.curveTo(x + side * 0.6, y + side * 0.6, x + side, y + side * 1.2, x + side * 1.5, y + side * 1.5)
    canvas.setStrokeColorRGB(0.1, 0.1, 0.6)
    canvas.setLineWidth(1.2)
    canvas.drawPath(stroke)


def _cross_by_hand(canvas: Any, x: float, y: float, side: float) -> None:
    canvas.setLineWidth(1.1)
    canvas.line(x - 2, y - 2, x + side + 3, y + side + 2)
    canvas.line(x - 1, y + side + 2, x + side + 2, y - 2)


def _blot(canvas: Any, x: float, y: float, side: float) -> None:
    canvas.rect(x, y, side, side, fill=1)


def _scrawl(canvas: Any, x: float, y: float, side: float) -> None:
    stroke = canvas.beginPath()
    stroke.moveTo(x + 1, y + 2)
    for step in range(1, 8):
        stroke.lineTo(x + 1 + step * (side - 2) / 7, y + (side - 2 if step % 2 else 2))
    canvas.drawPath(stroke)


_MARKS = {
    "empty": _empty,
    "cross": _cross,
    "check": _check,
    "tick by hand": _tick_by_hand,
    "cross by hand": _cross_by_hand,
    "blot": _blot,
    "scrawl": _scrawl,
}


def _by_rectangle(canvas: Any, x: float, y: float, side: float) -> None:
    canvas.rect(x, y, side, side)


def _by_lines(canvas: Any, x: float, y: float, side: float) -> None:
    canvas.lines([(x, y, x + side, y), (x, y + side, x + side, y + side)])
    canvas.lines([(x, y, x, y + side), (x + side, y, x + side, y + side)])


def _form(canvas: Any, mark: Draw, side: float = 8, box: Draw = _by_rectangle) -> None:
    """Three options on each of two lines, the second marked; all other lines are prose."""
    prose(canvas, paragraphs=2)
    for y in (560, 530):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, y, "$640.00 per")
        x = 72 + canvas.stringWidth("$640.00 per ")
        for word in ("month", "quarter", "use"):
            canvas.setStrokeColorRGB(0, 0, 0)
            canvas.setLineWidth(0.6)
            box(canvas, x, y - 1, side)
            if word == "quarter":
                mark(canvas, x, y - 1, side)
            canvas.drawString(x + side + 3, y, word)
            x += side + 3 + canvas.stringWidth(word + "  ")


def _lines(path: Path) -> list[str]:
    (page,) = read(path, _OPTIONS).pages
    return [line.text for line in page.lines if "640.00" in line.text]


@pytest.mark.parametrize("side", [6, 8, 12])
@pytest.mark.parametrize("mark", _MARKS)
def test_boxes_on_a_scan_are_told_apart_by_what_is_in_them(mark: str, side: float) -> None:
    seen = shown(scanned(pdf_of(lambda canvas: _form(canvas, _MARKS[mark], side)), seed=5, skew=0.15), _SCALE)
    found = sorted(tick_squares_in(seen.image, _SCALE), key=lambda square: (square.box.top > 240, square.box.left))
    ticked = [square.is_ticked for square in found]
    assert ticked == [False, mark != "empty", False] * 2


@pytest.mark.parametrize("mark", ["empty", "cross", "tick by hand", "blot"])
def test_a_scanned_line_has_its_boxes_between_its_words(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(pdf_of(lambda canvas: _form(canvas, _MARKS[mark])), seed=3))
    box = "☐" if mark == "empty" else "☒"
    assert _lines(path) == [f"$640.00 per ☐ month {box} quarter ☐ use"] * 2


@pytest.mark.parametrize("box", [_by_rectangle, _by_lines])
@pytest.mark.parametrize("mark", _MARKS)
def test_boxes_drawn_on_a_page_of_text_are_words_of_its_lines(mark: str, box: Draw, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(pdf_of(lambda canvas: _form(canvas, _MARKS[mark], box=box)))
    sign = "☐" if mark == "empty" else "☒"
    assert _lines(path) == [f"$640.00 per ☐ month {sign} quarter ☐ use"] * 2


def test_boxes_of_one_path_are_found(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        prose(canvas, paragraphs=2)
        for x, text in ((72, "$640.00 per"), (144, "month"), (190, "quarter")):
            canvas.drawString(x, 560, text)
        boxes = canvas.beginPath()
        for x in (132, 178):
            boxes.rect(x, 559, 8, 8)
        canvas.drawPath(boxes)

    path = tmp_path / "form.pdf"
    path.write_bytes(pdf_of(draw))
    assert _lines(path) == ["$640.00 per ☐ month ☐ quarter"]


def test_a_typed_x_over_a_drawn_box_is_its_mark(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _form(canvas, _empty)
        canvas.setFont("Helvetica", 9)
        x = 72 + canvas.stringWidth("$640.00 per ", "Helvetica", 11)
        canvas.drawString(x + 1, 560, "X")

    path = tmp_path / "form.pdf"
    path.write_bytes(pdf_of(draw))
    assert _lines(path)[0] == "$640.00 per ☒ month ☐ quarter ☐ use"


def _letters(canvas: Any) -> None:
    for row, (font, size) in enumerate(
        (font, size) for font in ("Helvetica-Bold", "Times-Bold", "Courier-Bold", "Courier") for size in (8, 11, 14)
    ):
        canvas.setFont(font, size)
        canvas.drawString(72, 720 - row * 22, "DOOR OF EDGE BOND efficient officers attend the hundred 00880 ( ) [ ] #")


def _table(canvas: Any) -> None:
    canvas.grid([72, 84, 96, 108, 120], [600, 612, 624, 636])


def _comb(canvas: Any) -> None:
    for index in range(9):
        canvas.rect(72 + index * 12, 600, 10, 12)


def _bullets(canvas: Any) -> None:
    canvas.setFont("Helvetica", 11)
    for row in range(4):
        canvas.rect(72, 600 - row * 16, 6, 6, fill=1)
        canvas.drawString(84, 600 - row * 16, "one of the duties")


@pytest.mark.parametrize("draw", [_letters, _table, _comb, _bullets])
@pytest.mark.parametrize("skew", [0, 0.3])
def test_letters_tables_combs_and_bullets_are_no_boxes(draw: Callable[[Any], None], skew: float) -> None:
    content = pdf_of(draw)
    seen = shown(scanned(content, seed=5, skew=skew) if skew else content, _SCALE)
    assert tick_squares_in(seen.image, seen.pixels_per_point) == ()


def test_a_picture_without_its_squares_keeps_the_print() -> None:
    with_boxes = shown(pdf_of(lambda canvas: _form(canvas, _tick_by_hand)), _SCALE)
    without = shown(pdf_of(lambda canvas: _form(canvas, _empty, box=_empty)), _SCALE)
    squares = tick_squares_in(with_boxes.image, _SCALE)
    clean = without_squares(with_boxes.image, squares, _SCALE)
    different = np.abs(clean.astype(int) - without.image).max(axis=2) > 60
    assert np.count_nonzero(different) < 20


def _word(text: str, left: float, right: float) -> Word:
    return Word(text=text, box=Box(left=left, top=100, right=right, bottom=112))


def _square(left: float, ticked: bool = False) -> TickSquare:
    return TickSquare(Box(left=left, top=103, right=left + 8, bottom=111), ticked)


@pytest.mark.parametrize(
    ("words", "squares", "expected"),
    [
        ((_word("permonth", 72, 120), _word("use", 130, 150)), (_square(88, ticked=True),), "per ☒ month use"),
        ((_word("month", 72, 100), _word("use", 130, 150)), (_square(118),), "month ☐ use"),
        ((_word("Yes", 72, 90), _word("口", 95, 103)), (_square(95),), "Yes ☐"),
        ((_word("month", 72, 100),), (_square(200),), "month"),
        ((), (_square(200),), ""),
    ],
)
def test_a_box_parts_words_and_stands_beside_one(
    words: tuple[Word, ...], squares: tuple[TickSquare, ...], expected: str
) -> None:
    assert " ".join(word.text for word in with_tick_boxes(words, squares)) == expected


def test_a_scanner_s_own_reading_is_mended(tmp_path: Path) -> None:
    """Text under a picture takes boxes for letters."""

    def hidden(canvas: Any) -> None:
        page = pypdfium2.PdfDocument(pdf_of(lambda canvas: _form(canvas, _cross)))[0]
        canvas.drawImage(ImageReader(page.render(scale=_SCALE, grayscale=True).to_pil()), 0, 0, 612, 792)
        layer = canvas.beginText()
        layer.setTextRenderMode(3)
        layer.setFont("Helvetica", 11)
        for y in (560, 530):
            x = 72.0
            for text, width in (
                ("$640.00 per ", 0),
                ("D", 11),
                ("month  ", 0),
                ("O", 11),
                ("quarter  ", 0),
                ("D", 11),
                ("use", 0),
            ):
                layer.setTextOrigin(x, y)
                layer.textOut(text)
                x += width or canvas.stringWidth(text, "Helvetica", 11)
        canvas.drawText(layer)

    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf_of(hidden))
    assert _lines(path) == ["$640.00 per ☐ month ☒ quarter ☐ use"] * 2


def test_a_mark_over_a_printed_box_ticks_it() -> None:
    words = (_word("☐", 88, 96), _word("month", 99, 130))
    assert [word.text for word in with_tick_boxes(words, (_square(88, ticked=True),), exact=True)] == ["☒", "month"]
    assert with_tick_boxes(words, (_square(88),), exact=True) == words


def test_a_letter_of_the_file_over_a_square_is_a_letter() -> None:
    words = (_word("O", 88, 96), _word("month", 99, 130))
    assert with_tick_boxes(words, (_square(88),), exact=True) == words


def test_boxes_set_in_wingdings_are_known(tmp_path: Path) -> None:
    """The file says what its letters are: places in Wingdings, which are no letters of any language."""
    path = tmp_path / "form.pdf"
    meaning = b"1 beginbfchar <7E> <F0FE> endbfchar 1 beginbfchar <5E> <F06F> endbfchar"
    path.write_bytes(
        assemble(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
                stream(
                    b"BT 72 700 Td /F1 11 Tf ($640.00 per ) Tj /F2 11 Tf (~) Tj /F1 11 Tf ( month ) Tj "
                    b"/F2 11 Tf (^) Tj /F1 11 Tf ( quarter of the whole year) Tj ET"
                ),
                b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
                b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>",
                stream(b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange " + meaning + b" endcmap"),
            ]
        )
    )
    assert _lines(path) == ["$640.00 per ☒ month ☐ quarter of the whole year"]
