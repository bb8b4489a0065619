"""The Financial Analysis Worksheet of form CMS-10328: a row for each physician, a column for each calendar year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from checks.law.overpayment_days import look_back_of
from models.base import Frozen
from models.look_back import LookBack
from reports.plain_text import neutral_cell, visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_FONT: Final = {"font_name": "Arial", "font_size": 10, "border": 1, "valign": "vcenter"}
_MONEY: Final = '"$"#,##0.00'
_FIRST_ROW: Final = 3
_BLANK: Final = "[to be filled in]"


class WorksheetRow(Frozen):
    """A physician with the overpayment of each calendar year in dollars; a year without one is left out.

    `identified_on` None leaves the date blank, for counsel; the columns then follow `looked_back_on`.
    """

    name: str
    npi: str | None
    identified_on: date | None
    dollars: dict[int, Decimal]
    looked_back_on: date | None = None


def worksheet_rows(found: LookBack) -> tuple[WorksheetRow, ...]:
    """The rows of a look-back: every physician for whose referrals something was paid."""
    return tuple(
        WorksheetRow(
            name=one.physician.name,
            npi=one.physician.npi,
            identified_on=one.identified_on,
            dollars={year.year: year.dollars for year in one.years},
            looked_back_on=one.identified_on or found.as_of,
        )
        for one in found.physicians
        if one.years
    )


def years_of(rows: Sequence[WorksheetRow]) -> range:
    """The calendar years of the table: from the first that any look-back reaches to that of the last identification."""
    days = [day for row in rows if (day := row.identified_on or row.looked_back_on) is not None]
    if not days:
        return range(0)
    return range(look_back_of(min(days)).first_day.year, max(days).year + 1)


def financial_worksheet(entity: str, rows: Sequence[WorksheetRow], methodology: str, as_of: date) -> bytes:
    """The worksheet as an .xlsx file; years without an overpayment stay blank, sums are formulas.

    The same rows give the same bytes. Raises ValueError where a year lies outside the look-back of every row.
    """
    import xlsxwriter

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties(
            {"title": "Financial Analysis Worksheet, CMS-10328", "created": datetime.combine(as_of, time())}
        )
        _write(book, entity, rows, methodology)
    return content.getvalue()


def _write(book: Workbook, entity: str, rows: Sequence[WorksheetRow], methodology: str) -> None:
    from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

    sheet = book.add_worksheet("Financial Analysis")
    years = years_of(rows)
    outside = sorted({year for row in rows for year in row.dollars} - set(years))
    if outside:
        raise ValueError(f"no look-back reaches {outside[0]}")
    head = _format(book, bold=True, text_wrap=True, bg_color="#D9E1EC", align="center")
    text, quoted = _format(book, text_wrap=True), _format(book, text_wrap=True, quote_prefix=True)
    day, money = _format(book, num_format="m/d/yyyy", align="center"), _format(book, num_format=_MONEY)
    total = _format(book, num_format=_MONEY, bold=True)
    wanting = _format(book, bg_color="#FFF4C2", text_wrap=True)
    sheet.write_string(
        0, 0, f"Financial Analysis Worksheet (CMS-10328): {visible(entity)}", book.add_format({"bold": True})
    )
    last = 3 + len(years)
    headings = ["Physician Name", "NPI", "Date Overpayment Identified", *(f"CY {year}" for year in years), "TOTAL"]
    for column, heading in enumerate(headings):
        sheet.write_string(_FIRST_ROW - 1, column, heading, head)
    for place, row in enumerate(rows, _FIRST_ROW):
        sheet.write_string(place, 0, visible(row.name), quoted if neutral_cell(row.name) != row.name else text)
        sheet.write_string(place, 1, row.npi or _BLANK, text if row.npi else wanting)
        if row.identified_on is None:
            sheet.write_string(place, 2, _BLANK, wanting)
        else:
            sheet.write_datetime(place, 2, datetime.combine(row.identified_on, time()), day)
        for column, year in enumerate(years, 3):
            if dollars := row.dollars.get(year):
                sheet.write_number(place, column, dollars, money)
            else:
                sheet.write_blank(place, column, None, money)
        of_row = xl_range(place, 3, place, last - 1) if len(years) else "D1"
        sheet.write_formula(place, last, f"=SUM({of_row})", total, float(sum(row.dollars.values(), Decimal(0))))
    foot = _FIRST_ROW + len(rows)
    for column in range(last - 1):
        sheet.write_blank(foot, column, None, text)
    sheet.write_string(foot, last - 1, "Total:", _format(book, bold=True, align="right"))
    if rows:
        first_cell, last_cell = xl_rowcol_to_cell(_FIRST_ROW, last), xl_rowcol_to_cell(foot - 1, last)
        everything = sum((sum(row.dollars.values(), Decimal(0)) for row in rows), Decimal(0))
        sheet.write_formula(foot, last, f"=SUM({first_cell}:{last_cell})", total, float(everything))
    width = 27 * 7 + 14 * 7 + 16 * 7 + (last - 2) * 16 * 7
    box: dict[str, Any] = {
        "width": min(width, 1150),
        "height": 190 + 15 * (len(methodology) // 150),
        "font": {"name": "Arial", "size": 10},
        "align": {"vertical": "top"},
        "line": {"color": "#2F4058"},
        "description": "Methodology",
    }
    sheet.insert_textbox(foot + 2, 0, f"Methodology: {methodology}", box)
    sheet.set_column(0, 0, 27)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 16)
    sheet.set_column(3, last, 15)
    sheet.set_row(_FIRST_ROW - 1, 32)
    sheet.freeze_panes(_FIRST_ROW, 1)
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8Form CMS-10328, Financial Analysis Worksheet&R&8Page &P of &N")


def _format(book: Workbook, **more: object) -> Format:
    return book.add_format({**_FONT, **more})
