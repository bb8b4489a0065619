"""A report as a workbook (.xlsx): frozen heads, filters, dates and money as such, and no text that computes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from textwrap import shorten
from typing import IO, TYPE_CHECKING, Final

from reports.footing import footing
from reports.plain_text import neutral_cell, visible_lines
from reports.report import TONES, Block, Cell, ColumnKind, Formula, Report, Tone, cell_text
from reports.sheet_names import sheet_names

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_CHARACTERS: Final = 32_767
"""What a cell of a workbook can hold; a longer text is cut, and says so."""
MOST_ROWS: Final = 1_048_000
"""What a sheet can hold beside its head and foot; of a longer block the rest is left out, and that is said."""
_PART: Final = 1 << 20
_CUT: Final = " ... (cut: a cell holds no more)"
_NUMBER_FORMATS: Final = {
    ColumnKind.DAY: ("yyyy-mm-dd",) * 3,
    ColumnKind.MONEY: ("#,##0.00_)_);[Red]-#,##0.00_)_)",) * 3,
    ColumnKind.NUMBER: ("#,##0_)_)", "#,##0.0###_)_)", "#,##0.00##_)_)"),
    ColumnKind.PERCENT: ('0" %"_)_)', '0.0#######" %"_)_)', '0.00######" %"_)_)'),
}
"""How whole numbers are shown, fractions, and what a formula comes to: a point that nothing follows never is.

Behind each is the room of two brackets, which keeps it away from the words of the next column; an indent does not do so
for what a formula comes to in LibreOffice.
"""
_COLORS: Final = {
    Tone.GOOD: ("#1E6B34", "#E3F1E5"),
    Tone.DOUBT: ("#7A5200", "#FCF1D6"),
    Tone.BAD: ("#9B1C1C", "#FBE3E1"),
    Tone.QUIET: ("#5A6270", "#EEF0F3"),
}
_POINTS_A_LINE: Final = 11.5
_TALLEST: Final = 409.0
"""Points a row may be high in Excel."""
_A4, _A3 = 9, 8
_A4_WIDTH, _A3_WIDTH = 180, 290
"""Characters that a printed page is wide; what is wider than the larger goes on to the next page."""
_LONGEST_HEAD: Final = 80
"""Characters of each side of a printed page's head: both, written out, stay below the 255 that Excel opens."""
_AS_TEXT: Final = {"quote_prefix": True}
"""As if typed with an apostrophe before it: it stays text when somebody edits the cell."""
_FONT: Final = {"font_name": "Arial", "font_size": 9, "valign": "top"}


def workbook(report: Report) -> bytes:
    """The report as an .xlsx file: a cover, and a sheet for each block. The same report gives the same bytes."""
    return b"".join(workbook_parts(report))


def workbook_parts(report: Report) -> Iterator[bytes]:
    """The file of `workbook` part by part. Rows go to temporary files as they are written, and never back. OSError."""
    with TemporaryFile(prefix="starkcheck-") as content:
        _write_book(report, content)
        content.seek(0)
        while part := content.read(_PART):
            yield part


def _write_book(report: Report, content: IO[bytes]) -> None:
    import xlsxwriter

    # Nothing is taken for a formula, a link or a number but what is written as one.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties(
            {
                "title": report.title,
                "comments": " ".join(footing(report.as_of)),
                "created": datetime.combine(report.as_of, time()),
            }
        )
        formats = _Formats(book)
        names = sheet_names(("Cover", *(block.name for block in report.blocks)))
        _write_cover(book.add_worksheet(names[0]), report, formats, names[1:])
        for block, name in zip(report.blocks, names[1:], strict=True):
            _write_block(book.add_worksheet(name), block, report, formats)


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}
        self.title = book.add_format({**_FONT, "font_size": 14, "bold": True, **_AS_TEXT})
        self.line = book.add_format({**_FONT, "text_wrap": True, **_AS_TEXT})
        self.note = book.add_format({**_FONT, "font_color": "#5A6270", **_AS_TEXT})
        self.foot = book.add_format(
            {**_FONT, "font_size": 8, "italic": True, "font_color": "#5A6270", "text_wrap": True}
        )
        self.heading = book.add_format(
            {**_FONT, "bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": "#2F4058", "border": 1}
        )

    def of(self, kind: ColumnKind, cell: Cell, *, is_total: bool = False, is_form: bool = False) -> Format:
        """The format of a cell: its column's numbers, and the color of a word that has one."""
        tone = TONES.get(cell) if isinstance(cell, str) else None
        is_text = isinstance(cell, str) and neutral_cell(cell) != cell
        blank = is_form and cell is None
        number_format = _number_format(kind, cell)
        key = (kind, number_format, tone, is_text, is_total, blank)
        if key not in self._made:
            wanted: dict[str, object] = {**_FONT, "text_wrap": True, "border": 1, "border_color": "#C9CED6"}
            if number_format is not None:
                wanted["num_format"] = number_format
                wanted["align"] = "left" if kind is ColumnKind.DAY else "right"
            if tone is not None:
                wanted["font_color"], wanted["bg_color"] = _COLORS[tone]
            if is_total:
                wanted |= {"bold": True, "bg_color": "#E6E9EE", "top": 2}
            if blank:
                wanted["bg_color"] = "#FFFBE6"
            wanted |= _AS_TEXT if is_text else {}
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


