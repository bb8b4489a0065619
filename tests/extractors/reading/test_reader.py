"""Every file becomes a document, whatever is wrong with it."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from fixtures.broken import HOSTILE_FILES, HostileFile
from models.document import DocumentStatus, TextSource


@pytest.mark.parametrize("hostile", HOSTILE_FILES, ids=lambda hostile: hostile.file_name)
def test_bad_input_gets_a_status_and_a_reason(hostile: HostileFile, tmp_path: Path) -> None:
    path = tmp_path / hostile.file_name
    path.write_bytes(hostile.make())
    document = read(path, ReadingOptions())
    assert (document.status, document.error_code) == (hostile.status, hostile.error_code)
    assert bool(document.error_message) == (hostile.error_code is not None)


def test_words_carry_their_place_from_the_top_left(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    canvas = Canvas(str(path), pagesize=LETTER)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 792 - 100, "Lessor leases the scanner to Lessee.")
    canvas.save()
    document = read(path, ReadingOptions())
    (line,) = document.pages[0].lines
    assert line.text == "Lessor leases the scanner to Lessee."
    assert line.box.left == pytest.approx(72, abs=2)
    assert line.box.top < 100 < line.box.bottom
    assert (document.status, document.text_source) == (DocumentStatus.OK, TextSource.NATIVE)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotation: int, tmp_path: Path) -> None:
    import pypdfium2

    path, turned = tmp_path / "one.pdf", tmp_path / "turned.pdf"
    canvas = Canvas(str(path), pagesize=LETTER)
    canvas.saveState()
    canvas.translate(*{90: (612, 0), 180: (612, 792), 270: (0, 792)}[rotation])
    canvas.rotate(rotation)
    canvas.drawString(72, 300, "Read me as I am shown, from left to right.")
    canvas.restoreState()
    canvas.save()
    pdf = pypdfium2.PdfDocument(path)
    pdf[0].set_rotation(rotation)
    pdf.save(turned)
    (line,) = read(turned, ReadingOptions()).pages[0].lines
    assert line.text == "Read me as I am shown, from left to right."
    assert line.box.left == pytest.approx(72, abs=3)


def test_a_file_over_the_limit_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(b"%PDF-1.7" + b" " * 2000)
    assert read(path, ReadingOptions(maximum_bytes=1000)).error_code == "too_large"
