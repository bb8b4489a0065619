"""The connected pieces of ink on a page, measured: size, thickness, density, and how much printed text covers them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from models.document import Word
from models.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD_MARGIN = 0.8
_SMALLEST = 1.2


class Pieces(NamedTuple):
    """One entry a connected piece, lengths in points.

    `labels` holds each pixel's piece (0 is paper). `thickness` is the mean width of the stroke, `density` the inked share
    of the bounding box, `covered` the share of ink inside the boxes of words, `overhang` how far the piece reaches beyond
    those boxes. `word` is the index of the word that covers most of it, or -1. `straightness` is 1 for a straight stroke and
    0 for a blob or scrawl; `framing` is the share of ink that lies along the bounding box, near 1 for an outlined box.
    """

    labels: NDArray[np.int32]
    left: NDArray[np.float32]
    top: NDArray[np.float32]
    width: NDArray[np.float32]
    height: NDArray[np.float32]
    area: NDArray[np.float32]
    thickness: NDArray[np.float32]
    density: NDArray[np.float32]
    covered: NDArray[np.float32]
    overhang: NDArray[np.float32]
    word: NDArray[np.int32]
    straightness: NDArray[np.float32]
    framing: NDArray[np.float32]

    def box(self, index: int) -> Box:
        """The bounding box of one piece, in points."""
        left, top = float(self.left[index]), float(self.top[index])
        return Box(left=left, top=top, right=left + float(self.width[index]), bottom=top + float(self.height[index]))


def pieces_of(pixels: NDArray[np.uint8], pixels_per_point: float, words: Sequence[Word]) -> Pieces:
    """Measures every connected piece of ink larger than a speck."""
    import cv2
    import numpy as np

    count, labels, stats, _ = cv2.connectedComponentsWithStats(pixels, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    kept = size >= _SMALLEST * pixels_per_point
    kept[0] = False
    renumbered = np.zeros(count, np.int32)
    renumbered[kept] = np.arange(1, int(kept.sum()) + 1)
    labels = renumbered[labels]
    stats = stats[kept]
    total = len(stats) + 1

    inner = cv2.erode(pixels, np.ones((3, 3), np.uint8))
    area = np.bincount(labels.ravel(), minlength=total)[1:].astype(np.float32)
    interior = np.bincount(labels[inner > 0], minlength=total)[1:]
    rim = np.maximum(area - interior, 1)

    word_of = _words_drawn(pixels.shape, pixels_per_point, words)
    on_word = (labels > 0) & (word_of > 0)
    covered = np.bincount(labels[on_word], minlength=total)[1:] / area
    word = np.full(total - 1, -1, np.int32)
    if on_word.any():
        pairs = labels[on_word].astype(np.int64) * (len(words) + 1) + word_of[on_word]
        values, times = np.unique(pairs, return_counts=True)
        for value in values[np.argsort(times)]:
            word[value // (len(words) + 1) - 1] = value % (len(words) + 1) - 1
    straightness, framing = _shapes_of(labels, stats, total - 1)
    scale = np.float32(1 / pixels_per_point)
    left, top, width, height = (stats[:, field].astype(np.float32) * scale for field in range(4))
    return Pieces(
        labels=labels,
        left=left,
        top=top,
        width=width,
        height=height,
        area=area * scale * scale,
        thickness=2 * area / rim * scale * np.where(interior > 0, 1.0, 0.5).astype(np.float32),
        density=area * scale * scale / (width * height),
        covered=covered.astype(np.float32),
        overhang=_overhang_of(labels, word_of, left, top, width, height, pixels_per_point),
        word=word,
        straightness=straightness,
        framing=framing,
    )


def _words_drawn(shape: tuple[int, ...], pixels_per_point: float, words: Sequence[Word]) -> NDArray[np.int32]:
    import numpy as np

    drawn = np.zeros(shape[:2], np.int32)
    for index, word in enumerate(words, start=1):
        box = word.box
        top, bottom = ((box.top - _WORD_MARGIN) * pixels_per_point, (box.bottom + _WORD_MARGIN) * pixels_per_point)
        left, right = ((box.left - _WORD_MARGIN) * pixels_per_point, (box.right + _WORD_MARGIN) * pixels_per_point)
        drawn[max(int(top), 0) : max(int(bottom) + 1, 0), max(int(left), 0) : max(int(right) + 1, 0)] = index
    return drawn


def _overhang_of(
    labels: NDArray[np.int32],
    word_of: NDArray[np.int32],
    left: NDArray[np.float32],
    top: NDArray[np.float32],
    width: NDArray[np.float32],
    height: NDArray[np.float32],
    pixels_per_point: float,
) -> NDArray[np.float32]:
    """The longer side of the box around each piece's ink that lies outside every word, in points."""
    import numpy as np

    free = np.where(word_of > 0, 0, labels)
    rows, columns = np.nonzero(free)
    owner = free[rows, columns] - 1
    total = len(left)
    low_x, low_y = np.full(total, np.inf), np.full(total, np.inf)
    high_x, high_y = np.full(total, -np.inf), np.full(total, -np.inf)
    np.minimum.at(low_x, owner, columns)
    np.maximum.at(high_x, owner, columns)
    np.minimum.at(low_y, owner, rows)
    np.maximum.at(high_y, owner, rows)
    longest = np.maximum(high_x - low_x, high_y - low_y) + 1
    overhang: NDArray[np.float32] = np.where(np.isfinite(longest), longest / pixels_per_point, 0).astype(np.float32)
    return overhang


def _shapes_of(
    labels: NDArray[np.int32], stats: NDArray[np.int32], total: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Straightness from the spread of the ink along and across its main direction, framing from its distance to the edge."""
    import numpy as np

    rows, columns = np.nonzero(labels)
    owner = labels[rows, columns] - 1
    count = np.maximum(np.bincount(owner, minlength=total), 1)
    x = columns - stats[owner, 0].astype(np.float64)
    y = rows - stats[owner, 1].astype(np.float64)
    mean_x, mean_y = (np.bincount(owner, weights=values, minlength=total) / count for values in (x, y))
    xx = np.bincount(owner, weights=x * x, minlength=total) / count - mean_x**2
    yy = np.bincount(owner, weights=y * y, minlength=total) / count - mean_y**2
    xy = np.bincount(owner, weights=x * y, minlength=total) / count - mean_x * mean_y
    root = np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    along, across = (xx + yy) / 2 + root, np.maximum((xx + yy) / 2 - root, 0)
    straightness = 1 - np.sqrt(across / np.maximum(along, 1e-6))
    width, height = stats[owner, 2], stats[owner, 3]
    edge = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y))
    near = edge <= np.maximum(0.08 * np.minimum(width, height), 1)
    framing = np.bincount(owner, weights=near, minlength=total) / count
    return straightness.astype(np.float32), framing.astype(np.float32)
