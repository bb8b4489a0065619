"""Boxes to tick in a picture of a page: small squares with four straight closed sides, empty or with a mark in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_pixels import Pixels, closed, opened, thickened
from models.geometry import Box

# In points: sides of such boxes, their thickest lines, and the share by which a mark may draw out a level side.
_SMALLEST, _LARGEST = 5.0, 15.0
_THICKEST, _DRAWN_OUT = 2.6, 0.6
_SHORTEST_RUN = 4.0
_WINDOW, _STROKE, _DARKER, _HALF = 30.0, 3.0, 26, 0.42
_SQUARE = 0.76
# Shares of a side: what of it is inked in one straight row, and in all of its line; how near to a corner ink comes; and
# what may be crowded outside.
_STRAIGHT, _UNBROKEN, _CORNER, _CROWDED = 0.86, 0.94, 0.16, 0.5
_CLEAR = (0.7, 1.5)
# Shares of a side: its lines at their thickest, what is left of the inside, and what of a row a line fills.
_THICK, _LEAST_INSIDE, _LINE = 0.25, 0.3, 0.7
# A mark's share of the inside, and of the side that it reaches over; a blot leaves nothing of the inside.
_MARKED, _REACH, _SOLID = 0.06, 0.5, 0.88
_ALIKE, _UNLIKE, _FEWEST_TO_COMPARE = 0.2, 0.4, 4
# How far a mark may reach out of its square, in sides.
_REACH_OUT = 1.2
# Pixels by which lines are uneven; how far letters stand from a square, in points and in sides.
_RAGGED = 2
_APART, _APART_BY_SIDE, _FARTHEST_APART, _SPECKS = 1.1, 0.17, 1.5, 0.1
# Boxes for one letter each stand wall to wall.
_COMB, _FEWEST_OF_COMB = 0.5, 3

_Frame = tuple[int, int, int, int]


class TickSquare(NamedTuple):
    """A box to tick: its place in points, out to the edge of its lines, and whether there is a mark in it."""

    box: Box
    is_ticked: bool


class _Seen(NamedTuple):
    frame: _Frame
    is_ticked: bool
    is_solid: bool

    @property
    def side(self) -> float:
        left, top, right, bottom = self.frame
        return (right - left + bottom - top) / 2


def tick_squares_in(image: NDArray[np.uint8], pixels_per_point: float) -> tuple[TickSquare, ...]:
    """The boxes to tick in an upright page image, grey or colour, from 5 to 15 points wide, top down."""
    ink = _inked(image, pixels_per_point)
    seen: list[_Seen] = []
    for frame in _frames(ink, pixels_per_point):
        if any(_overlap(frame, other.frame) for other in seen) or not _is_square(ink, frame, pixels_per_point):
            continue
        found = _looked_into(ink, frame)
        if found is not None and _stands_alone(ink, found, pixels_per_point):
            seen.append(found)
    # A solid square alone is a bullet; beside empty ones it is a box blacked out.
    hollow = [one.side for one in seen if not one.is_solid]
    boxes = [one for one in seen if not one.is_solid or any(_alike(one.side, side) for side in hollow)]
    usual = float(np.median([one.side for one in boxes])) if len(boxes) >= _FEWEST_TO_COMPARE else 0.0
    boxes = [one for one in boxes if not usual or abs(one.side - usual) <= _UNLIKE * usual]
    kept = _without_combs(sorted(boxes, key=lambda one: (one.frame[1], one.frame[0])))
    return tuple(TickSquare(_in_points(one.frame, pixels_per_point), one.is_ticked) for one in kept)


def without_squares(
    image: NDArray[np.uint8], squares: Sequence[TickSquare], pixels_per_point: float
) -> NDArray[np.uint8]:
    """The picture with the squares blotted out, and with them marks that reach out of them; the same if there are none.

    Character recognition takes them for letters, or runs the words on both sides together.
    """
    clean = image.copy() if squares else image
    for square in squares:
        box, reach = square.box, _REACH_OUT * square.box.width
        left, top, right, bottom = (
            round(edge * pixels_per_point) for edge in (box.left, box.top, box.right, box.bottom)
        )
        more = round(reach * pixels_per_point)
        above, before = max(top - more, 0), max(left - more, 0)
        window = clean[above : bottom + more, before : right + more]
        paper = np.median(window, axis=(0, 1)).astype(np.uint8)
        gone = _belonging(
            _inked(window, pixels_per_point), (left - before, top - above, right - before, bottom - above)
        )
        window[gone] = paper
    return clean


def _belonging(ink: Pixels, frame: _Frame) -> NDArray[np.bool_]:
    """What lies in a frame, and the pieces of ink that begin in it and end in this window."""
    import cv2

    left, top, right, bottom = frame
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    gone = np.zeros(ink.shape, bool)
    for index in set(np.unique(labels[top:bottom, left:right]).tolist()) - {0}:
        x, y, wide, high = (int(value) for value in stats[index, :4])
        if x > 0 and y > 0 and x + wide < ink.shape[1] and y + high < ink.shape[0]:
            gone |= labels == index
    gone[max(top - 1, 0) : bottom + 1, max(left - 1, 0) : right + 1] = True
    # Around a stroke the paper is grey.
    return np.asarray(cv2.dilate(gone.astype(np.uint8), np.ones((3, 3), np.uint8)), bool)


def _inked(image: NDArray[np.uint8], pixels_per_point: float) -> Pixels:
    """1 where print or a pen is darker than the paper around; strokes as thin as they are at half their darkness."""
    import cv2

    grey = image if image.ndim == 2 else cv2.cvtColor(image[:, :, :3], cv2.COLOR_BGR2GRAY)
    window = round(_WINDOW * pixels_per_point) | 1
    darkness = cv2.subtract(cv2.blur(grey, (window, window)), grey)
    reach = round(_STROKE * pixels_per_point) | 1
    least = cv2.convertScaleAbs(thickened(np.asarray(darkness, np.uint8), reach, reach), alpha=_HALF)
    dark = (darkness > least) & (darkness > _DARKER)
    return np.asarray(dark, np.uint8)


def _frames(ink: Pixels, scale: float) -> Iterator[_Frame]:
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


def _snapped(ink: Pixels, frame: _Frame, near: int) -> _Frame:
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


def _is_square(ink: Pixels, frame: _Frame, scale: float) -> bool:
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


def _stands_alone(ink: Pixels, one: _Seen, scale: float) -> bool:
    """Whether a square stands clear of letters on both sides, and no line runs on from it but a pen's."""
    import cv2

    left, top, right, bottom = one.frame
    more = round(_REACH_OUT * one.side) + 1
    above, before = max(top - more, 0), max(left - more, 0)
    window = np.ascontiguousarray(ink[above : bottom + more, before : right + more])
    labels = cv2.connectedComponents(window, connectivity=8)[1]
    rows, columns = slice(top - above, bottom - above), slice(left - before, right - before)
    joined = np.isin(labels, np.setdiff1d(np.unique(labels[rows, columns]), [0]))
    down, across = (np.flatnonzero(joined.any(axis=axis)) for axis in (1, 0))
    out = max(columns.start - across[0], rows.start - down[0], across[-1] + 1 - columns.stop, down[-1] + 1 - rows.stop)
    if out > _RAGGED and not (one.is_ticked and out < more):
        return False
    clear = max(round(min(max(_APART * scale, _APART_BY_SIDE * one.side), _FARTHEST_APART * scale)), _RAGGED + 1)
    inner = slice(rows.start + _RAGGED, rows.stop - _RAGGED)
    at_left = window[inner, max(columns.start - clear, 0) : columns.start - _RAGGED + 1].max(axis=1)
    at_right = window[inner, columns.stop + _RAGGED - 1 : columns.stop + clear].max(axis=1)
    if one.is_ticked:
        # A tick leaves its box upwards to the right.
        at_right = at_right[len(at_right) // 2 :]
    return max(float(at_left.mean()), float(at_right.mean())) <= _SPECKS


def _looked_into(ink: Pixels, frame: _Frame) -> _Seen | None:
    """What is in a square; None where its lines are as thick as a letter's strokes."""
    import cv2

    left, top, right, bottom = frame
    within = ink[top:bottom, left:right]
    if float(within.mean()) >= _SOLID:
        return _Seen(frame, is_ticked=True, is_solid=True)
    lines = [_thickness(np.rot90(within, turn)) for turn in range(4)]
    if max(min(lines[::2]), min(lines[1::2])) > _THICK * min(within.shape):
        return None
    # Next to a line that seems thicker than another a mark begins.
    above, at_right, below, at_left = (min(line, min(lines) + 1) for line in lines)
    inside = np.ascontiguousarray(within[above + 1 : -below - 1, at_left + 1 : -at_right - 1])
    if min(inside.shape) < _LEAST_INSIDE * min(within.shape):
        return None
    stats = cv2.connectedComponentsWithStats(inside, connectivity=8)[2][1:]
    longest = max((max(piece[2], piece[3]) for piece in stats.tolist()), default=0)
    is_ticked = float(inside.mean()) >= _MARKED and longest >= _REACH * max(inside.shape)
    return _Seen(frame, is_ticked=is_ticked, is_solid=False)


def _thickness(within: Pixels) -> int:
    """How many rows the upper line takes, in pixels."""
    clear = np.flatnonzero(within.mean(axis=1)[1:] < _LINE)
    return int(clear[0]) + 1 if len(clear) else len(within)


def _without_combs(seen: Sequence[_Seen]) -> list[_Seen]:
    """Without boxes that take a letter or digit each: three and more stand in a row with hardly a gap."""
    rows: list[list[_Seen]] = []
    for one in sorted(seen, key=lambda one: one.frame[0]):
        row = next((row for row in rows if _next_to(row[-1], one)), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    return [one for one in seen if not any(one in row for row in rows if len(row) >= _FEWEST_OF_COMB)]


def _next_to(one: _Seen, other: _Seen) -> bool:
    gap = other.frame[0] - one.frame[2]
    return gap <= _COMB * one.side and abs(other.frame[1] - one.frame[1]) <= _ALIKE * one.side


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _ALIKE * max(one, other)


def _overlap(one: _Frame, other: _Frame) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _in_points(frame: _Frame, pixels_per_point: float) -> Box:
    left, top, right, bottom = (edge / pixels_per_point for edge in frame)
    return Box(left=left, top=top, right=right, bottom=bottom)
