"""Pages drawn for tests of marks, as a PDF shows them and as a scanner would."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from extractors.reading.native_text import words_of
from extractors.reading.page_space import space_of
from models.document import Word
from models.geometry import Box

Draw = Callable[[Any], None]
WIDTH, HEIGHT = letter
_PROSE = (
    "The parties keep this arrangement for its whole term and neither may change it alone.",
    "Rent is due at the start of every month at the office that the first section has named.",
    "Notices are sent where the first page says, by courier or by registered post, and count",
    "from the day on which they arrive. Nothing in these terms asks for referrals of patients.",
)


class Seen(NamedTuple):
    """A page as pixels, with the words a reader has of it."""

    image: NDArray[np.uint8]
    pixels_per_point: float
    words: tuple[Word, ...]
    scanned: bool


def pdf_of(*drawings: Draw) -> bytes:
    """A PDF with one letter-size page for each drawing."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=True)
    for draw in drawings:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def prose(canvas: Any, top: float = 720, paragraphs: int = 4, font: str = "Times-Roman") -> None:
    """Printed paragraphs from `top` (points from the bottom) downwards."""
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont(font, 11)
    for index in range(paragraphs * len(_PROSE)):
        canvas.drawString(72, top - index * 14, _PROSE[index % len(_PROSE)])


def shown(content: bytes, pixels_per_point: float = 110 / 72) -> Seen:
    """The first page as a PDF viewer shows it, with the words of its text layer."""
    pdf = pypdfium2.PdfDocument(content)
    pdf.init_forms()
    page = pdf[0]
    image = page.render(scale=pixels_per_point).to_numpy()[:, :, :3].copy()
    words = words_of(page, space_of(page))
    pdf.close()
    return Seen(image, pixels_per_point, words, scanned=False)


def as_scanned(content: bytes, seed: int = 1, degrees: float = 0.6) -> Seen:
    """The first page through a scanner: grey, askew, blurred, grainy, specked, with the words read from the picture."""
    seen = shown(content, pixels_per_point=150 / 72)
    chance = np.random.default_rng(seed)
    grey = cv2.cvtColor(seen.image, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    grey = cv2.warpAffine(grey, turn, (width, height), borderValue=(255,))
    noisy = cv2.GaussianBlur(grey, (0, 0), 0.8).astype(np.float64) * 0.9 + 15 + chance.normal(0, 9, grey.shape)
    for _ in range(60):
        place = (int(chance.integers(0, width)), int(chance.integers(0, height)))
        cv2.circle(noisy, place, int(chance.integers(0, 2)), (30,), -1)
    image = np.clip(noisy, 0, 255).astype(np.uint8)
    return Seen(image, seen.pixels_per_point, _recognised(seen.words, degrees), scanned=True)


def _recognised(words: Sequence[Word], degrees: float) -> tuple[Word, ...]:
    """The words at their places on the turned page, in the roomier boxes that character recognition gives."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    found = []
    for word in words:
        across = (word.box.left + word.box.right) / 2 - WIDTH / 2
        down = word.box.middle - HEIGHT / 2
        x, y = across * cosine + down * sine + WIDTH / 2, down * cosine - across * sine + HEIGHT / 2
        half = word.box.width / 2 + 1
        box = Box(left=x - half, top=y - 6.5, right=x + half, bottom=y + 6.5)
        found.append(Word(text=word.text, box=box, confidence=0.97))
    return tuple(found)
