"""What the files of a report say, read back by other libraries than those that wrote them."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

Sheets = dict[str, list[list[object]]]


def sheets(content: bytes, *, formulas: bool = False) -> Sheets:
    """The values of each sheet of a workbook by its name, with empty ends cut off; or its formulas as written."""
    book = load_workbook(BytesIO(content), data_only=not formulas)
    return {sheet.title: [_cut(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def _cut(row: tuple[object, ...]) -> list[object]:
    values = list(row)
    while values and values[-1] is None:
        values.pop()
    return values


def number_formats(content: bytes, sheet: str) -> list[tuple[str, str, str]]:
    """Of each cell of a sheet that holds a number: the cell's place, how it is shown, and how it is aligned."""
    return [
        (cell.coordinate, cell.number_format, cell.alignment.horizontal or "")
        for row in load_workbook(BytesIO(content))[sheet].iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    ]
