"""Rows printed: as a table for the terminal, as JSON, as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TextIO

from reports.plain_text import escaped_json, neutral_cell, visible, visible_lines

if TYPE_CHECKING:
    from rich.table import Table as RichTable

    from store.query import Table

WIDTH_IN_A_FILE = 200
_STYLES = {"error": "bold red", "warning": "yellow", "notice": "cyan"}


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def print_rows(table: Table, form: Format, columns: Sequence[str] | None = None) -> None:
    """Print to standard output: JSON and CSV with every column, a terminal's table with those named."""
    match form:
        case Format.TABLE:
            print_table(table, columns or table.columns)
        case Format.JSON:
            print_json(objects(table))
        case Format.CSV:
            write_csv(table, sys.stdout)


def print_table(table: Table, columns: Sequence[str], title: str | None = None) -> None:
    """Print the columns named as a table as wide as the terminal; text from files cannot steer it."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_IN_A_FILE)
    console.print(drawn_table(table, columns, title))


def drawn_table(table: Table, columns: Sequence[str], title: str | None = None) -> RichTable:
    """The columns named, drawn for a terminal; text from files cannot steer it."""
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(title=title, title_justify="left", show_lines=False)
    for name in columns:
        drawn.add_column(name.replace("_", " "), overflow="fold")
    positions = [table.columns.index(name) for name in columns]
    for row in table.rows:
        texts = [visible(shown(row[position])) for position in positions]
        drawn.add_row(*(Text(text, style=_STYLES.get(text, "")) for text in texts))
    return drawn


def shown(value: object) -> str:
    """A value as people read it; nothing for NULL."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(shown(each) for each in value)
    return str(value)


def objects(table: Table) -> list[dict[str, Any]]:
    """The rows as JSON objects, one key a column."""
    return [dict(zip(table.columns, map(_as_json, row), strict=True)) for row in table.rows]


def print_json(value: Sequence[object] | Mapping[str, object]) -> None:
    """Print JSON that no terminal obeys: control characters are escaped as JSON itself does."""
    sys.stdout.write(escaped_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")


def write_csv(table: Table, out: TextIO) -> None:
    """Write CSV with a header row. Text computes in no spreadsheet, and steers no terminal that shows it."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([neutral_cell(name) for name in table.columns])
    for row in table.rows:
        writer.writerow([_as_cell(value) for value in row])


def _as_json(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_as_json(each) for each in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def _as_cell(value: object) -> object:
    if value is None or isinstance(value, int | float | Decimal):
        return value
    return visible_lines(neutral_cell(shown(value)))
