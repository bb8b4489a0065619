"""Strokes of two signatures that touch, cut apart between the lines or cells in which they stand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from extractors.reading.ink_components import components_of
from extractors.reading.ink_pixels import Pixels, box_of_pixels
from extractors.reading.ink_places import Guides
from models.geometry import Box

_SHORTEST, _NARROWEST = 28.0, 24.0
_LOWEST_ROW = 18.0
_OVER, _UNDER = 4.0, 12.0
_LEAST_HEIGHT = 9.0
_LEAST_SHARE, _LEAST_WIDTH = 0.2, 20.0
_MOST_CROSSING = 0.5


def cut_between_places(pixels: Pixels, pixels_per_point: float, guides: Guides) -> Pixels:
    """The inked pixels (1 is ink) without those few that join writing on one line to writing on the next."""
    parts = components_of(pixels)
    cut = pixels
    for index in range(1, parts.number):
        left, top, width, height = parts.frame_of(index)
        if height < _SHORTEST * pixels_per_point or width < _NARROWEST * pixels_per_point:
            continue
        window = np.s_[top : top + height, left : left + width]
        piece = parts.labels[window] == index
        box = box_of_pixels(window, pixels_per_point)
        for row in _rows_to_cut(piece, box, guides, pixels_per_point):
            cut = pixels.copy() if cut is pixels else cut
            cut[window][row][piece[row]] = 0
    return cut


def _rows_to_cut(piece: np.typing.NDArray[np.bool_], box: Box, guides: Guides, pixels_per_point: float) -> list[int]:
    """The rows of a piece where hardly any ink crosses from one line to write on into the room above the next."""
    ink = piece.sum(axis=1)
    found: list[int] = []
    for level, following in pairwise(guides.levels(box)):
        # The lower writing stands on the following line, or the upper one merely hangs over it.
        if following - level < _LOWEST_ROW or box.bottom < following - 0.45 * (following - level):
            continue
        start = round((level - _OVER - box.top) * pixels_per_point)
        end = round((min(level + _UNDER, following - _LEAST_HEIGHT) - box.top) * pixels_per_point)
        start, end = max(start, 1), min(end, len(ink) - 1)
        if start >= end:
            continue
        row = start + int(np.argmin(ink[start:end]))
        if _parts_writing(piece, ink, row, found[-1] if found else 0, pixels_per_point):
            found.append(row)
    return found


def _parts_writing(
    piece: np.typing.NDArray[np.bool_], ink: np.typing.NDArray[np.intp], row: int, above: int, pixels_per_point: float
) -> bool:
    """Whether what lies over and under a row is each as large as a signature, and little crosses the row."""
    upper, lower = ink[above:row], ink[row:]
    if min(len(upper), len(lower)) < _LEAST_HEIGHT * pixels_per_point:
        return False
    if min(upper.sum(), lower.sum()) < _LEAST_SHARE * ink[above:].sum():
        return False
    widths = [np.count_nonzero(part.any(axis=0)) for part in (piece[above:row], piece[row:])]
    crossing = min(np.percentile(upper, 75), np.percentile(lower, 75))
    return bool(min(widths) >= _LEAST_WIDTH * pixels_per_point and ink[row] <= _MOST_CROSSING * crossing)
