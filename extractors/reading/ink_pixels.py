"""Which pixels of a page image are darker than the paper around them, faint and coloured strokes included."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.geometry import Box

Pixels = NDArray[np.uint8]

_WINDOW = 90.0
_FAINTEST = 24.0
_FAINTEST_CORE = 42.0
_NOISE_FACTOR = 4.5
_SHARE_OF_LOCAL_DARKEST = 0.42


def darkness_of(image: Pixels, pixels_per_point: float) -> Pixels:
    """How much darker each pixel is than the paper around it, 0 to 255; shaded areas and solid blocks count as paper.

    Coloured ink is judged by its darkest channel, so faint blue is seen as well as faint grey.
    """
    import cv2

    grey = image if image.ndim == 2 else _darkest_channel(image)
    step = max(round(3 * pixels_per_point), 1)
    small = thickened(grey, 3, 3)[::step, ::step]
    window = max(int(_WINDOW * pixels_per_point / step) | 1, 3)
    paper = cv2.medianBlur(np.ascontiguousarray(small), window)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    darkness = cv2.subtract(paper, grey)
    offset = np.full_like(darkness, int(np.median(darkness[::3, ::3])))
    return np.asarray(cv2.subtract(darkness, offset), np.uint8)


def _darkest_channel(image: Pixels) -> Pixels:
    import cv2

    first, second, third = cv2.split(image)[:3]
    return np.asarray(cv2.min(cv2.min(first, second), third), np.uint8)


def ink_pixels_of(image: Pixels, pixels_per_point: float) -> Pixels:
    """1 where something is written, printed or drawn, 0 on paper, shading and grain."""
    import cv2

    darkness = darkness_of(image, pixels_per_point)
    grain = _grain_of(darkness)
    if grain > 3:
        darkness = np.asarray(cv2.GaussianBlur(darkness, (3, 3), 0.8), np.uint8)
        grain *= 0.55
    reach = max(round(1.6 * pixels_per_point), 1) * 2 + 1
    floor = max(_FAINTEST, _NOISE_FACTOR * grain)
    # The whole part says as much as the threshold itself, for darkness is counted in whole steps.
    thresholds = np.maximum(np.arange(256, dtype=np.float32) * _SHARE_OF_LOCAL_DARKEST, floor).astype(np.uint8)
    needed = cv2.LUT(thickened(darkness, reach, reach), thresholds)
    pixels = np.asarray(cv2.compare(darkness, needed, cv2.CMP_GT), np.uint8)
    count, labels = cv2.connectedComponents(pixels, connectivity=8)
    places = places_inked(pixels)
    owner = np.asarray(labels).ravel()[places]
    has_core = np.zeros(count, np.uint8)
    has_core[owner[darkness.ravel()[places] > max(_FAINTEST_CORE, floor * 1.4)]] = 1
    kept = np.zeros_like(pixels)
    kept.ravel()[places] = has_core[owner]
    return kept


def places_inked(pixels: Pixels) -> NDArray[np.intp]:
    """Where the inked pixels lie, counted along the rows from the first. Most of a page is paper: looking each of its
    pixels up takes several times as long.
    """
    return np.flatnonzero(pixels != 0)


def _grain_of(darkness: Pixels) -> float:
    """The spread of the paper's own noise, robust against what is printed on it."""
    sample = darkness[1::3, 1::3]
    below = sample[sample < 60]
    return float(np.sqrt(np.mean(below.astype(np.float32) ** 2))) if below.size else 0.0


def box_of_pixels(window: tuple[slice, slice], pixels_per_point: float) -> Box:
    """The box in points of a window of rows and columns."""
    rows, columns = window
    return Box(
        left=columns.start / pixels_per_point,
        top=rows.start / pixels_per_point,
        right=columns.stop / pixels_per_point,
        bottom=rows.stop / pixels_per_point,
    )


def thickened(pixels: Pixels, height: int, width: int) -> Pixels:
    """Each pixel the highest of its neighbourhood of `height` rows and `width` columns."""
    import cv2

    return np.asarray(cv2.dilate(pixels, np.ones((height, width), np.uint8)), np.uint8)


def opened(pixels: Pixels, height: int, width: int) -> Pixels:
    """Only what a block of `height` rows and `width` columns fits into."""
    import cv2

    return np.asarray(cv2.morphologyEx(pixels, cv2.MORPH_OPEN, np.ones((height, width), np.uint8)), np.uint8)


def closed(pixels: Pixels, height: int, width: int) -> Pixels:
    """With the gaps filled that a block of `height` rows and `width` columns does not fit into."""
    import cv2

    return np.asarray(cv2.morphologyEx(pixels, cv2.MORPH_CLOSE, np.ones((height, width), np.uint8)), np.uint8)
