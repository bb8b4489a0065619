"""How far a scanned page lies askew or on its side, its picture set upright, and boxes taken there and back."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_components import components_of
from models.base import Frozen
from models.geometry import Box

Picture = NDArray[np.uint8]

_LEAST_SKEW = 0.15
_MOST_SKEW = 6.0
_SAMPLE = 40_000
_FEWEST_LETTERS = 60
_SMALLEST_LETTER, _LARGEST_LETTER, _LONGEST_WORD, _LEAST_THICK = 1.5, 28.0, 90.0, 4.0
_SIDEWAYS = 1.6
_ROW = 0.75
_WHITE = (255, 255, 255)


class Turn(Frozen):
    """What set a page upright: turned clockwise by `degrees` about its middle, on paper of `width` by `height` points.

    Width and height are those of the upright page. Boxes of an upright page are taken to the page as shown, and back.
    """

    degrees: float = 0.0
    width: float
    height: float

    @property
    def quarters(self) -> int:
        """Whole quarter turns, clockwise, 0 to 3."""
        return round(self.degrees / 90) % 4

    @property
    def is_none(self) -> bool:
        """Whether the page lay straight."""
        return self.degrees == 0.0

    @property
    def skew(self) -> Turn:
        """What is left of the turn without its whole quarters."""
        rest = self.degrees - 90 * round(self.degrees / 90)
        return Turn(degrees=rest, width=self.width, height=self.height)

    def as_shown(self, box: Box) -> Box:
        """A box of the upright page where the page as shown has it."""
        shown = (self.height, self.width) if self.quarters % 2 else (self.width, self.height)
        return _turned(box, -self.degrees, (self.width, self.height), shown)

    def upright(self, box: Box) -> Box:
        """A box of the page as shown where the upright page has it."""
        if self.is_none:
            return box
        shown = (self.height, self.width) if self.quarters % 2 else (self.width, self.height)
        return _turned(box, self.degrees, shown, (self.width, self.height))

    def level(self, box: Box) -> Box:
        """A box around something long and thin that lies as askew as the page, where and as thin as it is upright."""
        upright = self.upright(box)
        lean = 2 * abs(math.sin(math.radians(self.skew.degrees))) * box.width
        spare = min(lean, max(upright.height - 1.0, 0.0)) / 2
        return upright.replaced(top=upright.top + spare, bottom=upright.bottom - spare)


def _turned(box: Box, degrees: float, size: tuple[float, float], onto: tuple[float, float]) -> Box:
    """The box turned clockwise; of a turn that is no whole quarter the middle moves and the size stays."""
    quarters = round(degrees / 90)
    across, down = (box.left + box.right - size[0]) / 2, (box.top + box.bottom - size[1]) / 2
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y = across * cosine - down * sine + onto[0] / 2, across * sine + down * cosine + onto[1] / 2
    # A long line that lies askew needs a taller box; a word hardly.
    lean = abs(math.sin(math.radians(degrees - 90 * quarters)))
    wide, high = box.width + lean * box.height, box.height + lean * box.width
    if quarters % 2:
        wide, high = high, wide
    return Box(left=x - wide / 2, top=y - high / 2, right=x + wide / 2, bottom=y + high / 2)


def turned(image: Picture, degrees: float) -> Picture:
    """The picture turned clockwise by `degrees`: whole quarters exactly, the rest about its middle on white paper."""
    import cv2

    quarters = round(degrees / 90)
    image = np.ascontiguousarray(np.rot90(image, -quarters))
    skew = degrees - 90 * quarters
    if skew == 0.0:
        return image
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    upright = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=_WHITE)
    return np.ascontiguousarray(upright, dtype=np.uint8)


def lie_of(image: Picture, pixels_per_point: float) -> tuple[float, bool]:
    """By how many degrees the page must be turned clockwise to lie level, and whether its lines run up and down.

    Level only: which way is up is for the reader of the words to tell. A page with hardly any print lies straight.
    """
    across, down = _letters(image, pixels_per_point)
    if len(across) < _FEWEST_LETTERS:
        return 0.0, False
    level, how_level = _best_angle(across, down)
    upright, how_upright = _best_angle(down, -across)
    sideways = how_upright > _SIDEWAYS * how_level
    angle = upright if sideways else level
    return (angle if abs(angle) >= _LEAST_SKEW else 0.0), sideways


def _letters(image: Picture, pixels_per_point: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places, in rows of about a point, of the ink of pieces as large as letters and words.

    Rules, borders, pictures and specks are left out.
    """
    import cv2

    grey = image if image.ndim == 2 else cv2.cvtColor(image[:, :, :3], cv2.COLOR_BGR2GRAY)
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    parts = components_of(np.asarray(ink, np.uint8))
    thickness = np.minimum(parts.width, parts.height) / pixels_per_point
    size = np.maximum(parts.width, parts.height) / pixels_per_point
    # At low resolution the letters of a word run together.
    word = (size <= _LONGEST_WORD) & (thickness >= _LEAST_THICK) & (thickness <= _LARGEST_LETTER)
    letter = (size >= _SMALLEST_LETTER) & ((size <= _LARGEST_LETTER) | word)
    letter[0] = False
    if int(letter.sum()) < _FEWEST_LETTERS:
        return np.zeros(0), np.zeros(0)
    rows, columns = np.divmod(parts.places[letter[parts.owner]], ink.shape[1])
    step = max(len(rows) // _SAMPLE, 1)
    # Whole pixels to a row, or rows and pixels beat against each other.
    row = max(round(_ROW * pixels_per_point), 1)
    return columns[::step] / row, rows[::step] / row


def _best_angle(across: NDArray[np.float64], down: NDArray[np.float64]) -> tuple[float, float]:
    """The angle (degrees clockwise) at which ink gathers most in rows, and how much it does."""
    _, coarse = _best_of(np.arange(-_MOST_SKEW, _MOST_SKEW + 0.01, 0.5), across, down)
    strength, angle = _best_of(coarse + np.arange(-0.4, 0.41, 0.1), across, down)
    return round(angle, 2), strength


def _best_of(
    angles: NDArray[np.float64], across: NDArray[np.float64], down: NDArray[np.float64]
) -> tuple[float, float]:
    return max((_gathered(across, down, float(angle)), float(angle)) for angle in angles)


def _gathered(across: NDArray[np.float64], down: NDArray[np.float64], angle: float) -> float:
    """How unevenly the rows of a page turned by `angle` are inked: high where lines and gaps alternate."""
    radians = math.radians(angle)
    rows = across * math.sin(radians) + down * math.cos(radians)
    counts = np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)
    return float(np.sum(np.diff(counts) ** 2))
