"""Ruled lines of a page image: signature lines, underscores, dotted lines, table borders, streaks of a scanner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_components import components_of
from extractors.reading.ink_pixels import (
    Pixels,
    box_of_pixels,
    closed,
    ink_pixels_of,
    opened,
    places_inked,
    thickened,
)
from models.geometry import Box

_SHORTEST_RUN = 16.0
_SHORTEST_UPRIGHT_RUN = 24.0
_SHORTEST_RULE = 30.0
_WIDEST_GAP = 6.0
_THICKEST = 3.0
_TALLEST_DOT = 2.2
_WIDEST_DASH = 14.0
_MOST_BEND = 0.45
# Longer lines are found even where a flourish runs along them or joins two.
_LONG, _MOST_ADDED, _LEAST_STRAIGHT, _MOST_LINES = 60.0, 14.0, 0.6, 3
_SLOPES = tuple(step / 400 for step in range(-14, 15))


class RuledLine(NamedTuple):
    """A line on a page that may lie a little askew: its box in points, and how far it sinks from end to end."""

    box: Box
    fall: float = 0.0

    def level_at(self, x: float) -> float:
        """The y of the line at `x` points from the left, also beyond its ends."""
        middle = (self.box.left + self.box.right) / 2
        return self.box.middle + self.fall * (x - middle) / max(self.box.width, 1.0)


class RuledLines(NamedTuple):
    """Horizontal lines and upright ones, in points, and `pixels` without any of them."""

    lines: tuple[RuledLine, ...]
    uprights: tuple[Box, ...]
    pixels: Pixels

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The horizontal lines' boxes, top down."""
        return tuple(line.box for line in self.lines)


def find_rules(image: Pixels, pixels_per_point: float) -> tuple[Box, ...]:
    """The horizontal ruled lines of a page image, 30 points and longer, in points from the top left, top down."""
    return ruled_lines_of(ink_pixels_of(image, pixels_per_point), pixels_per_point).boxes


def ruled_lines_of(pixels: Pixels, pixels_per_point: float) -> RuledLines:
    """Finds ruled lines among the inked pixels (1 is ink) and takes them away, mending strokes that cross them."""
    solid, lines = _lying(pixels, pixels_per_point)
    rest = _without(pixels, solid, pixels_per_point)
    dotted, more = _dotted(rest, pixels_per_point)
    rest = rest & ~dotted
    upright, columns = _lying(_turned(rest), pixels_per_point, _SHORTEST_UPRIGHT_RUN)
    rest = _turned(_without(_turned(rest), upright, pixels_per_point))
    uprights = (line.box for line in columns)
    return RuledLines(
        lines=tuple(sorted(lines + more, key=lambda line: (line.box.top, line.box.left))),
        uprights=tuple(Box(left=box.top, top=box.left, right=box.bottom, bottom=box.right) for box in uprights),
        pixels=rest,
    )


def _lying(
    pixels: Pixels, pixels_per_point: float, shortest_run: float = _SHORTEST_RUN
) -> tuple[Pixels, list[RuledLine]]:

    run = max(int(shortest_run * pixels_per_point), 3)
    # A slightly skewed line climbs one pixel at a time; thickened by one, its runs stay long.
    thick = thickened(pixels, 2, 1)
    long = opened(thick, 1, run) & pixels
    return _thin_pieces(long, pixels_per_point)


def _thin_pieces(mask: Pixels, pixels_per_point: float) -> tuple[Pixels, list[RuledLine]]:
    """Joins pieces of one line over small gaps and keeps the lines that are long and thin."""
    import cv2

    gap = int(_WIDEST_GAP * pixels_per_point) | 1
    kept = np.zeros_like(mask)
    places = places_inked(mask)
    if not len(places):
        return kept, []
    parts = components_of(closed(mask, 3, gap))
    labels, count = parts.labels, parts.number
    owner = labels.ravel()[places]
    area = np.bincount(owner, minlength=count)
    keep = np.zeros(count, np.uint8)
    found: list[RuledLine] = []
    crowded: list[tuple[int, tuple[slice, slice]]] = []
    for index in range(1, count):
        left, top, width, height = parts.frame_of(index)
        if width < _SHORTEST_RULE * pixels_per_point:
            continue
        window = np.s_[top : top + height, left : left + width]
        slope = _slope_of(mask[window], float(area[index]), pixels_per_point)
        if slope is not None:
            keep[index] = 1
            found.append(_ruled(window, slope, pixels_per_point))
        elif width >= _LONG * pixels_per_point and height <= _MOST_ADDED * pixels_per_point + 0.06 * width:
            crowded.append((index, window))
    kept.ravel()[places] = keep[owner]
    known = [line.fall / line.box.width for line in found if line.box.width >= _LONG]
    for index, window in crowded:
        piece = mask[window] & (labels[window] == index)
        slope = float(np.median(known)) if known else _likeliest_slope(piece)
        for line in _lines_within(piece, slope, pixels_per_point):
            kept[window] |= line
            left, top, width, height = cv2.boundingRect(line)
            left, top = window[1].start + left, window[0].start + top
            found.append(_ruled(np.s_[top : top + height, left : left + width], slope, pixels_per_point))
    return kept, found


