"""A picture without its boxes to tick, as character recognition reads it best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_pixels import Pixels
from extractors.reading.tick_pixels import Frame, line_pixels_of
from extractors.reading.tick_squares import TickSquare

# How far a mark may reach out of its square, in sides.
_REACH_OUT = 1.2


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
            line_pixels_of(window, pixels_per_point), (left - before, top - above, right - before, bottom - above)
        )
        window[gone] = paper
    return clean


def _belonging(ink: Pixels, frame: Frame) -> NDArray[np.bool_]:
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
