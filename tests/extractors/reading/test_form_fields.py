"""Answers in a form are read whether or not they were ever drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read

_PRINTED = "The undersigned practice leases the suite named below for the rent that is filled in."


def _lines(path: Path) -> list[str]:
    return [line.text for line in read(path, ReadingOptions(recognise_scans=False)).pages[0].lines]


def _form(path: Path, draw: Any) -> Path:
    canvas = Canvas(str(path), pagesize=letter)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 720, _PRINTED)
    draw(canvas)
    canvas.save()
    return path


def _without_appearances(path: Path) -> Path:
    """The same file, its fields' drawings renamed so that no reader finds them; no byte moves."""
    content = path.read_bytes()
    assert b"/AP" in content
    path.write_bytes(content.replace(b"/AP", b"/ZP"))
    return path


def _rent(canvas: Any) -> None:
    canvas.drawString(72, 690, "Monthly rent:")
    canvas.acroForm.textfield(name="rent", value="$2,150.00 a month", x=150, y=684, width=200, height=18)


def _boxes(canvas: Any) -> None:
    canvas.acroForm.checkbox(name="lease", x=72, y=650, size=12, checked=True)
    canvas.drawString(90, 652, "Lease of an office")
    canvas.acroForm.checkbox(name="service", x=72, y=630, size=12, checked=False)
    canvas.drawString(90, 632, "Personal services")


def test_a_filled_field_stands_beside_its_label(tmp_path: Path) -> None:
    assert "Monthly rent: $2,150.00 a month" in _lines(_form(tmp_path / "form.pdf", _rent))


def test_a_field_that_was_never_drawn_gives_its_value(tmp_path: Path) -> None:
    assert "Monthly rent: $2,150.00 a month" in _lines(_without_appearances(_form(tmp_path / "form.pdf", _rent)))


def test_ticked_boxes_are_told_from_empty_ones(tmp_path: Path) -> None:
    lines = _lines(_form(tmp_path / "form.pdf", _boxes))
    assert "☒ Lease of an office" in lines
    assert "☐ Personal services" in lines


def test_a_printed_blank_goes_where_an_answer_stands_on_it(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _rent(canvas)
        canvas.drawString(152, 690, "______________________")

    assert "Monthly rent: $2,150.00 a month" in _lines(_form(tmp_path / "form.pdf", draw))


def test_an_empty_form_reads_as_printed(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 690, "Monthly rent: ________")
        canvas.acroForm.textfield(name="rent", value="", x=145, y=684, width=60, height=18)

    assert _lines(_form(tmp_path / "form.pdf", draw)) == [_PRINTED, "Monthly rent: ________"]


def test_a_long_answer_is_broken_as_its_field_breaks_it(tmp_path: Path) -> None:
    answer = "Reading of sleep studies and the supervision of the technicians who run them on weekday nights"

    def draw(canvas: Any) -> None:
        canvas.acroForm.textfield(
            name="duties", value=answer, x=72, y=560, width=260, height=80, fieldFlags="multiline"
        )

    lines = _lines(_form(tmp_path / "form.pdf", draw))
    assert len(lines) > 2
    assert " ".join(lines[1:]) == answer


@pytest.mark.parametrize("subtype, shown", [("FreeText", True), ("Text", False)])
def test_what_is_typed_over_a_page_is_read_and_a_remark_is_not(subtype: str, shown: bool, tmp_path: Path) -> None:
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

    def draw(canvas: Any) -> None:
        note = PDFDictionary()
        note["Type"], note["Subtype"] = PDFName("Annot"), PDFName(subtype)
        note["Rect"] = PDFArray([150, 684, 300, 702])
        note["Contents"] = PDFString("Suite 410 East")
        note["DA"] = PDFString("/Helv 11 Tf 0 g")
        canvas._addAnnotation(note)

    assert ("Suite 410 East" in _lines(_form(tmp_path / "form.pdf", draw))) is shown
