"""The rows of ruled tables as passages: words go to the cell they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.segmenting.level_ruled_tables import level_ruled_tables
from extractors.segmenting.passages import Passage
from models.document import Line, Page, Table, Word
from models.geometry import Box

_EDGE = 2.0


def rows_of_tables(page: Page, lines: Sequence[Line]) -> tuple[set[int], list[tuple[Line, Passage]]]:
    """The identities of the lines that lie in tables, and each row's passage with the first of its lines.

    A table whose rows hold hardly any words, or running text in one cell, is a frame and no table.
    """
    used: set[int] = set()
    rows: list[tuple[Line, Passage]] = []
    for table in (*page.tables, *level_ruled_tables(page, lines)):
        inside = [line for line in lines if id(line) not in used and _within(line.box, table.box)]
        found = [row for cells in table.rows if (row := _row(cells, inside, page.number)) is not None]
        if _is_table(table, found):
            # What stands in no cell, as where a wall is missing, is text all the same.
            used |= {id(line) for line in inside if any(_is_in_cell(word, table) for word in line.words)}
            rows += found
    return used, rows


def _within(box: Box, outer: Box) -> bool:
    middle = (box.left + box.right) / 2
    return (
        outer.left - _EDGE <= middle <= outer.right + _EDGE and outer.top - _EDGE <= box.middle <= outer.bottom + _EDGE
    )


def _row(cells: Sequence[Box], lines: Sequence[Line], page: int) -> tuple[Line, Passage] | None:
    first: Line | None = None
    texts: list[list[tuple[Line, int]]] = []
    for cell in cells:
        pieces = []
        for line in lines:
            words = tuple(word for word in line.words if _holds(cell, word))
            if words:
                first = first or line
                pieces.append((Line.of_known(words=words), page))
        if pieces:
            texts.append(pieces)
    return (first, Passage.of_cells(texts)) if first is not None else None


def _is_in_cell(word: Word, table: Table) -> bool:
    return any(_holds(cell, word) for row in table.rows for cell in row)


def _holds(cell: Box, word: Word) -> bool:
    middle = (word.box.left + word.box.right) / 2
    return cell.left <= middle < cell.right and cell.top <= word.box.middle < cell.bottom


def _is_table(table: Table, rows: Sequence[tuple[Line, Passage]]) -> bool:
    several = sum("\t" in passage.text for _, passage in rows)
    return len(rows) >= 2 and several >= 0.5 * len(rows)
