"""Which pixels are ink where boxes to tick are looked for, line by line as thin as it is drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_pixels import Pixels, thickened

# In points: how far around a pixel is the paper it lies on, and the stroke it belongs to; how much darker ink is.
_WINDOW, _STROKE, _DARKER, _HALF = 30.0, 3.0, 26, 0.42

Frame = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


def line_pixels_of(image: NDArray[np.uint8], pixels_per_point: float) -> Pixels:
    """1 where print or a pen is darker than the paper around; strokes as thin as they are at half their darkness."""
    import cv2

    grey = image if image.ndim == 2 else cv2.cvtColor(image[:, :, :3], cv2.COLOR_BGR2GRAY)
    window = round(_WINDOW * pixels_per_point) | 1
    darkness = cv2.subtract(cv2.blur(grey, (window, window)), grey)
    reach = round(_STROKE * pixels_per_point) | 1
    least = cv2.convertScaleAbs(thickened(np.asarray(darkness, np.uint8), reach, reach), alpha=_HALF)
    dark = (darkness > least) & (darkness > _DARKER)
    return np.asarray(dark, np.uint8)
