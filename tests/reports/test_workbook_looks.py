"""How the cells of a workbook are shown: numbers that end where they end, apart from what stands beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from reports.forms import EVERY_FORM
from reports.report import Block, Cell, Column, ColumnKind, Report
from tests.reports.forms_read import number_formats
from tests.reports.report_text import whole

COLUMNS = (
    Column("Pay", ColumnKind.MONEY, 12),
    Column("Count", ColumnKind.NUMBER, 12),
    Column("Share", ColumnKind.PERCENT, 12),
    Column("Why", width=20),
)


def _written(*rows: tuple[Cell, ...]) -> bytes:
    block = Block("Rows", "Rows", COLUMNS, rows)
    report = Report(name="looks", title="Looks", as_of=date(2026, 6, 1), lines=(), missing=(), blocks=(block,))
    return whole(EVERY_FORM[".xlsx"](report))


def test_whole_numbers_have_no_point_and_all_keep_away_from_the_next_column() -> None:
    content = _written(
        (Decimal("27.50"), 6, Decimal("5.00"), "square foot"),
        (Decimal("6"), Decimal("6.25"), Decimal("5.0001"), "passes"),
    )
    money = "#,##0.00_)_);[Red]-#,##0.00_)_)"
    assert number_formats(content, "Rows") == [
        ("A3", money, "right"),
        ("B3", "#,##0_)_)", "right"),
        ("C3", '0" %"_)_)', "right"),
        ("A4", money, "right"),
        ("B4", "#,##0.0###_)_)", "right"),
        ("C4", '0.0#######" %"_)_)', "right"),
    ]


def test_a_row_is_as_high_as_its_longest_text_up_to_what_excel_can_show() -> None:
    content = _written((None, None, None, "word " * 80), (None, None, None, "word " * 9000))
    heights = load_workbook(BytesIO(content))["Rows"].row_dimensions
    assert 200 < heights[3].height < 300
    assert heights[4].height > 400


def test_every_printed_page_is_headed_by_what_it_shows() -> None:
    block = Block("Rows", "Smith & Jones", COLUMNS, ((Decimal(1), 1, Decimal(1), "x"),))
    report = Report(name="looks", title="Looks", as_of=date(2026, 6, 1), lines=(), missing=(), blocks=(block,))
    book = load_workbook(BytesIO(whole(EVERY_FORM[".xlsx"](report))))
    cover, rows = book["Cover"].oddHeader, book["Rows"].oddHeader
    assert cover is not None
    assert rows is not None
    assert cover.left.text == "Looks"
    assert (rows.left.text, rows.right.text) == ("Smith && Jones", "Looks")
