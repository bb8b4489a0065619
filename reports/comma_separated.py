"""A report as CSV: its first block, for programs, with no text that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from reports.plain_text import neutral_cell, visible_lines
from reports.report import Block, Cell, Formula, Report


def comma_separated(report: Report) -> bytes:
    """The rows of the first block under its headings, in UTF-8; days as 2026-01-31, numbers bare."""
    return block_as_csv(report.blocks[0]).encode()


def block_as_csv(block: Block) -> str:
    """A block's rows as CSV, its total last."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([neutral_cell(column.heading) for column in block.columns])
    for row in (*block.rows, *([block.total] if block.total is not None else [])):
        writer.writerow([_plain(cell) for cell in row])
    return out.getvalue()


def _plain(cell: Cell) -> object:
    match cell:
        case Formula():
            return _plain(cell.value)
        case bool():
            return "yes" if cell else "no"
        case None | int() | Decimal():
            return cell
        case date():
            return cell.isoformat()
        case str():
            return visible_lines(neutral_cell(cell))
