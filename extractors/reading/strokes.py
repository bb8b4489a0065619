"""The connected pieces of ink on a page, measured: size, thickness, density, and how much printed text covers them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_components import components_of
from extractors.reading.ink_pixels import Pixels, opened
from models.document import Word

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_WORD_MARGIN = 0.8
_SMALLEST = 1.2
_MOST_OFF_CENTRE = 0.04
_LEVEL_RUN = 14.0


class Pieces(NamedTuple):
    """One entry a connected piece, lengths in points.

    `labels` holds each pixel's piece, counted from 1 (0 is paper). `weight_at` is the y of its centre of mass.
    `thickness` is the mean width of the stroke, `density` the inked share of the bounding box, `covered` the share
    of ink inside the boxes of words, `overhang` the length of what lies outside them. `word` is the index of the
    word that covers most of it, or -1. `straightness` is 1 for a straight stroke and 0 for a blob or scrawl;
    `hollowness` says how far ink that is centred on its box keeps from the middle: about 1 for a ring, more for a
    frame. `colour` is how colourful the ink is, 0 to 255, and `level` the share of ink in strokes that run dead
    level or upright, as ruled lines do.
    """

    labels: NDArray[np.int32]
    left: Floats
    top: Floats
    width: Floats
    height: Floats
    area: Floats
    weight_at: Floats
    thickness: Floats
    density: Floats
    covered: Floats
    overhang: Floats
    word: NDArray[np.int32]
    straightness: Floats
    hollowness: Floats
    colour: Floats
    level: Floats


class _Inked(NamedTuple):
    """The inked pixels: where they are, whose they are (counted from 0), and the pixels of each piece."""

    places: NDArray[np.intp]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    owner: NDArray[np.int32]
    total: int
    area: Floats

    def mean(self, values: NDArray[Any]) -> Floats:
        means: Floats = np.bincount(self.owner, weights=values, minlength=self.total) / self.area
        return means

    def seen_in(self, picture: NDArray[Any]) -> NDArray[Any]:
        """What a picture of the page shows at each of the pixels."""
        seen: NDArray[Any] = picture.ravel()[self.places]
        return seen


def pieces_of(pixels: Pixels, pixels_per_point: float, words: Sequence[Word], image: Pixels) -> Pieces:
    """Measures every connected piece of ink larger than a speck; `image` gives the colours."""
    import cv2

    parts = components_of(pixels)
    kept = np.maximum(parts.width, parts.height) >= _SMALLEST * pixels_per_point
    kept[0] = False
    renumbered = np.zeros(parts.number, np.int32)
    renumbered[kept] = np.arange(1, int(kept.sum()) + 1)
    sides = (parts.left, parts.top, parts.width, parts.height)
    left, top, width, height = (side[kept].astype(np.float64) for side in sides)
    numbers = renumbered[parts.owner]
    places, numbers = parts.places[numbers > 0], numbers[numbers > 0]
    labels = np.zeros(pixels.shape, np.int32)
    labels.ravel()[places] = numbers
    owner = numbers - 1
    area = np.bincount(owner, minlength=len(left)).astype(np.float64)
    rows, columns = np.divmod(places, pixels.shape[1])
    inked = _Inked(places, rows, columns, owner, len(left), area)

    inner = inked.seen_in(np.asarray(cv2.erode(pixels, np.ones((3, 3), np.uint8))))
    interior = inked.mean(inner) * area
    word_of = inked.seen_in(_words_drawn(pixels.shape, pixels_per_point, words))
    straightness, hollowness = _shapes_of(inked, left, top, width, height)
    return Pieces(
        labels=labels,
        left=left / pixels_per_point,
        top=top / pixels_per_point,
        width=width / pixels_per_point,
        height=height / pixels_per_point,
        area=area / pixels_per_point**2,
        weight_at=inked.mean(rows) / pixels_per_point,
        thickness=2 * area / np.maximum(area - interior, 1) * np.where(interior > 0, 1.0, 0.5) / pixels_per_point,
        density=area / (width * height),
        covered=inked.mean(word_of > 0),
        overhang=_overhang_of(inked, word_of == 0) / pixels_per_point,
        word=_words_of(inked, word_of, len(words)),
        straightness=straightness,
        hollowness=hollowness,
        colour=_colours_of(inked, image),
        level=inked.mean(inked.seen_in(_level_of(pixels, pixels_per_point))),
    )


def _words_drawn(shape: tuple[int, ...], pixels_per_point: float, words: Sequence[Word]) -> NDArray[np.int32]:
    drawn = np.zeros(shape[:2], np.int32)
    for index, word in enumerate(words, start=1):
        box = word.box
        first, last = ((box.top - _WORD_MARGIN) * pixels_per_point, (box.bottom + _WORD_MARGIN) * pixels_per_point)
        left, right = ((box.left - _WORD_MARGIN) * pixels_per_point, (box.right + _WORD_MARGIN) * pixels_per_point)
        drawn[max(int(first), 0) : max(int(last) + 1, 0), max(int(left), 0) : max(int(right) + 1, 0)] = index
    return drawn


def _words_of(inked: _Inked, word_of: NDArray[np.int32], words: int) -> NDArray[np.int32]:
    """For each piece the index of the word that covers most of its ink, -1 for none."""
    chosen = np.full(inked.total, -1, np.int32)
    on_word = word_of > 0
    pairs = inked.owner[on_word].astype(np.int64) * (words + 1) + word_of[on_word]
    values, times = np.unique(pairs, return_counts=True)
    by_share = values[np.argsort(times, kind="stable")]
    chosen[by_share // (words + 1)] = by_share % (words + 1) - 1
    return chosen


def _overhang_of(inked: _Inked, free: Flags) -> Floats:
    """The longer side of the box around each piece's ink that lies outside every word, in pixels."""
    longest = np.zeros(inked.total)
    for places in (inked.rows, inked.columns):
        low, high = np.full(inked.total, np.inf), np.full(inked.total, -np.inf)
        np.minimum.at(low, inked.owner[free], places[free])
        np.maximum.at(high, inked.owner[free], places[free])
        longest = np.maximum(longest, np.where(np.isfinite(low), high - low + 1, 0))
    return longest


