"""Ruled lines of a page image: signature lines, underscores, dotted lines, table borders, streaks of a scanner."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extractors.reading.ink_pixels import Pixels, closed, ink_pixels_of, opened, thickened
from models.geometry import Box

_SHORTEST_RUN = 16.0
_SHORTEST_UPRIGHT_RUN = 24.0
_SHORTEST_RULE = 30.0
_WIDEST_GAP = 6.0
_THICKEST = 3.0
_TALLEST_DOT = 2.2
_WIDEST_DASH = 14.0
_MOST_BEND = 0.45


class RuledLines(NamedTuple):
    """Horizontal lines as boxes in points, and `pixels` without any ruled line, horizontal or upright."""

    boxes: tuple[Box, ...]
    pixels: Pixels


def find_rules(image: Pixels, pixels_per_point: float) -> tuple[Box, ...]:
    """The horizontal ruled lines of a page image, 30 points and longer, in points from the top left, top down."""
    return ruled_lines_of(ink_pixels_of(image, pixels_per_point), pixels_per_point).boxes


def ruled_lines_of(pixels: Pixels, pixels_per_point: float) -> RuledLines:
    """Finds ruled lines among the inked pixels (1 is ink) and takes them away, mending strokes that cross them."""
    solid, boxes = _lying(pixels, pixels_per_point)
    rest = _without(pixels, solid, pixels_per_point)
    dotted, more = _dotted(rest, pixels_per_point)
    rest = rest & ~dotted
    upright, _ = _lying(_turned(rest), pixels_per_point, _SHORTEST_UPRIGHT_RUN)
    rest = _turned(_without(_turned(rest), upright, pixels_per_point))
    return RuledLines(tuple(sorted(boxes + more, key=lambda box: (box.top, box.left))), rest)


def _lying(pixels: Pixels, pixels_per_point: float, shortest_run: float = _SHORTEST_RUN) -> tuple[Pixels, list[Box]]:

    run = max(int(shortest_run * pixels_per_point), 3)
    # A slightly skewed line climbs one pixel at a time; thickened by one, its runs stay long.
    thick = thickened(pixels, 2, 1)
    long = opened(thick, 1, run) & pixels
    return _thin_pieces(long, pixels_per_point)


def _thin_pieces(mask: Pixels, pixels_per_point: float) -> tuple[Pixels, list[Box]]:
    """Joins pieces of one line over small gaps and keeps the lines that are long and thin."""
    import cv2

    gap = int(_WIDEST_GAP * pixels_per_point) | 1
    kept = np.zeros_like(mask)
    inked = cv2.findNonZero(mask)
    if inked is None:
        return kept, []
    # Most of a page is paper: only inked pixels are looked up, and only where they lie.
    columns, rows = np.asarray(inked).reshape(-1, 2).T
    joined = closed(mask, 3, gap)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    owner = np.asarray(labels)[rows, columns]
    area = np.bincount(owner, minlength=count)
    keep = np.zeros(count, np.uint8)
    boxes = []
    for index in range(1, count):
        left, top, width, height = (int(stats[index, field]) for field in range(4))
        thickness = area[index] / width
        if width < _SHORTEST_RULE * pixels_per_point or thickness > _THICKEST * pixels_per_point:
            continue
        if height > max(_THICKEST * pixels_per_point, 0.06 * width):
            continue
        if _bend_of(mask[top : top + height, left : left + width]) > _MOST_BEND * pixels_per_point:
            continue
        keep[index] = 1
        boxes.append(
            Box(
                left=left / pixels_per_point,
                top=top / pixels_per_point,
                right=(left + width) / pixels_per_point,
                bottom=(top + height) / pixels_per_point,
            )
        )
    kept[rows, columns] = keep[owner]
    return kept, boxes


def _bend_of(piece: Pixels) -> float:
    """How far a line strays from straight, in pixels: the flat part of a pen's loop bends, a ruled line does not."""
    ys, xs = np.nonzero(piece)
    columns = np.bincount(xs)
    known = np.nonzero(columns)[0]
    middles = np.bincount(xs, weights=ys)[known] / columns[known]
    return float(np.std(middles - np.polyval(np.polyfit(known, middles, 1), known)))


def _dotted(pixels: Pixels, pixels_per_point: float) -> tuple[Pixels, list[Box]]:
    """Lines of dots or short dashes: small flat pieces that follow one another for 30 points."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(pixels, connectivity=8)
    flat = stats[:, cv2.CC_STAT_HEIGHT] <= max(_TALLEST_DOT * pixels_per_point, 2)
    short = stats[:, cv2.CC_STAT_WIDTH] <= _WIDEST_DASH * pixels_per_point
    chosen = (flat & short).astype(np.uint8)
    chosen[0] = 0
    dots = chosen[labels]
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
