"""Scans as they come: askew, on their side, on their head, under nonsense, beside print, with marks across them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.as_shown import document_as_shown
from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from extractors.reading.straightening import Turn, lie_of, turned
from models.document import Page, TextSource
from models.geometry import Box
from tests.extractors.reading.drawn_pages import Draw, pdf_of, prose

_SCALE = 150 / 72
_FIRST = "The parties keep this arrangement for its whole term"


def _picture(draw: Draw) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf_of(draw))[0]
    picture: Image.Image = page.render(scale=_SCALE, grayscale=True).to_pil().convert("L")
    return picture


def _scan(path: Path, picture: Image.Image, over: Callable[[Any], None] | None = None) -> Path:
    """A PDF whose page is this picture; `over` draws more on top."""
    size = (picture.width / _SCALE, picture.height / _SCALE)
    canvas = Canvas(str(path), pagesize=size)
    target = BytesIO()
    picture.save(target, "JPEG", quality=75)
    canvas.drawImage(ImageReader(target), 0, 0, *size)
    if over is not None:
        over(canvas)
    canvas.save()
    return path


def _page(path: Path) -> Page:
    return read(path, ReadingOptions()).pages[0]


def _short(canvas: Any) -> None:
    prose(canvas, paragraphs=2)


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_a_page_is_read_whichever_way_it_lies(quarter: int, tmp_path: Path) -> None:
    lying = _picture(_short).rotate(-quarter, expand=True, fillcolor=255)
    document = read(_scan(tmp_path / "scan.pdf", lying), ReadingOptions())
    page = document.pages[0]
    assert page.lines[0].text.startswith(_FIRST)
    assert page.lines[0].box.left == pytest.approx(72, abs=5)
    shown = document_as_shown(document).pages[0]
    assert (shown.width, shown.height) == pytest.approx((lying.width / _SCALE, lying.height / _SCALE))
    expected = {0: (72, 66), 90: (726, 72), 180: (540, 726), 270: (66, 540)}[quarter]
    corner = shown.lines[0].box
    near = {
        0: (corner.left, corner.top),
        90: (corner.right, corner.top),
        180: (corner.right, corner.bottom),
        270: (corner.left, corner.bottom),
    }[quarter]
    assert near == pytest.approx(expected, abs=9)


@pytest.mark.parametrize("skew", [-3.0, 1.0, 2.5])
def test_a_page_askew_is_straightened(skew: float, tmp_path: Path) -> None:
    askew = _picture(_short).rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    document = read(_scan(tmp_path / "scan.pdf", askew), ReadingOptions())
    assert document.pages[0].lines[0].text.startswith(_FIRST)
    assert len(document.pages[0].lines) == 8
    assert document.pages[0].turned % 360 == pytest.approx(skew % 360, abs=0.2)


def test_two_columns_askew_are_read_one_after_the_other(tmp_path: Path) -> None:
    def columns(canvas: Any) -> None:
        canvas.setFont("Times-Roman", 10)
        for row in range(12):
            canvas.drawString(72, 700 - 12 * row, f"The left column says in line {row + 1} what it says")
            canvas.drawString(315, 700 - 12 * row, f"and the right one goes on in its line {row + 1} too")

    askew = _picture(columns).rotate(1.2, resample=Image.Resampling.BICUBIC, fillcolor=255)
    texts = [line.text for line in _page(_scan(tmp_path / "scan.pdf", askew)).lines]
    assert ["left" in text for text in texts] == [True] * 12 + [False] * 12


def _shifted(text: str) -> str:
    return "".join(chr(ord(letter) + 3) if letter.isalpha() else letter for letter in text)


def _hidden(canvas: Any, change: Callable[[str], str]) -> None:
    layer = canvas.beginText(72, 720)
    layer.setFont("Times-Roman", 11)
    layer.setTextRenderMode(3)
    layer.setLeading(14)
    for sentence in (
        "The parties keep this arrangement for its whole term and neither may change it alone.",
        "Rent is due at the start of every month at the office that the first section has named.",
    ):
        layer.textLine(change(sentence))
    canvas.drawText(layer)


def test_a_layer_of_nonsense_is_not_believed(tmp_path: Path) -> None:
    page = _page(_scan(tmp_path / "scan.pdf", _picture(_short), lambda canvas: _hidden(canvas, _shifted)))
    assert page.text_source is TextSource.OCR
    assert page.lines[0].text.startswith(_FIRST)


def test_a_good_layer_over_a_scan_is_kept(tmp_path: Path) -> None:
    page = _page(_scan(tmp_path / "scan.pdf", _picture(_short), lambda canvas: _hidden(canvas, str)))
    assert page.text_source is TextSource.NATIVE
    assert len(page.lines) == 2


def test_a_number_typed_on_a_scan_does_not_pass_for_its_text(tmp_path: Path) -> None:
    def stamped(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(400, 20, "Produced by the clinic as page number CLINIC 004417")

    page = _page(_scan(tmp_path / "scan.pdf", _picture(_short), stamped))
    assert page.text_source is TextSource.OCR
    assert page.lines[0].text.startswith(_FIRST)
    assert page.lines[-1].text == "Produced by the clinic as page number CLINIC 004417"


def test_print_inside_a_picture_joins_the_text_around_it(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    prose(canvas, top=740, paragraphs=2)
    canvas.drawImage(
        ImageReader(_picture(lambda inner: prose(inner, paragraphs=2)).crop((0, 0, 1275, 700))), 0, 100, 612, 336
    )
    canvas.save()
    page = _page(path)
    assert page.text_source is TextSource.MIXED
    assert sum(line.text.startswith(_FIRST) for line in page.lines) == 4


def test_a_watermark_aslant_is_no_text(tmp_path: Path) -> None:
    def marked(canvas: Any) -> None:
        _short(canvas)
        canvas.saveState()
        canvas.translate(306, 350)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 70)
        canvas.setFillGray(0.8)
        canvas.drawCentredString(0, 0, "UNOFFICIAL")
        canvas.restoreState()

    scanned = _page(_scan(tmp_path / "scan.pdf", _picture(marked)))
    native = tmp_path / "native.pdf"
    native.write_bytes(pdf_of(marked))
    for page in (scanned, _page(native)):
        assert "UNOFFICIAL" not in page.text
        assert page.text.count(_FIRST) == 2


def test_text_that_runs_up_a_cell_is_read_and_up_the_margin_is_not(tmp_path: Path) -> None:
    def sideways(canvas: Any) -> None:
        _short(canvas)
        for x, text in ((300, "Coverage by night"), (20, "Received by the clerk")):
            canvas.saveState()
            canvas.translate(x, 400)
            canvas.rotate(90)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    path = tmp_path / "native.pdf"
    path.write_bytes(pdf_of(sideways))
    lines = [line.text for line in _page(path).lines]
    assert "Coverage by night" in lines
    assert not any("Received" in line for line in lines)


def test_a_page_without_print_lies_straight() -> None:
    assert lie_of(np.full((800, 600, 3), 255, np.uint8), 1.0) == (0.0, False)


@pytest.mark.parametrize("degrees", [0.0, 1.5, 90.0, 181.0, 269.0])
def test_boxes_go_to_the_upright_page_and_back(degrees: float) -> None:
    turn = Turn(degrees=degrees, width=612, height=792)
    box = Box(left=100, top=50, right=140, bottom=60)
    back = turn.upright(turn.as_shown(box))
    assert (back.left + back.right, back.middle) == pytest.approx((240, 55), abs=0.01)


@pytest.mark.parametrize("degrees", [90.0, 180.0, 270.0])
def test_boxes_and_pictures_turn_alike(degrees: float) -> None:
    image = np.full((400, 300, 3), 255, np.uint8)
    image[20:30, 50:90] = 0
    upright = turned(image, degrees)
    turn = Turn(degrees=degrees, width=upright.shape[1], height=upright.shape[0])
    rows, columns = np.nonzero(upright[:, :, 0] == 0)
    box = turn.upright(Box(left=50, top=20, right=90, bottom=30))
    edges = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx(edges)


def test_boxes_to_tick_keep_both_brackets_and_specks_join_no_columns(tmp_path: Path) -> None:
    def form(canvas: Any) -> None:
        prose(canvas, paragraphs=1)
        canvas.drawString(72, 600, "[  ] six months   [  ] one year   [X] two years")
        for row in range(6):
            canvas.drawString(72, 560 - 13 * row, "The left column ends where")
            canvas.drawString(222, 560 - 13 * row, "the right one has begun")
        canvas.circle(212, 512, 0.5, fill=1)

    texts = [line.text for line in _page(_scan(tmp_path / "scan.pdf", _picture(form))).lines]
    ticks = "".join(next(text for text in texts if "two years" in text).split())
    assert ticks == "[]sixmonths[]oneyear[X]twoyears"
    assert sum(text == "the right one has begun" for text in texts) == 6


def test_a_page_scanned_in_black_and_white_alone_is_read(tmp_path: Path) -> None:
    bilevel = _picture(_short).resize((1700, 2200)).point([255 if shade > 150 else 0 for shade in range(256)])
    path = tmp_path / "scan.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    canvas.drawImage(ImageReader(bilevel.convert("1")), 0, 0, *letter)
    canvas.save()
    assert len(_page(path).lines) == 8
