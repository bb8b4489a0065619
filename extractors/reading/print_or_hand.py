"""Which pieces of ink are printed letters: known from the words on a native page, from their look on a scanned one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.reading.strokes import Flags, Floats, Pieces
from models.document import Word

_USUAL_HEIGHT = 8.0
_AS_TALL, _FINEST, _TALLER_THAN_TYPE = 0.6, 0.06, 24.0


def letter_height_of(pieces: Pieces) -> float:
    """The height in points of a printed capital or ascender on this page, 8 where little is printed."""
    letters = (pieces.covered > 0.8) & (pieces.height > 3) & (pieces.height < 16) & (pieces.width < 16)
    if int(letters.sum()) < 20:
        return _USUAL_HEIGHT
    return float(np.clip(np.percentile(pieces.height[letters], 90), 6, 11))


def pen_strokes(pieces: Pieces, letter_height: float) -> Flags:
    """Pieces that look drawn by a pen: thin for their size, loosely filled, larger than a letter, not straight."""
    shorter = np.minimum(pieces.width, pieces.height)
    thin = (pieces.thickness <= 3.6) & (pieces.thickness <= 0.3 * shorter + 0.6)
    tall = (pieces.height >= 1.35 * letter_height) & (pieces.width >= 0.5 * letter_height)
    wide = (pieces.width >= 2.0 * letter_height) & (pieces.height >= 0.9 * letter_height) & (pieces.density < 0.36)
    loose = (pieces.density < 0.42) & (pieces.straightness < 0.97) & (pieces.level < 0.75)
    strokes: Flags = thin & loose & (tall | wide) & ~outlines(pieces, letter_height)
    return strokes


def outlines(pieces: Pieces, letter_height: float) -> Flags:
    """Rings and frames: the outline of a seal, a stamp, a box."""
    large = np.minimum(pieces.width, pieces.height) >= 2.2 * letter_height
    outlined: Flags = large & (pieces.hollowness > 0.85)
    return outlined


def printed_pieces(pieces: Pieces, words: Sequence[Word], letter_height: float, scanned: bool) -> Flags:
    """Pieces that belong to printed words. A signature across a printed name reaches beyond it and is not printed."""
    longest = np.maximum(pieces.width, pieces.height)
    escaping = (pieces.overhang >= 1.3 * letter_height) & (longest >= 2.2 * letter_height)
    loose = pieces.density < 0.36
    if not words:
        return np.zeros(len(pieces.left), np.bool_)
    if not scanned:
        exact: Flags = (pieces.covered >= 0.35) & ~(escaping & loose & (pieces.covered < 0.9))
        return exact
    hand = handwritten_words(pieces, words, letter_height)
    belongs = (pieces.covered >= 0.5) & ~hand[pieces.word]
    large = (pieces.height >= 2.5 * letter_height) & (pieces.width >= 2.0 * letter_height)
    printed: Flags = belongs & ~(escaping & large & loose & (pieces.covered < 0.85)) & ~_read_as_a_word(pieces, words)
    return printed


def _read_as_a_word(pieces: Pieces, words: Sequence[Word]) -> Flags:
    """Large scrawls of a fine pen, each of which recognition took for one word that is as tall as they are."""
    heights = np.array([word.box.height for word in words])
    alone = (pieces.word >= 0) & (heights[pieces.word] >= _AS_TALL * pieces.height)
    fine = (pieces.thickness < _FINEST * pieces.height) & (pieces.density < 0.36)
    scrawls: Flags = alone & fine & (pieces.height >= _TALLER_THAN_TYPE) & (pieces.width >= pieces.height)
    return scrawls


def handwritten_words(pieces: Pieces, words: Sequence[Word], letter_height: float) -> Flags:
    """Words that character recognition read from handwriting: taller than print, thin for their height, loose."""
    total = len(words)
    if not total:
        return np.zeros(0, np.bool_)
    edges = np.array([(word.box.left, word.box.top, word.box.right, word.box.bottom) for word in words])
    heights = edges[:, 3] - edges[:, 1]
    confidence = np.array([word.confidence for word in words])
    chosen = (pieces.word >= 0) & (pieces.covered > 0.5) & (np.maximum(pieces.width, pieces.height) > 2.5)
    # A piece taller than its word is not of that word alone: two printed lines that touch, or a stroke across.
    chosen &= pieces.height <= 1.3 * heights[pieces.word] + 1
    owner, area = pieces.word[chosen], pieces.area[chosen]
    ink = np.maximum(np.bincount(owner, weights=area, minlength=total), 1e-6)

    def mean(values: Floats) -> Floats:
        weighted: Floats = np.bincount(owner, weights=values[chosen] * area, minlength=total) / ink
        return weighted

    height, density = mean(pieces.height), mean(pieces.density)
    thinness = mean(pieces.thickness) / np.maximum(height, 1e-6)
    usual = min(float(np.median(heights)), 1.75 * letter_height)
    tallness = heights / usual
    tall = (height >= 1.25 * letter_height) | ((tallness >= 2) & (density < 0.33))
    fineness = (0.115 - thinness) / 0.01 + (0.40 - density) / 0.02 + 1.5 * np.clip(tallness - 1.3, -0.5, 1.2)
    penned = tall & (tallness >= 1.12) & (fineness >= 2)
    doubtful = (confidence < 0.8) & (height >= 1.2 * letter_height) & (density < 0.42) & (thinness < 0.125)
    hand = penned | doubtful
    likely = (tallness >= 1.12) & (height >= 1.1 * letter_height) & (thinness < 0.125) & (density < 0.43)
    handwritten: Flags = hand | (likely & _beside(edges, hand))
    return handwritten


def _beside(edges: Floats, hand: Flags) -> Flags:
    """Words that stand next to a handwritten one on its row: the rest of the same signature or date."""
    beside = np.zeros(len(edges), np.bool_)
    middle = (edges[:, 1] + edges[:, 3]) / 2
    for index in np.nonzero(hand)[0]:
        gap = np.maximum(edges[:, 0] - edges[index, 2], edges[index, 0] - edges[:, 2])
        beside |= (gap < 20) & (middle > edges[index, 1]) & (middle < edges[index, 3])
    return beside