def _shapes_of(inked: _Inked, left: Floats, top: Floats, width: Floats, height: Floats) -> tuple[Floats, Floats]:
    """Straightness and hollowness, both from the spread of the ink along and across its main direction."""
    x, y = inked.columns - left[inked.owner], inked.rows - top[inked.owner]
    mean_x, mean_y = inked.mean(x), inked.mean(y)
    xx, yy = inked.mean(x * x) - mean_x**2, inked.mean(y * y) - mean_y**2
    xy = inked.mean(x * y) - mean_x * mean_y
    root = np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    along, across = (xx + yy) / 2 + root, np.maximum((xx + yy) / 2 - root, 0)
    straightness = 1 - np.sqrt(across / np.maximum(along, 1e-6))
    off_centre = np.hypot(mean_x - (width - 1) / 2, mean_y - (height - 1) / 2) / np.hypot(width, height)
    spread = 8 * np.minimum(xx / np.maximum(width**2, 1), yy / np.maximum(height**2, 1))
    hollowness = np.where(off_centre < _MOST_OFF_CENTRE, spread, 0.0)
    return straightness, hollowness


def _colours_of(inked: _Inked, image: Pixels) -> Floats:
    if image.ndim == 2:
        return np.zeros(inked.total)
    first, second, third = image.reshape(-1, image.shape[2])[inked.places, :3].T
    brightest = np.maximum(np.maximum(first, second), third)
    return inked.mean(brightest - np.minimum(np.minimum(first, second), third))


def _level_of(pixels: Pixels, pixels_per_point: float) -> Pixels:
    run = max(int(_LEVEL_RUN * pixels_per_point), 3)
    return opened(pixels, 1, run) | opened(pixels, run, 1)
