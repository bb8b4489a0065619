"""Pieces of ink that belong together: the strokes of one signature, the digits of one date."""

from __future__ import annotations

import numpy as np

from extractors.reading.strokes import Flags, Pieces
from models.geometry import Box

_MOST_PIECES = 1500


def groups_of(pieces: Pieces, free: Flags, letter_height: float) -> list[list[int]]:
    """Indexes of `free` pieces, one list a group: side by side on a row, or touching."""
    chosen = np.nonzero(free)[0]
    if len(chosen) > _MOST_PIECES:
        size = np.maximum(pieces.width, pieces.height)
        chosen = chosen[np.argsort(-size[chosen])[:_MOST_PIECES]]
    chosen = chosen[np.argsort(pieces.left[chosen], kind="stable")]
    left, top = pieces.left[chosen], pieces.top[chosen]
    right, bottom = left + pieces.width[chosen], top + pieces.height[chosen]
    height = bottom - top
    group = np.arange(len(chosen))
    for index in range(len(chosen)):
        later = slice(index + 1, None)
        across = np.maximum(left[later] - right[index], 0)
        shared = np.minimum(bottom[later], bottom[index]) - np.maximum(top[later], top[index])
        lower = np.minimum(height[later], height[index])
        taller = np.minimum(np.maximum(height[later], height[index]), 2.5 * letter_height)
        # A descender reaches into the row below; what stands there is not its neighbour.
        level = (
            np.abs((top[later] + bottom[later]) / 2 - (top[index] + bottom[index]) / 2)
            <= 0.36 * (np.maximum(height[later], height[index])) + 0.2 * lower
        )
        beside = level & (shared >= 0.3 * lower) & (across <= np.maximum(1.1 * letter_height, 0.7 * taller))
        touching = (shared >= -1.5) & (across <= 0.3 * letter_height)
        for other in np.unique(group[later][beside | touching]):
            group[group == other] = group[index]
    return [[int(piece) for piece in chosen[group == name]] for name in np.unique(group)]


def box_of(pieces: Pieces, members: list[int]) -> Box:
    """The box around some pieces, in points."""
    left, top = float(pieces.left[members].min()), float(pieces.top[members].min())
    right = float((pieces.left[members] + pieces.width[members]).max())
    bottom = float((pieces.top[members] + pieces.height[members]).max())
    return Box(left=left, top=top, right=right, bottom=bottom)
