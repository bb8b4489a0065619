"""Reading order: rows from top to bottom, and columns of running text one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from models.document import Line
from models.geometry import Box

_FEWEST_LINES = 5
_FILL = 0.6
_MANY_LINES = 20
_FULL, _SHARE_OF_FULL = 0.75, 0.4
_NARROWEST = 100.0


def in_reading_order(rows: Sequence[Sequence[Line]], page_width: float) -> tuple[Line, ...]:
    """The lines of all rows, left column before right column where a stretch of rows is set in two columns.

    A table or a pair of signature blocks is no column of running text: its lines are short, and stay row by row.
    """
    placed = [[(line, line.box) for line in row] for row in rows]
    gutter = _gutter(placed, page_width)
    if gutter is None:
        return tuple(line for row in placed for line, _ in row)
    ordered: list[Line] = []
    stretch: list[list[tuple[Line, Box]]] = []
    for row in [*placed, None]:
        if row is not None and not any(box.left < gutter < box.right for _, box in row):
            stretch.append(row)
            continue
        ordered += _read(stretch, gutter)
        stretch = []
        if row is not None:
            ordered += [line for line, _ in row]
    return tuple(ordered)


def _read(stretch: Sequence[Sequence[tuple[Line, Box]]], gutter: float) -> list[Line]:
    cells = [cell for row in stretch for cell in row]
    if not _are_columns([box for _, box in cells], gutter):
        return [line for line, _ in cells]
    left = [line for line, box in cells if box.right <= gutter]
    return left + [line for line, box in cells if box.right > gutter]


def _are_columns(boxes: Sequence[Box], gutter: float) -> bool:
    left = [box for box in boxes if box.right <= gutter]
    right = [box for box in boxes if box.right > gutter]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    return all(_is_running_text(side) for side in (left, right))


def _is_running_text(side: Sequence[Box]) -> bool:
    width = max(box.right for box in side) - min(box.left for box in side)
    usual = median(box.width for box in side)
    if usual >= _FILL * width and usual >= _NARROWEST:
        return True
    # A column that ends in a place to sign, or holds a list, has many short lines; no table has so many full ones.
    full = sum(box.width >= _FULL * width for box in side)
    return len(side) >= _MANY_LINES and width >= _NARROWEST and full >= _SHARE_OF_FULL * len(side)


def _gutter(rows: Sequence[Sequence[tuple[Line, Box]]], page_width: float) -> float | None:
    """The x in the middle of the page that most pairs of lines keep free; None where hardly any pair does."""
    gaps = [
        (before.right, after.left)
        for row in rows
        for (_, before), (_, after) in pairwise(row)
        if before.right < 0.7 * page_width and after.left > 0.3 * page_width
    ]
    if len(gaps) < _FEWEST_LINES:
        return None
    candidates = {round((left + right) / 2) for left, right in gaps}
    best = max(candidates, key=lambda x: sum(left < x < right for left, right in gaps))
    return float(best) if sum(left < best < right for left, right in gaps) >= _FEWEST_LINES else None
