"""Every form of a report: the same bytes for the same report, and nothing from files that computes or runs."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.errors import RefusedError
from reports.forms import EVERY_FORM, form_for
from reports.plain_text import visible_lines
from reports.report import Block, Column, ColumnKind, Formula, Report
from reports.sheet_names import sheet_names
from reports.spooled_rows import SpooledRows
from reports.workbook import MOST_CHARACTERS, workbook, workbook_parts
from tests.reports.forms_read import sheets
from tests.reports.report_text import whole

AS_OF = date(2026, 6, 1)
HOSTILE = [
    '=HYPERLINK("https://evil.test","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    "{=1}",
    "https://evil.test",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u202egnp.exe\x1b[31m\x00",
    "{{ 7*7 }}",
]


def report(*cells: str) -> Report:
    columns = (Column("What"), Column("Day", ColumnKind.DAY), Column("Sum", ColumnKind.MONEY))
    rows = tuple((cell, date(2025, 1, 31), Decimal("1234.50")) for cell in cells)
    total = ("All", None, Formula(f"=SUM(C3:C{2 + len(rows)})", Decimal("1234.50") * len(rows)))
    block = Block(cells[0], cells[0], columns, rows, lines=(cells[0],), total=total)
    return Report(name="t", title=cells[0], as_of=AS_OF, lines=cells, missing=cells, blocks=(block, block))


@pytest.mark.parametrize("ending", EVERY_FORM)
def test_the_same_report_gives_the_same_bytes(ending: str) -> None:
    form = EVERY_FORM[ending]
    assert whole(form(report(*HOSTILE))) == whole(form(report(*HOSTILE)))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula_or_a_link_in_a_workbook(text: str) -> None:
    book = load_workbook(BytesIO(workbook(report(text))))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                assert cell.data_type != "f" or str(cell.value) == "=SUM(C3:C3)", cell.value
    quoted = book.worksheets[1].cell(row=4, column=1)
    assert quoted.data_type == "s"
    assert quoted.style is not None
    assert bool(quoted.quotePrefix) is text.startswith(("=", "+", "-", "@", "\t", "＝"))


def test_a_workbook_says_when_it_was_made_by_the_day_it_is_of() -> None:
    book = load_workbook(BytesIO(workbook(report("Lease"))))
    assert book.properties.created == datetime(2026, 6, 1)  # noqa: DTZ001 - a workbook knows no zones
    sheet = book.worksheets[1]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:C4"
    foot = " ".join(str(row[0]) for row in sheets(workbook(report("Lease")))["Lease"] if row)
    assert "Not legal advice" in foot
    assert "2022-01-01" in foot


def test_values_are_kept_as_what_they_are() -> None:
    rows = sheets(workbook(report("Lease")))["Lease"]
    assert rows[3] == ["Lease", datetime(2025, 1, 31), 1234.5]  # noqa: DTZ001
    assert rows[4] == ["All", None, 1234.5]
    assert sheets(workbook(report("Lease")), formulas=True)["Lease"][4][2] == "=SUM(C3:C3)"


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    text = str(sheets(workbook(report("x", "y" * 40_000)))["x"][4][0])
    assert len(text) == MOST_CHARACTERS
    assert text.endswith("(cut: a cell holds no more)")


def test_a_block_too_long_for_a_sheet_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.workbook.MOST_ROWS", 2)
    rows = sheets(workbook(report("a", "b", "c")))["a"]
    assert str(rows[2][0]).startswith("The first 2 of 3 rows")
    assert [row[0] for row in rows[4:6]] == ["a", "b"]
    assert rows[6][0] == "All"


def test_a_block_too_long_for_a_page_is_cut_and_says_where_all_of_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.page.MOST_ROWS", 2)
    text = whole(EVERY_FORM[".html"](report("aaa", "bbb", "ccc"))).decode()
    assert "The first 2 of 3 rows" in text
    assert "so has the .csv file" in text
    assert '<td class="text ">bbb</td>' in text
    assert '<td class="text ">ccc</td>' not in text


def test_rows_kept_in_a_file_are_the_rows_added() -> None:
    rows = [(f"row {number}", date(2025, 1, 31), Decimal(number), None) for number in range(2_500)]
    kept = SpooledRows(rows[:1_000])
    kept.extend(rows[1_000:])
    assert list(kept) == list(kept) == rows
    assert len(kept) == 2_500
    assert (kept[0], kept[-1], list(kept[999:1_002])) == (rows[0], rows[-1], rows[999:1_002])


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_has_nothing_that_a_spreadsheet_computes(text: str) -> None:
    rows = list(csv.reader(StringIO(whole(EVERY_FORM[".csv"](report(text))).decode())))
    assert rows[0] == ["What", "Day", "Sum"]
    assert rows[1][1:] == ["2025-01-31", "1234.50"]
    assert not rows[1][0].startswith(("=", "+", "-", "@", "\t", "＝"))
    assert rows[1][0].removeprefix("'") == visible_lines(text)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"} or name.startswith("on")]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_runs_and_fetches_nothing(text: str) -> None:
    content = whole(EVERY_FORM[".html"](report(text))).decode()
    read = _Tags()
    read.feed(content)
    assert not read.tags & {"script", "img", "iframe", "link", "object", "form"}
    assert all(address.startswith("#part-") for address in read.addresses)
    assert not set(content) & set("\x00\x1b\u202e")
    assert "default-src 'none'" in content


def test_an_ending_that_names_no_form_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"\.xlsx, \.html, \.csv"):
        form_for(Path("register.pdf"))
    assert form_for(Path("REGISTER.XLSX")) is workbook_parts


def test_sheets_have_names_that_a_workbook_takes() -> None:
    names = sheet_names(["A/B: [x]*?", "a b   x", "", "'", "History", "long " * 20, "long " * 20])
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
