"""Ruled tables of a scanned page: what lines that cross in its picture close in on all four sides is a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_components import components_of
from extractors.reading.ink_pixels import Pixels, closed, opened, thickened
from models.document import Table
from models.geometry import Box, enclosing

# Pixels a point at which lines are looked for, and in points: the thickest line, the shortest stretches of one that
# are longer than a letter's strokes, and breaks in a line and at its corners.
_COARSE = 100 / 72
_THICKEST = 4.0
_RUN_ACROSS, _RUN_DOWN = 24.0, 13.0
_SHORTEST_ACROSS, _SHORTEST_DOWN = 30.0, 13.0
_BREAK, _CORNER = 8.0, 4.0
_FAINTEST, _NOISE_FACTOR = 18.0, 5.0
_NARROWEST, _LOWEST, _FULLEST = 12.0, 7.0, 0.9
_LEAST_SQUARE, _SIDE = 0.6, 0.5
_WALL = 5.0
_SIDE_NEAR = 10.0
_HALF_WALL = 1.5
_SAME_ROW = 4.0
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2

_Point = tuple[int, int]


def tables_in(image: NDArray[np.uint8], pixels_per_point: float) -> tuple[Table, ...]:
    """The tables with at least two rows and two columns in an upright page image, top down, in points.

    A cell that spans rows stands in the row it begins in. Lines may be broken and lie a little askew.
    """
    walls, scale = _walls(image, pixels_per_point)
    if walls is None:
        return ()
    cells = _innermost(list(_cells(walls, scale)))
    tables = (_table(group) for group in _side_by_side(cells))
    return tuple(sorted((table for table in tables if table is not None), key=lambda table: table.box.top))


def _walls(image: NDArray[np.uint8], pixels_per_point: float) -> tuple[Pixels | None, float]:
    """The lines of the page that may border cells (1), and the pixels a point of that mask; None where none cross."""
    import cv2

    grey = image if image.ndim == 2 else cv2.cvtColor(image[:, :, :3], cv2.COLOR_BGR2GRAY)
    shrink = min(_COARSE / pixels_per_point, 1.0)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    scale = pixels_per_point * shrink
    reach = round(_THICKEST * scale) | 1
    # What is thin and darker than both its sides: shaded cells and shadows of the paper drop out.
    thin = np.asarray(cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8)), np.uint8)
    grain = float(np.median(thin[::3, ::3]))
    inked = (thin > max(_FAINTEST, _NOISE_FACTOR * grain)).astype(np.uint8)
    down = _lines(_turned(inked), _RUN_DOWN * scale, _SHORTEST_DOWN * scale, scale)
    if not down.any():
        return None, scale
    across = _lines(inked, _RUN_ACROSS * scale, _SHORTEST_ACROSS * scale, scale)
    return _with_open_sides_closed(across, _turned(down), scale), scale


def _lines(inked: Pixels, run: float, shortest: float, scale: float) -> Pixels:
    """The level lines of a mask, their breaks closed and both ends a little longer."""
    # A line that lies a little askew climbs a pixel at a time; thickened, its runs stay long.
    long = opened(thickened(inked, 3, 1), 1, int(run))
    joined = closed(long, 1, int(_BREAK * scale) | 1)
    parts = components_of(joined)
    return thickened(parts.drawn(parts.width >= shortest), 1, int(_CORNER * scale) * 2 + 1)


def _with_open_sides_closed(across: Pixels, down: Pixels, scale: float) -> Pixels:
    """The walls, with the ends joined of lines that hold together: a table's outer walls may be faint or not drawn."""
    import cv2

    walls = across | down
    parts = components_of(walls)
    lying = _lines_of_each(parts.labels, across, parts.number)
    standing = _lines_of_each(parts.labels.T, _turned(down), parts.number)
    for index in range(1, parts.number):
        if len(lying[index]) <= _FEWEST_ROWS or len(standing[index]) < _FEWEST_COLUMNS - 1:
            continue
        left, top, wide, high = parts.frame_of(index)
        near = _SIDE_NEAR * scale
        for first, last, lines in ((left, left + wide - 1, lying[index]), (top, top + high - 1, standing[index])):
            for edge, end in ((first, 0), (last, 1)):
                ends = sorted((line[end] for line in lines if abs(line[end][0] - edge) <= near), key=lambda at: at[1])
                points = np.array([at if lines is lying[index] else at[::-1] for at in ends], np.int32)
                if len(points) > 1:
                    cv2.polylines(walls, [points], isClosed=False, color=1, thickness=2)
    return walls


