"""A report as CSV: its first block, for programs, with no text that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Final

from reports.plain_text import neutral_cell, visible_lines
from reports.report import Block, Cell, Formula, Report

_AT_ONCE: Final = 500


def comma_separated(report: Report) -> Iterator[bytes]:
    """The rows of the first block under its headings, in UTF-8; days as 2026-01-31, numbers bare."""
    return (part.encode() for part in _parts(report.blocks[0]))


def block_as_csv(block: Block) -> str:
    """A block's rows as CSV, its total last."""
    return "".join(_parts(block))


def _parts(block: Block) -> Iterator[str]:
    """The lines of a block, some hundred together."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([neutral_cell(column.heading) for column in block.columns])
    for number, row in enumerate(block.rows, 1):
        writer.writerow([_plain(cell) for cell in row])
        if number % _AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    if block.total is not None:
        writer.writerow([_plain(cell) for cell in block.total])
    yield out.getvalue()


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
