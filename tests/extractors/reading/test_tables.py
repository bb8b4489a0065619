"""A ruled table is read cell by cell, however near its cells stand."""

from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from extractors.segmenting.instruments import instruments_of
from models.segment import SegmentKind


def test_cells_that_wrap_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "fees.pdf"
    body = getSampleStyleSheet()["BodyText"]
    rows = [["Shift", "Pay"], ["Weekend and holiday nights, in house", "$1,900.00 for each shift of twelve hours"]]
    table = Table([[Paragraph(cell, body) for cell in row] for row in rows], colWidths=[90, 110])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("LEFTPADDING", (0, 0), (-1, -1), 1)]))
    SimpleDocTemplate(str(path), pagesize=LETTER).build([Paragraph("The hospital pays:", body), table])
    (instrument,) = instruments_of(read(path, ReadingOptions()))
    assert [segment.text for segment in instrument.segments if segment.kind is SegmentKind.TABLE_ROW] == [
        "Shift\tPay",
        "Weekend and holiday nights, in house\t$1,900.00 for each shift of twelve hours",
    ]


def test_a_frame_around_prose_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "frame.pdf"
    body = getSampleStyleSheet()["BodyText"]
    table = Table([[Paragraph("Nothing here binds anybody.", body)]], colWidths=[300])
    table.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(str(path), pagesize=LETTER).build([table])
    document = read(path, ReadingOptions())
    assert document.pages[0].tables == ()
