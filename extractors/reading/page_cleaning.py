"""A scanned page without what the copier added: dark borders, punch holes, shades of folds, and watermarks in grey."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.reading.straightening import Picture

# Pixels a point at which shades are looked for, and the widest stroke of print, in points.
_COARSE = 100 / 72
_STROKE = 5.0
_SHADED, _DARK = 0.93, 0.5
_LEAST_SHARE, _LEAST_SHADED = 0.0004, 0.002
_LEAST_SIDE, _LEAST_AREA = 14.0, 150.0
_SMALLEST_HOLE, _LARGEST_HOLE, _ROUND = 9.0, 34.0, 0.62
_MARGIN = 60.0
_RIM, _SPREAD = 2.0, 2.5
_FULLEST = 0.6
_ROWS_AT_A_TIME = 64


def cleaned(image: Picture, pixels_per_point: float) -> Picture:
    """The picture with shades made as light as the paper, and with white where there is border or hole.

    Print is left as dark as it is against its ground. The same picture where there is nothing to clean, and where most
    of the page is dark, as a photograph is.
    """
    import cv2

    grey = image if image.ndim == 2 else cv2.cvtColor(image[:, :, :3], cv2.COLOR_BGR2GRAY)
    scale = min(_COARSE / pixels_per_point, 1.0)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    points = pixels_per_point * scale
    ground = _ground(np.asarray(small, np.uint8), points)
    paper = float(np.percentile(ground, 75))
    shaded = ground < _SHADED * paper
    if not _LEAST_SHARE < shaded.mean() < _FULLEST:
        return image
    added = _added(np.asarray(ground < _DARK * paper, np.uint8), points)
    size = (image.shape[1], image.shape[0])
    clean = image
    light = shaded & (ground >= _DARK * paper) & (added == 0)
    grounds = np.where(_spacious(np.asarray(light, np.uint8), points), ground, paper)
    if np.count_nonzero(grounds < paper) > _LEAST_SHADED * grounds.size:
        factor = cv2.resize(paper / grounds, size, interpolation=cv2.INTER_LINEAR).astype(np.float32)
        clean = _lightened(image, factor)
    if added.any():
        clean = clean.copy()
        clean[cv2.resize(added, size, interpolation=cv2.INTER_NEAREST) > 0] = 255
    return clean


def _lightened(image: Picture, factor: NDArray[np.float32]) -> Picture:
    """Every pixel times its factor; some rows at a time, since a page of floating-point numbers is large."""
    light = np.empty_like(image)
    for first in range(0, len(image), _ROWS_AT_A_TIME):
        rows = slice(first, first + _ROWS_AT_A_TIME)
        weighed = image[rows] * (factor[rows] if image.ndim == 2 else factor[rows, :, None])
        light[rows] = np.clip(weighed, 0, 255, out=weighed)
    return light


def _ground(grey: Picture, points: float) -> NDArray[np.float32]:
    """What lies under the print: strokes no wider than a letter's are closed up."""
    import cv2

    width = round(_STROKE * points) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    framed = cv2.copyMakeBorder(grey, width, width, width, width, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(framed, cv2.MORPH_CLOSE, disc)[width:-width, width:-width]
    return np.asarray(closed, np.float32)


def _spacious(shaded: Picture, points: float) -> NDArray[np.bool_]:
    """The parts of a mask that are larger than print: close letters, blurred, look like a shade themselves."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(shaded, connectivity=8)
    sides = stats[:, (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)].min(axis=1) / points
    spacious = (sides >= _LEAST_SIDE) & (stats[:, cv2.CC_STAT_AREA] >= _LEAST_AREA * points**2)
    spacious[0] = False
    return np.asarray(spacious[labels], np.bool_)


def _added(dark: Picture, points: float) -> Picture:
    """A mask of the dark parts that run along the rim of the page, and of round ones in its margins."""
    import cv2

    height, width = dark.shape
    count, labels, stats, middles = cv2.connectedComponentsWithStats(dark, connectivity=8)
    added = np.zeros(count, bool)
    for index in range(1, count):
        left, top, wide, high, area = (int(value) for value in stats[index])
        rim = min(left, top, width - left - wide, height - top - high) <= _RIM * points
        x, y = (float(value) for value in middles[index])
        in_margin = min(x, y, width - x, height - y) < _MARGIN * points
        sides = (wide / points, high / points)
        round_hole = min(sides) >= _SMALLEST_HOLE and max(sides) <= _LARGEST_HOLE and area > _ROUND * wide * high
        added[index] = rim or (in_margin and round_hole and max(sides) < 1.35 * min(sides))
    mask = added[labels].astype(np.uint8)
    spread = round(_SPREAD * points) * 2 + 1
    return np.asarray(cv2.dilate(mask, np.ones((spread, spread), np.uint8)), np.uint8)
