"""Ruled tables of a page, found by pdfplumber from its drawn lines and rectangles."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from models.document import Table
from models.geometry import Box

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2


class TableFinder:
    """Finds the tables of one PDF; the file is opened by pdfplumber only when a page is first asked for."""

    def __init__(self, content: bytes, password: str | None) -> None:
        self._content = content
        self._password = password
        self._pdf: PDF | None = None

    def tables_on(self, number: int) -> tuple[Table, ...]:
        """The tables of page `number` (1-based) with at least two rows and two columns; none where the page puzzles
        pdfplumber, for its lines are read all the same.
        """
        import pdfplumber

        try:
            if self._pdf is None:
                self._pdf = pdfplumber.open(BytesIO(self._content), password=self._password or "")
            page = self._pdf.pages[number - 1]
            try:
                found = [_table(table) for table in page.find_tables()]
            finally:
                page.close()
        # Damaged files raise whatever the parser below meets first.
        except Exception:
            return ()
        return tuple(table for table in found if table is not None)

    def close(self) -> None:
        """Let go of the file."""
        if self._pdf is not None:
            self._pdf.close()


def _table(found: Any) -> Table | None:
    rows = tuple(
        tuple(_box(cell) for cell in row.cells if cell is not None)
        for row in found.rows
        if any(cell is not None for cell in row.cells)
    )
    if len(rows) < _FEWEST_ROWS or max(len(row) for row in rows) < _FEWEST_COLUMNS:
        return None
    return Table(box=_box(found.bbox), rows=rows)


def _box(edges: tuple[float, float, float, float]) -> Box:
    return Box(left=edges[0], top=edges[1], right=edges[2], bottom=edges[3])