def _ruled(window: tuple[slice, slice], slope: float, pixels_per_point: float) -> RuledLine:
    box = box_of_pixels(window, pixels_per_point)
    return RuledLine(box, slope * box.width)


def _slope_of(piece: Pixels, area: float, pixels_per_point: float) -> float | None:
    """The slope of a piece that is a thin straight line; None of any other."""
    height, width = piece.shape
    if area / width > _THICKEST * pixels_per_point or height > max(_THICKEST * pixels_per_point, 0.06 * width):
        return None
    bend, slope = _bend_of(piece)
    return slope if bend <= _MOST_BEND * pixels_per_point else None


def _likeliest_slope(piece: Pixels) -> float:
    """The slope at which most ink of a piece lies on one straight line."""
    rows, columns = np.nonzero(piece)
    most = {slope: int(np.bincount(_levels(rows, columns, slope)).max()) for slope in _SLOPES}
    return max(_SLOPES, key=lambda slope: (most[slope], -abs(slope)))


def _levels(rows: NDArray[np.intp], columns: NDArray[np.intp], slope: float) -> NDArray[np.int64]:
    levels = np.round(rows - slope * columns).astype(np.int64)
    return np.asarray(levels - levels.min(), np.int64)


def _lines_within(piece: Pixels, slope: float, pixels_per_point: float) -> Iterator[Pixels]:
    """The straight lines of a slope in a long piece, to which strokes of a pen have been added."""
    rows, columns = np.nonzero(piece)
    levels = _levels(rows, columns, slope)
    for _ in range(_MOST_LINES):
        if not len(levels):
            return
        near = np.abs(levels - np.argmax(np.bincount(levels))) <= _THICKEST / 2 * pixels_per_point
        across = np.unique(columns[near])
        width = int(across[-1] - across[0]) + 1
        if len(across) < _LONG * pixels_per_point or len(across) < _LEAST_STRAIGHT * width:
            return
        line = np.zeros_like(piece)
        line[rows[near], columns[near]] = 1
        yield line
        rows, columns, levels = rows[~near], columns[~near], levels[~near]


def _bend_of(piece: Pixels) -> tuple[float, float]:
    """How far a line strays from straight, in pixels, and its slope: the flat part of a pen's loop bends, a ruled line
    does not.
    """
    ys, xs = np.nonzero(piece)
    columns = np.bincount(xs)
    known = np.nonzero(columns)[0]
    middles = np.bincount(xs, weights=ys)[known] / columns[known]
    slope, start = np.polyfit(known, middles, 1)
    return float(np.std(middles - (slope * known + start))), float(slope)


def _dotted(pixels: Pixels, pixels_per_point: float) -> tuple[Pixels, list[RuledLine]]:
    """Lines of dots or short dashes: small flat pieces that follow one another for 30 points."""
    parts = components_of(pixels)
    flat = parts.height <= max(_TALLEST_DOT * pixels_per_point, 2)
    short = parts.width <= _WIDEST_DASH * pixels_per_point
    dots = parts.drawn(flat & short)
    gap = int(_WIDEST_GAP * pixels_per_point) | 1
    joined = closed(dots, 3, gap)
    run = int(_SHORTEST_RULE * pixels_per_point)
    lines = opened(joined, 1, run)
    return _thin_pieces(thickened(lines, 3, 1) & dots, pixels_per_point)


def _without(pixels: Pixels, lines: Pixels, pixels_per_point: float) -> Pixels:
    """Takes lines away, with their ragged edges, and mends the strokes that went across."""

    edges = thickened(lines, 3, 1) & pixels
    # Ink that stands clear of the line is no ragged edge.
    clear = opened(pixels, max(int(4 * pixels_per_point), 3), 1)
    gone = edges & ~(clear & ~lines)
    rest = pixels & ~gone
    reach = max(int(_THICKEST * pixels_per_point), 3) | 1
    mended = closed(rest, reach, 1) & gone
    crossing: Pixels = rest | mended
    return crossing


def _turned(pixels: Pixels) -> Pixels:
    return np.ascontiguousarray(pixels.T)
