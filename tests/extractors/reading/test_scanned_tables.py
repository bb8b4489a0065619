"""A ruled table in a scan is read cell by cell, askew, faint, broken or shaded; lines and frames are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.as_shown import document_as_shown
from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from extractors.reading.scanned_tables import tables_in
from extractors.segmenting.instruments import instruments_of
from models.document import Document
from models.segment import SegmentKind
from tests.extractors.reading.drawn_pages import Draw, as_scanned, pdf_of, prose, shown

_SCALE = 200 / 72
_FORM = (
    ("1. Date of lease", ["April 2, 2021"]),
    ("2. Landlord", ["Wren Hollow Imaging Partners, LLC, a Utah limited", "liability company"]),
    ("3. Tenant", ["Cinder Butte Hospital"]),
    ("4. Monthly rent", ["$4,180.00 per month, due in advance on the first"]),
)


def _grid(canvas: Any, columns: Sequence[float], rows: Sequence[float], width: float = 0.7) -> None:
    """Lines at the given x and y (points, y from the bottom), each as long as the others reach."""
    canvas.setLineWidth(width)
    for x in columns:
        canvas.line(x, rows[0], x, rows[-1])
    for y in rows:
        canvas.line(columns[0], y, columns[-1], y)


def _form(canvas: Any, grey: float = 0.0, shade: float | None = None) -> None:
    """Four rows of a label and what it names, the second in two lines, over prose."""
    tops = [700.0, 682.0, 652.0, 634.0, 616.0]
    if shade is not None:
        canvas.setFillGray(shade)
        canvas.rect(72, 616, 128, 84, stroke=0, fill=1)
    canvas.setStrokeGray(grey)
    canvas.setFillGray(0)
    _grid(canvas, (72, 200, 520), tops)
    canvas.setFont("Helvetica", 10)
    for top, (label, answer) in zip(tops, _FORM, strict=False):
        canvas.drawString(76, top - 12, label)
        for index, text in enumerate(answer):
            canvas.drawString(203, top - 12 - 12 * index, text)
    prose(canvas, top=580, paragraphs=3)


def _shape(image: NDArray[np.uint8], scale: float = _SCALE) -> list[list[int]]:
    return [[len(row) for row in table.rows] for table in tables_in(image, scale)]


def _broken(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """White stripes of two points across the page, as a worn platen leaves them."""
    worn = image.copy()
    for top in range(300, 900, 97):
        worn[top : top + 5] = 255
    for left in range(150, 1500, 131):
        worn[:, left : left + 5] = 255
    return worn


def _smeared(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), 2.0), np.uint8)


@pytest.mark.parametrize(
    ("draw", "change"),
    [
        (_form, None),
        (lambda canvas: _form(canvas, grey=0.55), None),
        (lambda canvas: _form(canvas, shade=0.82), None),
        (_form, _broken),
        (_form, _smeared),
    ],
    ids=["clean", "faint", "shaded", "broken", "smeared"],
)
def test_a_form_of_four_rows_has_them(
    draw: Draw, change: Callable[[NDArray[np.uint8]], NDArray[np.uint8]] | None
) -> None:
    image = shown(pdf_of(draw), _SCALE).image
    assert _shape(image if change is None else change(image)) == [[2, 2, 2, 2]]


@pytest.mark.parametrize("degrees", [-0.6, -0.2, 0.3, 0.6])
def test_a_table_a_little_askew_is_found(degrees: float) -> None:
    seen = as_scanned(pdf_of(_form), degrees=degrees)
    assert _shape(seen.image, seen.pixels_per_point) == [[2, 2, 2, 2]]


def _spanning(canvas: Any) -> None:
    """A row over all columns, a row of three, and one whose first cell reaches over two rows."""
    canvas.setLineWidth(0.7)
    canvas.rect(72, 600, 360, 100)
    for y in (675, 650):
        canvas.line(72, y, 432, y)
    canvas.line(192, 625, 432, 625)
    for x in (192, 312):
        canvas.line(x, 600, x, 675)


def test_a_cell_that_spans_stands_where_it_begins() -> None:
    (table,) = tables_in(shown(pdf_of(_spanning), _SCALE).image, _SCALE)
    assert [len(row) for row in table.rows] == [1, 3, 3, 2]
    heading, tall = table.rows[0][0], table.rows[2][0]
    assert (heading.left, heading.right) == pytest.approx((72, 432), abs=1.5)
    assert (tall.top, tall.bottom) == pytest.approx((142, 192), abs=1.5)
    assert table.box.top == pytest.approx(92, abs=1.5)


def _signature_lines(canvas: Any) -> None:
    prose(canvas, paragraphs=2)
    for y in (420, 380, 340):
        canvas.line(72, y, 280, y)
        canvas.line(320, y, 520, y)


def _stamp(canvas: Any) -> None:
    prose(canvas, paragraphs=2)
    canvas.rect(330, 400, 180, 60)
    canvas.line(330, 430, 510, 430)


def _framed_page(canvas: Any) -> None:
    canvas.rect(40, 40, 532, 712)
    prose(canvas)


def _boxes_to_tick(canvas: Any) -> None:
    prose(canvas, paragraphs=2)
    for row in range(4):
        for column in range(3):
            canvas.rect(90 + 120 * column, 400 - 20 * row, 8, 8)


@pytest.mark.parametrize("draw", [prose, _signature_lines, _stamp, _framed_page, _boxes_to_tick])
def test_what_is_no_table(draw: Draw) -> None:
    assert _shape(shown(pdf_of(draw), _SCALE).image) == []


def test_a_frame_around_a_table_is_none_of_its_cells() -> None:
    def framed(canvas: Any) -> None:
        canvas.rect(40, 40, 532, 712)
        _form(canvas)

    assert _shape(shown(pdf_of(framed), _SCALE).image) == [[2, 2, 2, 2]]


def _read(path: Path, draw: Draw, turn: float = 0.0) -> Document:
    """The drawing as a scan that lies `turn` degrees askew (clockwise)."""
    image = Image.fromarray(shown(pdf_of(draw), _SCALE).image[:, :, ::-1])
    askew = image.rotate(-turn, resample=Image.Resampling.BICUBIC, expand=turn % 90 == 0, fillcolor=(255, 255, 255))
    size = (askew.width / _SCALE, askew.height / _SCALE)
    target = BytesIO()
    askew.save(target, "JPEG", quality=80)
    canvas = Canvas(str(path), pagesize=size)
    canvas.drawImage(ImageReader(target), 0, 0, *size)
    canvas.save()
    return read(path, ReadingOptions())


def _rows(document: Document) -> list[str]:
    (instrument,) = instruments_of(document)
    return [segment.text for segment in instrument.segments if segment.kind is SegmentKind.TABLE_ROW]


@pytest.mark.parametrize("turn", [0.0, 1.4, 90.0])
def test_a_scanned_form_is_read_cell_by_cell(turn: float, tmp_path: Path) -> None:
    document = _read(tmp_path / "form.pdf", _form, turn)
    assert _rows(document) == [f"{label}\t{' '.join(answer)}" for label, answer in _FORM]
    table = document_as_shown(document).pages[0].tables[0]
    size = (table.box.width, table.box.height)
    expected = (84, 448) if turn == 90 else (448, 84)
    assert size == pytest.approx(expected, abs=14)


def _close(canvas: Any) -> None:
    """Cells whose words reach to the wall between them."""
    canvas.setFont("Helvetica", 10)
    _grid(canvas, (72, 131, 240), (700, 680, 660))
    for y, (left, right) in zip(
        (686, 666), (("Base salary", "$212,500 per year"), ("Call stipend", "$1,350 a weekend")), strict=True
    ):
        canvas.drawRightString(129.5, y, left)
        canvas.drawString(133, y, right)
    prose(canvas, top=600, paragraphs=3)


def test_words_of_neighbouring_cells_are_parted_at_the_wall(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path / "pay.pdf", _close)) == [
        "Base salary\t$212,500 per year",
        "Call stipend\t$1,350 a weekend",
    ]


def _labels_over_answers(canvas: Any) -> None:
    canvas.setFont("Courier", 9)
    _grid(canvas, (72, 292, 512), (700, 662, 624))
    boxes = {
        (76, 690): ("A. Minimum rent", "$2,150.00 per month"),
        (296, 690): ("B. Percentage rent", "4% of gross receipts from imaging"),
        (76, 652): ("C. Renewal", "None"),
        (296, 652): ("D. Deposit", "$2,150.00"),
    }
    for (x, y), texts in boxes.items():
        for index, text in enumerate(texts):
            canvas.drawString(x, y - 12 * index, text)
    prose(canvas, top=580, paragraphs=3)


def test_labels_over_their_answers_stay_in_one_cell(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path / "boxes.pdf", _labels_over_answers)) == [
        "A. Minimum rent $2,150.00 per month\tB. Percentage rent 4% of gross receipts from imaging",
        "C. Renewal None\tD. Deposit $2,150.00",
    ]


def test_words_in_a_cell_with_a_wall_missing_are_kept(tmp_path: Path) -> None:
    def open_cell(canvas: Any) -> None:
        _form(canvas)
        canvas.setFillGray(1)
        canvas.rect(515, 654, 10, 26, stroke=0, fill=1)

    (instrument,) = instruments_of(_read(tmp_path / "form.pdf", open_cell))
    text = " ".join(segment.text for segment in instrument.segments)
    assert all(answer in text for _, answers in _FORM for answer in answers)


def _open_sided(canvas: Any) -> None:
    """Rules between rows and walls between columns, none around."""
    canvas.setFont("Helvetica", 10)
    canvas.setLineWidth(0.7)
    for row, texts in enumerate(_RATES):
        for x, text in zip((76, 196, 306, 416), texts, strict=True):
            canvas.drawString(x, 688 - 20 * row, text)
    for y in (700, 680, 660):
        canvas.line(72, y, 520, y)
    for x in (192, 302, 412):
        canvas.line(x, 660, x, 700)
    prose(canvas, top=600, paragraphs=3)


_RATES = (("Office", "First year", "Second year", "Third year"), ("North", "$510.00", "$525.30", "$541.06"))


def test_a_table_with_open_sides_is_one(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path / "rates.pdf", _open_sided)) == ["\t".join(row) for row in _RATES]
