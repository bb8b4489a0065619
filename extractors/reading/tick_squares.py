"""Boxes to tick in a picture of a page: small squares with four straight closed sides, empty or with a mark in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_pixels import Pixels, closed, opened
from extractors.reading.tick_marks import SeenSquare, looked_into, stands_alone
from extractors.reading.tick_pixels import Frame, line_pixels_of
from models.geometry import Box

# In points: sides of such boxes, their thickest lines, and the share by which a mark may draw out a level side.
_SMALLEST, _LARGEST = 5.0, 15.0
_THICKEST, _DRAWN_OUT = 2.6, 0.6
_SHORTEST_RUN = 4.0
_SQUARE = 0.76
# Shares of a side: what of it is inked in one straight row, and in all of its line; how near to a corner ink comes; and
# what may be crowded outside.
_STRAIGHT, _UNBROKEN, _CORNER, _CROWDED = 0.86, 0.94, 0.16, 0.5
_CLEAR = (0.7, 1.5)
_ALIKE, _UNLIKE, _FEWEST_TO_COMPARE = 0.2, 0.4, 4
# Boxes for one letter each stand wall to wall.
_COMB, _FEWEST_OF_COMB = 0.5, 3


class TickSquare(NamedTuple):
    """A box to tick: its place in points, out to the edge of its lines, and whether there is a mark in it."""

    box: Box
    is_ticked: bool


def tick_squares_in(image: NDArray[np.uint8], pixels_per_point: float) -> tuple[TickSquare, ...]:
    """The boxes to tick in an upright page image, grey or colour, from 5 to 15 points wide, top down."""
    ink = line_pixels_of(image, pixels_per_point)
    seen: list[SeenSquare] = []
    for frame in _frames(ink, pixels_per_point):
        if any(_overlap(frame, other.frame) for other in seen) or not _is_square(ink, frame, pixels_per_point):
            continue
        found = looked_into(ink, frame)
        if found is not None and stands_alone(ink, found, pixels_per_point):
            seen.append(found)
    # A solid square alone is a bullet; beside empty ones it is a box blacked out.
    hollow = [one.side for one in seen if not one.is_solid]
    boxes = [one for one in seen if not one.is_solid or any(_alike(one.side, side) for side in hollow)]
    usual = float(np.median([one.side for one in boxes])) if len(boxes) >= _FEWEST_TO_COMPARE else 0.0
    boxes = [one for one in boxes if not usual or abs(one.side - usual) <= _UNLIKE * usual]
    kept = _without_combs(sorted(boxes, key=lambda one: (one.frame[1], one.frame[0])))
    return tuple(TickSquare(_in_points(one.frame, pixels_per_point), one.is_ticked) for one in kept)


def _frames(ink: Pixels, scale: float) -> Iterator[Frame]:
    """Where a square may stand: between two level lines as long as their distance, or around a piece of ink."""
    import cv2

    run = max(int(_SHORTEST_RUN * scale), 3)
    level = cv2.connectedComponentsWithStats(opened(closed(ink, 1, 3), 1, run), connectivity=8)[2][1:]
    width, height = level[:, cv2.CC_STAT_WIDTH], level[:, cv2.CC_STAT_HEIGHT]
    fits = (width >= _SMALLEST * scale) & (width <= _LARGEST * scale) & (height <= _THICKEST * scale)
    sides = sorted(level[fits].tolist(), key=lambda side: (side[1], side[0]))
    lefts = np.array([side[0] for side in sides])
    tops = np.array([side[1] for side in sides])
    widths = np.array([side[2] for side in sides])
    for left, top, wide, _, _ in sides:
        near = _DRAWN_OUT * wide
        below = (tops > top) & (np.abs(lefts - left) <= near) & (np.abs(lefts + widths - left - wide) <= near)
        for other in np.flatnonzero(below & (tops - top <= wide / _SQUARE)):
            under = sides[int(other)]
            last, right = under[1] + under[3], max(left + wide, under[0] + under[2])
            halfway = ink[(top + last) // 2, left : left + round(near) + 1]
            if last - top >= _SQUARE * (wide - near) and halfway.any():
                yield _snapped(ink, (min(left, under[0]), top, right, last), round(near))
    pieces = cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:]
    width, height = pieces[:, cv2.CC_STAT_WIDTH], pieces[:, cv2.CC_STAT_HEIGHT]
    fits = (np.minimum(width, height) >= _SMALLEST * scale) & (np.maximum(width, height) <= _LARGEST * scale)
    for left, top, wide, high, _ in pieces[fits & (pieces[:, cv2.CC_STAT_AREA] >= 2 * (width + height))].tolist():
        yield left, top, left + wide, top + high


def _snapped(ink: Pixels, frame: Frame, near: int) -> Frame:
    """The frame drawn in to its upright sides, beyond which a mark may have drawn out a level one."""
    left, top, right, bottom = frame
    upright = np.flatnonzero(ink[top:bottom, left:right].mean(axis=0) >= _STRAIGHT)
    firsts, lasts = upright[upright <= near], upright[upright >= right - left - 1 - near]
    return (
        left + (int(firsts[0]) if len(firsts) else 0),
        top,
        left + int(lasts[-1]) + 1 if len(lasts) else right,
        bottom,
    )


def _is_square(ink: Pixels, frame: Frame, scale: float) -> bool:
    """Whether all four sides are straight and closed, with corners, and the box stands clear of other lines."""
    left, top, right, bottom = frame
    wide, high = right - left, bottom - top
    if min(wide, high) < max(_SMALLEST * scale, _SQUARE * max(wide, high)):
        return False
    margin = round(_CLEAR[1] * scale) + 1
    if left < margin or top < margin or right + margin > ink.shape[1] or bottom + margin > ink.shape[0]:
        return False
    crowded = 0
    for turn in range(4):
        # Each side in its turn is looked at as if it were the upper one.
        around = np.rot90(ink[top - margin : bottom + margin, left - margin : right + margin], turn)
        inside = slice(margin, around.shape[1] - margin)
        if not _is_side(around[:, inside], margin, round(_THICKEST * scale)):
            return False
        if not _has_corner(around, margin, min(wide, high)):
            return False
        strip = around[margin - round(_CLEAR[1] * scale) : margin - round(_CLEAR[0] * scale) + 1, inside]
        crowded += float(strip.max(axis=0).mean()) > _CROWDED
    return crowded == 0


def _is_side(columns: Pixels, first: int, thickest: int) -> bool:
    band = np.ascontiguousarray(columns[first - 1 : first + max(thickest // 2, 2)])
    if float(band.max(axis=0).mean()) < _UNBROKEN:
        return False
    rows = closed(band, 1, 3)
    # A side that lies a little askew climbs by a pixel.
    pairs = np.maximum(rows[:-1], rows[1:])
    return bool(pairs.mean(axis=1).max() >= _STRAIGHT)


def _has_corner(around: Pixels, margin: int, side: int) -> bool:
    reach = max(round(_CORNER * side), 2)
    corner = around[margin - 1 : margin + reach, margin - 1 : margin + reach]
    rows, columns = np.nonzero(corner)
    return bool(len(rows)) and int((rows + columns).min()) <= reach + 1


def _without_combs(seen: Sequence[SeenSquare]) -> list[SeenSquare]:
    """Without boxes that take a letter or digit each: three and more stand in a row with hardly a gap."""
    rows: list[list[SeenSquare]] = []
    for one in sorted(seen, key=lambda one: one.frame[0]):
        row = next((row for row in rows if _next_to(row[-1], one)), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    return [one for one in seen if not any(one in row for row in rows if len(row) >= _FEWEST_OF_COMB)]


def _next_to(one: SeenSquare, other: SeenSquare) -> bool:
    gap = other.frame[0] - one.frame[2]
    return gap <= _COMB * one.side and abs(other.frame[1] - one.frame[1]) <= _ALIKE * one.side


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _ALIKE * max(one, other)


def _overlap(one: Frame, other: Frame) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _in_points(frame: Frame, pixels_per_point: float) -> Box:
    left, top, right, bottom = (edge / pixels_per_point for edge in frame)
    return Box(left=left, top=top, right=right, bottom=bottom)
