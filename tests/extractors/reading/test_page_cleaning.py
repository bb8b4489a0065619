"""What a copier adds to a page is taken from its picture, and what is printed on it stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.reading.options import ReadingOptions
from extractors.reading.page_cleaning import cleaned
from extractors.reading.reader import read
from models.document import Page
from tests.extractors.reading.drawn_pages import pdf_of, prose, shown

_SCALE = 150 / 72
_Picture = NDArray[np.uint8]
_LINES = 8


def _sheet() -> _Picture:
    return shown(pdf_of(lambda canvas: prose(canvas, paragraphs=2)), _SCALE).image


def _with_borders(sheet: _Picture) -> _Picture:
    dirty = sheet.copy()
    dirty[:, :55] = 30
    dirty[-40:] = 45
    cv2.fillPoly(
        dirty, [np.array([(dirty.shape[1], 0), (dirty.shape[1] - 130, 0), (dirty.shape[1], 300)])], (20, 20, 20)
    )
    return dirty


def _with_holes(sheet: _Picture) -> _Picture:
    dirty = sheet.copy()
    for down in (180, 825, 1470):
        cv2.circle(dirty, (60, down), 20, (15, 15, 15), -1)
    return dirty


def _with_fold(sheet: _Picture) -> _Picture:
    shade = np.ones(sheet.shape[1])
    shade[:200] = np.linspace(0.55, 1.0, 200)
    return np.asarray(sheet * shade[None, :, None], np.uint8)


def _with_watermark(sheet: _Picture) -> _Picture:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(0.8)
        canvas.setFont("Helvetica-Bold", 90)
        canvas.drawCentredString(306, 640, "DRAFT")

    mark = shown(pdf_of(draw), _SCALE).image
    return np.asarray(sheet.astype(np.float64) * mark / 255, np.uint8)


_DIRT = (_with_borders, _with_holes, _with_fold, _with_watermark)


@pytest.mark.parametrize("dirt", _DIRT)
def test_dirt_goes_and_print_stays(dirt: Callable[[_Picture], _Picture]) -> None:
    sheet = _sheet()
    clean = cleaned(dirt(sheet), _SCALE)
    dark, expected = (picture.min(axis=2) < 128 for picture in (clean, sheet))
    assert np.count_nonzero(dark & ~expected) < 0.02 * np.count_nonzero(expected)
    assert np.count_nonzero(expected & ~dark) < 0.02 * np.count_nonzero(expected)


def test_a_clean_page_is_left_as_it_is() -> None:
    sheet = _sheet()
    assert cleaned(sheet, _SCALE) is sheet


def test_a_heading_in_white_on_black_and_a_photograph_stay() -> None:
    sheet = _sheet()
    cv2.rectangle(sheet, (300, 1000), (900, 1080), (0, 0, 0), -1)
    cv2.putText(sheet, "SCHEDULE OF PAY", (320, 1060), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (255, 255, 255), 3)
    before, after = (picture[1000:1080, 300:900] < 128 for picture in (sheet, cleaned(sheet, _SCALE)))
    assert np.count_nonzero(before != after) < 0.01 * before.size
    dark = np.full_like(sheet, 60)
    assert cleaned(dark, _SCALE) is dark


def _page(picture: _Picture, path: Path) -> Page:
    target = BytesIO()
    Image.fromarray(picture).save(target, "JPEG", quality=75)
    canvas = Canvas(str(path), pagesize=letter)
    canvas.drawImage(ImageReader(target), 0, 0, *letter)
    canvas.save()
    return read(path, ReadingOptions(marks_on_all_pages=True)).pages[0]


def _letters(page: Page) -> list[str]:
    return [line.text.replace(" ", "") for line in page.lines]


def test_words_and_marks_of_a_dirty_page(tmp_path: Path) -> None:
    dirty = _sheet()
    for dirt in _DIRT:
        dirty = dirt(dirty)
    page, clean = _page(dirty, tmp_path / "dirty.pdf"), _page(_sheet(), tmp_path / "clean.pdf")
    assert len(clean.lines) == _LINES
    assert _letters(page) == _letters(clean)
    assert page.marks == ()
    assert page.rules == ()
