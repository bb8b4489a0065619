"""Handwriting on a page image, told from print, ruled lines, stamps, logos and dirt by the look of its strokes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.reading.ink_groups import box_of, groups_of
from extractors.reading.ink_kinds import is_handwriting, look_of, mark_of, stands_on_rule
from extractors.reading.ink_labels import Label, Labels
from extractors.reading.ink_pixels import ink_pixels_of
from extractors.reading.print_or_hand import handwritten_words, letter_height_of, pen_strokes, printed_pieces
from extractors.reading.rules import ruled_lines_of
from extractors.reading.strokes import Pieces, pieces_of
from models.document import Mark, Word
from models.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MARGIN = 4.0
_WIDEST = 330.0
_TALLEST = 160.0
_SMALLEST = 2.0
_FEW = 6


def find_ink(
    image: NDArray[np.uint8], pixels_per_point: float, words: Sequence[Word], page_number: int, scanned: bool = False
) -> tuple[Mark, ...]:
    return marks_and_rules(image, pixels_per_point, words, page_number, scanned)[0]


def marks_and_rules(
    image: NDArray[np.uint8], pixels_per_point: float, words: Sequence[Word], page_number: int, scanned: bool = False
) -> tuple[tuple[Mark, ...], tuple[Box, ...]]:
    ruled = ruled_lines_of(ink_pixels_of(image, pixels_per_point), pixels_per_point)
    pieces = pieces_of(ruled.pixels, pixels_per_point, words)
    height, width = image.shape[:2]
    page = Box(left=0, top=0, right=width / pixels_per_point, bottom=height / pixels_per_point)
    marks = _marks_of(pieces, words, ruled.boxes, page, page_number, scanned)
    return marks, ruled.boxes


def _marks_of(
    pieces: Pieces, words: Sequence[Word], rules: Sequence[Box], page: Box, page_number: int, scanned: bool
) -> tuple[Mark, ...]:
    if not len(pieces.left):
        return ()
    letter_height = letter_height_of(pieces)
    penned = pen_strokes(pieces, letter_height)
    printed = printed_pieces(pieces, words, letter_height, scanned)
    by_hand = handwritten_words(pieces, words, letter_height) if scanned else []
    labels = Labels([word for index, word in enumerate(words) if not scanned or not by_hand[index]])
    looks = []
    for members in groups_of(pieces, ~printed & _drawable(pieces, page), letter_height):
        box = box_of(pieces, members)
        look = look_of(pieces, members, penned, letter_height, box)
        if is_handwriting(look, scanned):
            looks.append((look, labels.of(box)))
    crowded = sum(label in (Label.NONE, Label.FIELD) for _, label in looks) > _FEW
    marks = []
    for look, label in looks:
        kind, confidence = mark_of(look, label, stands_on_rule(look.box, rules), crowded)
        marks.append(Mark(kind=kind, page=page_number, box=look.box, confidence=confidence))
    return tuple(sorted(marks, key=lambda mark: (mark.box.top, mark.box.left)))


def _drawable(pieces: Pieces, page: Box) -> NDArray[np.bool_]:
    """Pieces of a size a hand may write, clear of the page's edge where scanners leave their borders."""
    right, bottom = pieces.left + pieces.width, pieces.top + pieces.height
    inside = (pieces.left >= _MARGIN) & (pieces.top >= _MARGIN)
    inside &= (right <= page.right - _MARGIN) & (bottom <= page.bottom - _MARGIN)
    sized = (pieces.width < _WIDEST) & (pieces.height < _TALLEST)
    fit: NDArray[np.bool_] = inside & sized & ((pieces.width >= _SMALLEST) | (pieces.height >= _SMALLEST))
    return fit
