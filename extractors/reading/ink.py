"""Handwriting on a page image, told from print, ruled lines, stamps, logos and dirt by the look of its strokes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.reading.ink_cuts import cut_between_places
from extractors.reading.ink_fragments import joined_on_lines
from extractors.reading.ink_frames import framed_by_rectangle, parted_from_frames
from extractors.reading.ink_groups import groups_of
from extractors.reading.ink_kinds import Look, is_handwriting, is_stamp, kind_of, looks_of, stands_on_rule
from extractors.reading.ink_labels import Label, Labels
from extractors.reading.ink_pixels import ink_pixels_of
from extractors.reading.ink_places import Guides, parted_by_place
from extractors.reading.print_or_hand import handwritten_words, letter_height_of, printed_pieces
from extractors.reading.rules import ruled_lines_of
from extractors.reading.strokes import Flags, Pieces, pieces_of
from models.document import Mark, MarkKind, Word
from models.geometry import Box

_MARGIN = 4.0
_WIDEST = 330.0
_TALLEST = 160.0
_SMALLEST = 2.0
_MUCH_HANDWRITING = 6
_LONGEST_BREAK = 1.5
_CONFIDENCE_OF_STAMP = 0.6
_THICKEST_RULE, _MOSTLY_LEVEL = 4.0, 0.9


def find_ink(
    image: NDArray[np.uint8], pixels_per_point: float, words: Sequence[Word], page_number: int, scanned: bool = False
) -> tuple[Mark, ...]:
    """Signatures (INK), other handwriting (HANDWRITING) and stamps (STAMP) on a page image, top down.

    `image` is grey or colour, upright, its channels in any order; `words` are the page's words with boxes in points
    from the top left. `scanned` says that the words were recognised from the picture, so that a word may be handwriting
    misread; otherwise their boxes are exact and what they cover is print.
    """
    return marks_and_rules(image, pixels_per_point, words, page_number, scanned)[0]


def marks_and_rules(
    image: NDArray[np.uint8], pixels_per_point: float, words: Sequence[Word], page_number: int, scanned: bool = False
) -> tuple[tuple[Mark, ...], tuple[Box, ...]]:
    """What `find_ink` and `rules.find_rules` give, for the price of one look at the page."""
    ruled = ruled_lines_of(ink_pixels_of(image, pixels_per_point), pixels_per_point)
    pieces = pieces_of(ruled.pixels, pixels_per_point, words, image)
    letter_height = letter_height_of(pieces)
    free = _drawable(pieces, image, pixels_per_point) & ~printed_pieces(pieces, words, letter_height, scanned)
    if not free.any():
        return (), ruled.boxes
    by_hand = handwritten_words(pieces, words, letter_height)
    labels = Labels([word for index, word in enumerate(words) if not (scanned and by_hand[index])])
    guides = Guides(ruled.lines, ruled.uprights, labels.boxes)
    if words:
        # Without words print is free too, and mending would join its letters.
        mended = cut_between_places(_mended(pieces, free, pixels_per_point), pixels_per_point, guides)
        pieces = pieces_of(mended, pixels_per_point, words, image)
        free = _drawable(pieces, image, pixels_per_point)
    members = groups_of(pieces, free, letter_height)
    members = parted_by_place(pieces, members, guides, letter_height)
    frames = framed_by_rectangle(pieces, free, pixels_per_point)
    members = parted_from_frames(pieces, members, frames)
    framing = [index for index, _ in frames]
    looks = looks_of(pieces, members, letter_height, framing)
    if scanned:
        members = joined_on_lines(members, looks, labels, ruled.lines)
        looks = looks_of(pieces, members, letter_height, framing)
    marks = [
        Mark(kind=kind, page=page_number, box=box, confidence=confidence)
        for kind, box, confidence in _kinds_of(looks, labels, ruled.boxes, scanned)
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.box.top, mark.box.left))), ruled.boxes


def _kinds_of(
    looks: Sequence[Look], labels: Labels, rules: Sequence[Box], scanned: bool
) -> Iterator[tuple[MarkKind, Box, float]]:
    written: list[tuple[Look, Label]] = []
    for look in looks:
        label = labels.of(look.box)
        signs = label in (Label.SIGNATURE, Label.NAME_BELOW) and not look.seal
        on_rule = stands_on_rule(look.box, rules)
        asked = Label.SIGNATURE if on_rule and label is Label.NAME_BELOW else label
        by_hand = is_handwriting(look, asked, scanned)
        # Coloured ink on the line where one signs is no rubber stamp, if a pen may have made it.
        if is_stamp(look) and not (signs and by_hand):
            yield MarkKind.STAMP, look.box, _CONFIDENCE_OF_STAMP
        elif by_hand:
            written.append((look, label))
    crowded = sum(label in (Label.NONE, Label.FIELD) for _, label in written) > _MUCH_HANDWRITING
    for look, label in written:
        kind, confidence = kind_of(look, label, stands_on_rule(look.box, rules), crowded)
        yield kind, look.box, confidence


def _mended(pieces: Pieces, free: Flags, pixels_per_point: float) -> NDArray[np.uint8]:
    """The pixels of the free pieces, with the small breaks closed that a faint stroke has on a black-and-white scan."""
    import cv2

    chosen = np.concatenate([[False], free]).astype(np.uint8)
    reach = max(round(_LONGEST_BREAK * pixels_per_point), 1) | 1
    shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    mended = cv2.morphologyEx(chosen[pieces.labels], cv2.MORPH_CLOSE, shape)
    return np.asarray(mended, np.uint8)


def _drawable(pieces: Pieces, image: NDArray[np.uint8], pixels_per_point: float) -> Flags:
    """Pieces of a size a hand may write, clear of the page's edge where scanners leave their borders."""
    page_height, page_width = (side / pixels_per_point for side in image.shape[:2])
    right, bottom = pieces.left + pieces.width, pieces.top + pieces.height
    inside = (pieces.left >= _MARGIN) & (pieces.top >= _MARGIN)
    inside &= (right <= page_width - _MARGIN) & (bottom <= page_height - _MARGIN)
    sized = (pieces.width < _WIDEST) & (pieces.height < _TALLEST) & ~_left_of_rules(pieces)
    fit: Flags = inside & sized & ((pieces.width >= _SMALLEST) | (pieces.height >= _SMALLEST))
    return fit


def _left_of_rules(pieces: Pieces) -> Flags:
    """What is left of ruled lines and shaded borders: it would join the signatures that it touches."""
    thin = np.minimum(pieces.width, pieces.height) <= _THICKEST_RULE
    left: Flags = thin & (pieces.level > _MOSTLY_LEVEL)
    return left
