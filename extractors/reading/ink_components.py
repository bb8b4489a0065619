"""Which inked pixels touch one another: the connected components of a page image, and the box of each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_pixels import Pixels, places_inked

Numbers = NDArray[np.int64]


class Components(NamedTuple):
    """Connected components, numbered from 1 in `labels`, where 0 is paper; edges and sides are in pixels.

    The arrays of one entry a component have one for paper too, of no meaning, so that numbers are places in them.
    `places` are those of the inked pixels, counted along the rows from the first, and `owner` whose each is.
    """

    labels: NDArray[np.int32]
    places: NDArray[np.intp]
    owner: NDArray[np.int32]
    left: Numbers
    top: Numbers
    width: Numbers
    height: Numbers

    @property
    def number(self) -> int:
        """How many there are, paper among them."""
        return len(self.left)

    def frame_of(self, index: int) -> tuple[int, int, int, int]:
        """Left, top, width and height of one."""
        return int(self.left[index]), int(self.top[index]), int(self.width[index]), int(self.height[index])

    def drawn(self, chosen: NDArray[np.bool_]) -> Pixels:
        """The inked pixels of those that are chosen, 1 on an empty page; `chosen` has an entry for each, and paper."""
        page = np.zeros(self.labels.shape, np.uint8)
        page.ravel()[self.places] = chosen[self.owner]
        return page


def components_of(pixels: Pixels) -> Components:
    """The components of the inked pixels (1 is ink); those that touch at a corner belong together.

    The boxes are reckoned from the inked pixels alone: OpenCV reckons its statistics from the paper's as well, which
    takes several times as long as finding the components.
    """
    import cv2

    count, found = cv2.connectedComponents(pixels, connectivity=8)
    labels = np.asarray(found, np.int32)
    places = places_inked(pixels)
    owner = labels.ravel()[places]
    rows, columns = np.divmod(places, pixels.shape[1])
    # Rows go down: what is written last stays, the lowest row, or in the other direction the highest.
    top, bottom = np.zeros(count, np.int64), np.zeros(count, np.int64)
    bottom[owner] = rows
    top[owner[::-1]] = rows[::-1]
    left, right = np.full(count, pixels.shape[1]), np.zeros(count, np.int64)
    np.minimum.at(left, owner, columns)
    np.maximum.at(right, owner, columns)
    return Components(labels, places, owner, left, top, right - left + 1, bottom - top + 1)
