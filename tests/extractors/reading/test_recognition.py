"""Every engine that is installed reads a page, each page once, and the better one is taken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.reading import ocr, rapid_recognition, tesseract
from extractors.reading.ocr import RAPIDOCR, Engine, best_engine, installed_tesseract, recognise
from models.document import Word
from models.geometry import Box
from tests.extractors.reading.drawn_pages import pdf_of, prose, shown

_ENGINES = tuple(engine for engine in (RAPIDOCR, installed_tesseract()) if engine is not None)
_SENTENCE = "The parties keep this arrangement for its whole term and neither may change it alone."


def _picture(pixels_per_point: float) -> NDArray[np.uint8]:
    return shown(pdf_of(lambda canvas: prose(canvas, paragraphs=1)), pixels_per_point).image


@pytest.mark.parametrize("engine", _ENGINES, ids=lambda engine: engine.name)
def test_words_have_their_places_and_a_confidence(engine: Engine) -> None:
    words = recognise(_picture, None, engine).words
    assert " ".join(word.text for word in words[:15]) == _SENTENCE
    first = words[0]
    assert first.text == "The"
    assert first.box.left == pytest.approx(72, abs=3)
    assert first.box.top < 72 < first.box.bottom
    assert all(0.5 < word.confidence <= 1 for word in words)


def test_the_engine_that_measures_better_is_taken_whatever_else_is_installed() -> None:
    assert best_engine() is RAPIDOCR


def test_tesseract_is_known_by_its_version_where_it_is_installed() -> None:
    assert (tesseract.version() is None) == (shutil.which("tesseract") is None)


def test_a_page_is_read_once_by_each_engine(tmp_path: Path) -> None:
    asked: list[str] = []

    def engine(name: str) -> Engine:
        def words_on(image: NDArray[np.uint8], pixels_per_point: float, cells: Sequence[Box]) -> tuple[Word, ...]:
            asked.append(name)
            box = Box(left=72, top=60, right=500, bottom=72)
            return (Word(text=_SENTENCE, box=box, confidence=0.99),)

        return Engine(name, 1.0, words_on)

    one, other = engine("one"), engine("other")
    readings = [recognise(_picture, tmp_path, chosen) for chosen in (one, one, other, one)]
    assert asked == ["one", "other"]
    assert all(reading == readings[0] for reading in readings)


def test_a_spoilt_cache_is_read_anew(tmp_path: Path) -> None:
    first = recognise(_picture, tmp_path)
    (cached,) = tmp_path.iterdir()
    cached.write_text("{")
    assert recognise(_picture, tmp_path) == first
    assert cached.read_text() == first.model_dump_json()


def test_a_table_of_tesseract_becomes_words() -> None:
    rows = (
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "4\t1\t1\t1\t1\t0\t200\t100\t400\t50\t-1\t",
        '5\t1\t1\t1\t1\t1\t200\t110\t100\t30\t96.5\t"Rent"',
        "5\t1\t1\t1\t1\t2\t320\t110\t10\t30\t3.0\t|",
        "5\t1\t1\t1\t1\t3\t340\t110\t80\t30\t88.0\tis",
    )
    words = tesseract.words_in("\n".join(rows), 2.0)
    assert [(word.text, word.confidence) for word in words] == [('"Rent"', 0.965), ("is", 0.88)]
    assert words[0].box == Box(left=100, top=50, right=150, bottom=75)


def test_an_empty_picture_is_not_looked_at() -> None:
    def words_on(image: NDArray[np.uint8], pixels_per_point: float, cells: Sequence[Box]) -> tuple[Word, ...]:
        raise AssertionError("there is nothing to find")

    for grey in (0, 255):
        picture = np.full((400, 300, 3), grey, np.uint8)
        assert ocr.recognised_on(picture, Engine("none", 1.0, words_on)) == ocr.Recognised()


def test_a_blank_page_has_no_words() -> None:
    assert ocr.recognised_on(np.full((400, 300, 3), 255, np.uint8), RAPIDOCR).words == ()


def test_nothing_is_told_to_the_makers_of_what_runs_the_models(tmp_path: Path) -> None:
    """Where it tells them anything, it keeps a number for the machine and what waits to be sent below the home."""
    program = (
        "import numpy as np; from extractors.reading import rapid_recognition as recognition; "
        "recognition.words_on(np.full((400, 400, 3), 255, np.uint8), recognition.PIXELS_PER_POINT)"
    )
    own = {"HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[3])}
    subprocess.run([sys.executable, "-c", program], check=True, env=own)
    assert list(tmp_path.rglob("*")) == []


def test_a_line_of_print_is_read_no_wider_than_it_is_and_what_is_taller_as_the_model_would_have_it() -> None:
    page = np.full((600, 1200, 3), 255, np.uint8)
    for row, text in enumerate(("Rent", "Term", "Notice")):
        cv2.putText(page, text, (60, 80 + 90 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    cv2.putText(page, "Jo", (60, 520), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 4.0, (0, 0, 0), 4)
    widths: list[int] = []
    model = rapid_recognition._engine().text_rec.session.session
    run = model.run

    def seen(outputs: Sequence[str], inputs: dict[str, NDArray[np.float32]]) -> object:
        widths.extend(picture.shape[3] for picture in inputs.values())
        return run(outputs, inputs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "run", seen)
        words = {word.text for word in rapid_recognition.words_on(page, 200 / 72)}
    assert {"Rent", "Term", "Notice"} <= words
    assert sorted(widths)[-1] == 320
    assert max(sorted(widths)[:3]) < 240
