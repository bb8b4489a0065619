"""A long report in a page: of each block how many rows, what its columns come to, and a digest of all of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from decimal import Decimal

from reports.report import Block, Cell, Column, ColumnKind, Formula, Report, cell_text
from tests.reports.report_text import as_text

MOST_WORDS = 12
"""A column with no more distinct words than this has each of them counted."""
_ADDED = (ColumnKind.MONEY, ColumnKind.NUMBER)


def outline(report: Report) -> str:
    """The outline, and the SHA-256 of the whole text."""
    parts = [f"{report.title}, as of {report.as_of}", *report.lines, *(f"Missing: {line}" for line in report.missing)]
    for block in report.blocks:
        parts += ["", f"== {block.name}: {len(block.rows)} rows", *_columns(block)]
    digest = hashlib.sha256(as_text(report).encode()).hexdigest()
    return "\n".join([*parts, "", f"sha256 {digest}"]) + "\n"


def _columns(block: Block) -> list[str]:
    said = []
    for place, column in enumerate(block.columns):
        cells = [_value(row[place]) for row in block.rows]
        if (text := _sum(column, cells) if column.kind in _ADDED else _words(column, cells)) is not None:
            said.append(f"{column.heading}: {text}")
    return said


def _value(cell: Cell) -> Cell:
    return cell.value if isinstance(cell, Formula) else cell


def _sum(column: Column, cells: list[Cell]) -> str:
    numbers = [cell for cell in cells if isinstance(cell, int | Decimal)]
    return f"{cell_text(sum(numbers, Decimal(0)), column.kind)} in {len(numbers)}"


def _words(column: Column, cells: list[Cell]) -> str | None:
    counts = Counter(cell_text(cell, column.kind) for cell in cells if cell is not None)
    if not counts or len(counts) > MOST_WORDS or max(map(len, counts)) > 40:
        return f"{len(counts)} distinct in {counts.total()}" if counts else None
    return ", ".join(f"{word} {count}" for word, count in sorted(counts.items()))