def _write_cover(sheet: Worksheet, report: Report, formats: _Formats, names: tuple[str, ...]) -> None:
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 88)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _held(report.title), formats.title)
    rows = [("As of", report.as_of.isoformat()), *(("", line) for line in report.lines)]
    rows += [("Missing" if number == 0 else "", line) for number, line in enumerate(report.missing)]
    rows.append(("", ""))
    rows += [(f"Sheet {name}", block.title) for name, block in zip(names, report.blocks, strict=True)]
    for number, (label, line) in enumerate(rows, 2):
        sheet.set_row(number, _height([(label, 32), (line, 88)]))
        sheet.write_string(number, 0, _held(label), formats.line)
        sheet.write_string(number, 1, _held(line), formats.line)
    sheet.set_row(len(rows) + 3, 3 * _POINTS_A_LINE)
    sheet.write_string(len(rows) + 3, 1, " ".join(footing(report.as_of)), formats.foot)
    _set_page(sheet, (report.title, ""), report.as_of, _A4, 1)


def _write_block(sheet: Worksheet, block: Block, report: Report, formats: _Formats) -> None:
    if len(block.rows) > MOST_ROWS:
        cut = (
            f"The first {MOST_ROWS:,} of {len(block.rows):,} rows: a sheet holds no more. "
            "The .csv file has all rows of the first sheet."
        )
        block = block._replace(lines=(*block.lines, cut))
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, _held(block.title), formats.title)
    for number, line in enumerate(block.lines, 1):
        sheet.write_string(number, 0, _held(line), formats.note)
    head = len(block.lines) + 1
    for position, column in enumerate(block.columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(head, position, column.heading, formats.heading)
    sheet.set_row(head, _height((column.heading, column.width) for column in block.columns))
    for number, row in enumerate(islice(block.rows, MOST_ROWS), head + 1):
        texts = [(cell_text(cell, column.kind), column.width) for column, cell in zip(block.columns, row, strict=True)]
        sheet.set_row(number, _height(texts))
        for position, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
            _write_cell(sheet, number, position, cell, formats.of(column.kind, cell, is_form=block.is_form))
    last = head + min(len(block.rows), MOST_ROWS)
    if block.rows:
        sheet.autofilter(head, 0, last, len(block.columns) - 1)
    if block.total is not None:
        last += 1
        for position, (column, cell) in enumerate(zip(block.columns, block.total, strict=True)):
            _write_cell(sheet, last, position, cell, formats.of(column.kind, cell, is_total=True))
    sheet.freeze_panes(head + 1, block.frozen)
    sheet.repeat_rows(head)
    for number, line in enumerate(footing(report.as_of), last + 2):
        sheet.write_string(number, 0, line, formats.note)
    width = sum(column.width for column in block.columns)
    pages = -(-width // _A3_WIDTH)
    if pages > 1:
        sheet.repeat_columns(0, max(block.frozen - 1, 0))
    heads = (block.title, report.title if report.title != block.title else "")
    _set_page(sheet, heads, report.as_of, _A3 if width > _A4_WIDTH else _A4, pages)


def _number_format(kind: ColumnKind, cell: Cell) -> str | None:
    if kind not in _NUMBER_FORMATS:
        return None
    whole, fraction, computed = _NUMBER_FORMATS[kind]
    if isinstance(cell, Formula):
        return computed
    return fraction if isinstance(cell, Decimal) and cell != cell.to_integral_value() else whole


def _height(texts: Iterable[tuple[str, int]]) -> float:
    """Points that the longest of some texts needs in columns of so many characters."""
    lines = 1
    for text, width in texts:
        lines = max(lines, sum(1 + int(len(line) / (width * 1.05)) for line in text.split("\n")))
    return min(lines * _POINTS_A_LINE + 3, _TALLEST)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, form: Format) -> None:
    match cell:
        case None:
            sheet.write_blank(row, column, None, form)
        case Formula():
            shown = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
            sheet.write_formula(
                row, column, cell.text.replace("{row}", str(row + 1)), form, shown if shown is not None else ""
            )
        case bool():
            sheet.write_string(row, column, cell_text(cell), form)
        case int() | Decimal():
            sheet.write_number(row, column, cell, form)
        case date():
            sheet.write_datetime(row, column, datetime.combine(cell, time()), form)
        case str():
            sheet.write_string(row, column, _held(cell), form)


def _set_page(sheet: Worksheet, heads: tuple[str, str], as_of: date, paper: int, pages_wide: int) -> None:
    """How it is printed. Each page is headed, for the title in the first row is on the first one alone."""
    left, right = (shorten(_held(head), _LONGEST_HEAD, placeholder=" ...").replace("&", "&&") for head in heads)
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.set_header(f"&L&8 {left}&R&8 {right}")
    sheet.set_footer(f"&L&8As of {as_of}. Not legal advice.&R&8&A, page &P of &N")


def _held(text: str) -> str:
    text = visible_lines(text)
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(_CUT)] + _CUT
