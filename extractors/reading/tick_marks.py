"""What is in a square that may be a box to tick, and whether it stands alone as such boxes do."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extractors.reading.ink_pixels import Pixels
from extractors.reading.tick_pixels import Frame

# Shares of a side: its lines at their thickest, what is left of the inside, and what of a row a line fills.
_THICK, _LEAST_INSIDE, _LINE = 0.25, 0.3, 0.7
# A mark's share of the inside, and of the side that it reaches over; a blot leaves nothing of the inside.
_MARKED, _REACH, _SOLID = 0.06, 0.5, 0.88
# How far a mark may reach out of its square, in sides.
_REACH_OUT = 1.2
# Pixels by which lines are uneven; how far letters stand from a square, in points and in sides.
_RAGGED = 2
_APART, _APART_BY_SIDE, _FARTHEST_APART, _SPECKS = 1.1, 0.17, 1.5, 0.1


class SeenSquare(NamedTuple):
    """A square in pixels, and what is in it: nothing, a mark, or ink throughout."""

    frame: Frame
    is_ticked: bool
    is_solid: bool

    @property
    def side(self) -> float:
        """Its mean width and height, in pixels."""
        left, top, right, bottom = self.frame
        return (right - left + bottom - top) / 2


def looked_into(ink: Pixels, frame: Frame) -> SeenSquare | None:
    """What is in a square; None where its lines are as thick as a letter's strokes."""
    import cv2

    left, top, right, bottom = frame
    within = ink[top:bottom, left:right]
    if float(within.mean()) >= _SOLID:
        return SeenSquare(frame, is_ticked=True, is_solid=True)
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
    return SeenSquare(frame, is_ticked=is_ticked, is_solid=False)


def stands_alone(ink: Pixels, one: SeenSquare, scale: float) -> bool:
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


def _thickness(within: Pixels) -> int:
    """How many rows the upper line takes, in pixels."""
    clear = np.flatnonzero(within.mean(axis=1)[1:] < _LINE)
    return int(clear[0]) + 1 if len(clear) else len(within)