def _lines_of_each(labels: NDArray[np.int32], lines: Pixels, count: int) -> list[list[tuple[_Point, _Point]]]:
    """The lines of each labelled part of the walls, each with both its ends."""
    found: list[list[tuple[_Point, _Point]]] = [[] for _ in range(count)]
    parts = components_of(lines)
    for index in range(1, parts.number):
        left, top, wide, high = parts.frame_of(index)
        ends = [(x, top + int(np.argmax(parts.labels[top : top + high, x] == index))) for x in (left, left + wide - 1)]
        found[int(labels[ends[0][1], ends[0][0]])].append((ends[0], ends[1]))
    return found


def _turned(pixels: Pixels) -> Pixels:
    return np.ascontiguousarray(pixels.T)


def _cells(walls: Pixels, scale: float) -> Iterator[Box]:
    """The boxes of what walls close in, out to the middle of the walls."""
    import cv2

    height, width = walls.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(1 - walls, connectivity=4)
    for index, (left, top, wide, high, area) in enumerate(stats.tolist()[1:], start=1):
        at_rim = left == 0 or top == 0 or left + wide == width or top + high == height
        large = wide >= _NARROWEST * scale and high >= _LOWEST * scale
        if at_rim or not large or area < _LEAST_SQUARE * wide * high or high > _FULLEST * height:
            continue
        inside = labels[top : top + high, left : left + wide] == index
        # The border of a cell that lies askew is taken where it stands half way.
        rows, columns = (_filled(inside.sum(axis=axis)) for axis in (1, 0))
        yield Box(
            left=(left + columns[0]) / scale,
            top=(top + rows[0]) / scale,
            right=(left + columns[1]) / scale,
            bottom=(top + rows[1]) / scale,
        )


def _filled(counts: NDArray[np.int64]) -> tuple[int, int]:
    full = np.flatnonzero(counts >= _SIDE * counts.max())
    return int(full[0]), int(full[-1]) + 1


def _innermost(boxes: list[Box]) -> list[Box]:
    """The boxes without those that hold another: a frame drawn around a table is none of its cells."""
    return [box for box in boxes if not any(other is not box and _holds(box, other) for other in boxes)]


def _holds(box: Box, other: Box) -> bool:
    across = (other.left + other.right) / 2
    return box.left < across < box.right and box.top < other.middle < box.bottom


def _side_by_side(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells that share walls, together."""
    groups: list[list[Box]] = []
    for cell in cells:
        near = [group for group in groups if any(_share_wall(cell, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([cell, *(other for group in near for other in group)])
    return groups


def _share_wall(cell: Box, other: Box) -> bool:
    across = min(cell.right, other.right) - max(cell.left, other.left)
    down = min(cell.bottom, other.bottom) - max(cell.top, other.top)
    return min(across, down) > -_WALL and max(across, down) > 0


def _table(cells: list[Box]) -> Table | None:
    rows: list[list[Box]] = []
    for cell in sorted(cells, key=lambda cell: cell.top):
        if rows and cell.top - rows[-1][0].top <= _SAME_ROW:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    if len(rows) < _FEWEST_ROWS or max(len(row) for row in rows) < _FEWEST_COLUMNS:
        return None
    grown = tuple(tuple(_grown(cell) for cell in sorted(row, key=lambda cell: cell.left)) for row in rows)
    return Table(box=enclosing(cell for row in grown for cell in row), rows=grown)


def _grown(cell: Box) -> Box:
    """The cell out to the middle of its walls, so that its neighbours begin where it ends."""
    wide = {"left": cell.left - _HALF_WALL, "right": cell.right + _HALF_WALL}
    return cell.replaced(**wide, top=cell.top - _HALF_WALL, bottom=cell.bottom + _HALF_WALL)
