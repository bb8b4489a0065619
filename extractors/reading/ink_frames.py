"""Frames of rubber stamps, level or slanted, and what stands inside them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.reading.strokes import Flags, Pieces

_SMALLEST_SIDE, _LONGEST_SIDE = 12.0, 330.0
_EDGE = 3.5
_MOSTLY_EDGE, _LEAST_OF_SIDE = 0.75, 0.6
_LARGEST_SHARE = 0.5


def framed_by_rectangle(
    pieces: Pieces, candidates: Flags, pixels_per_point: float
) -> list[tuple[int, NDArray[np.float32]]]:
    """The pieces among `candidates` that are rectangles drawn in outline, with their corners in points."""
    import cv2

    large = np.minimum(pieces.width, pieces.height) >= _SMALLEST_SIDE
    large &= (np.maximum(pieces.width, pieces.height) <= _LONGEST_SIDE) & (pieces.density < _LARGEST_SHARE)
    found = []
    for index in np.nonzero(candidates & large)[0].tolist():
        left, top = round(pieces.left[index] * pixels_per_point), round(pieces.top[index] * pixels_per_point)
        right = left + round(pieces.width[index] * pixels_per_point)
        bottom = top + round(pieces.height[index] * pixels_per_point)
        inked = cv2.findNonZero((pieces.labels[top:bottom, left:right] == index + 1).astype(np.uint8))
        corners = np.asarray(cv2.boxPoints(cv2.minAreaRect(inked)), np.float32)
        if _is_outline(np.asarray(inked, np.float64).reshape(-1, 2), corners, _EDGE * pixels_per_point):
            found.append((index, ((corners + np.array([left, top])) / pixels_per_point).astype(np.float32)))
    return found


def _is_outline(points: NDArray[np.float64], corners: NDArray[np.float32], edge: float) -> bool:
    """Whether ink keeps to the sides of a rectangle and covers most of each of the four."""
    beside = np.zeros(len(points), np.bool_)
    for first, second in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        side = (second - first).astype(np.float64)
        length = float(np.hypot(*side))
        if length < 2 * edge:
            return False
        along = (points - first) @ side / length
        away = np.abs((points - first) @ np.array([-side[1], side[0]]) / length)
        near = away <= edge
        if len(np.unique(np.floor(along[near]))) < _LEAST_OF_SIDE * length:
            return False
        beside |= near
    return bool(beside.mean() >= _MOSTLY_EDGE)


def parted_from_frames(
    pieces: Pieces, groups: Sequence[list[int]], frames: Sequence[tuple[int, NDArray[np.float32]]]
) -> list[list[int]]:
    """The groups, each frame with what stands inside it as a group of its own."""
    import cv2

    stamped: list[list[int]] = []
    rest = [list(group) for group in groups]
    across, down = pieces.left + pieces.width / 2, pieces.top + pieces.height / 2
    for frame, corners in frames:
        inside = {
            piece
            for group in rest
            for piece in group
            if piece == frame
            or cv2.pointPolygonTest(corners, (float(across[piece]), float(down[piece])), measureDist=False) >= 0
        }
        if frame in inside:
            stamped.append(sorted(inside))
            rest = [[piece for piece in group if piece not in inside] for group in rest]
    return [group for group in rest if group] + stamped
