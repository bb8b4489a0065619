"""Connected components are those of OpenCV, and so are their boxes, which are reckoned here from the ink alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.reading.ink_components import components_of


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8], ids=str)
def test_boxes_are_those_of_opencv(share: float) -> None:
    pixels = (np.random.default_rng(7).random((60, 90)) < share).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pixels, connectivity=8)
    found = components_of(pixels)
    assert found.number == count
    assert (found.labels == labels).all()
    chosen = found.width > 2
    chosen[0] = False
    assert (found.drawn(chosen) == chosen[labels]).all()
    assert [found.frame_of(index) for index in range(1, count)] == [tuple(row[:4]) for row in stats[1:].tolist()]


def test_a_black_page_is_one_component_and_a_white_one_none() -> None:
    assert components_of(np.ones((3, 4), np.uint8)).frame_of(1) == (0, 0, 4, 3)
    empty = components_of(np.zeros((3, 4), np.uint8))
    assert not empty.drawn(np.ones(1, np.bool_)).any()
    assert (empty.number, len(empty.places)) == (1, 0)


def test_pixels_may_be_turned() -> None:
    pixels = np.zeros((4, 6), np.uint8)
    pixels[1, 2:5] = 255
    assert components_of(pixels.T).frame_of(1) == (1, 2, 1, 3)
