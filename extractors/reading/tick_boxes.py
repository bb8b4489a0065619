"""Boxes to tick put among the words of a page as "☒" and "☐", each in its place in the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.reading.tick_squares import TickSquare
from models.document import Word
from models.geometry import Box

TICKED, UNTICKED = "☒", "☐"
# What is read where a box is drawn: the box itself, and the mark in it.
_BOX = re.compile(r"[☐□❏❑▢◻]")
_MARK = re.compile(r"[XxVv×✓✔✕✖✗✘☑☒√■▪●•/*+\\-]{1,2}|[\[\]|()]{1,2}")
_LIKE_BOX = re.compile(r"[DOo0QXxE□☐☒☑■]|\[.?\]?|.?\]|L[IJ]|E[IiJl]|[I1l]?[ZX][I1l]|[Vv]\W?|\W[Xx]")
# How far from its box a word may stand, in points, and how far over its edge, in shares of the box.
_FARTHEST, _INTO, _WIDEST_MARK = 30.0, 0.35, 1.7


def is_printed_box(text: str) -> bool:
    """Whether a word of the text layer is an empty box."""
    return _BOX.fullmatch(text) is not None


def may_be_box(text: str) -> bool:
    """Whether character recognition may have read this for a box to tick."""
    return _LIKE_BOX.fullmatch(text) is not None


def with_tick_boxes(words: Sequence[Word], squares: Sequence[TickSquare], exact: bool = False) -> tuple[Word, ...]:
    """The words and a word for each square that stands beside one; a word that runs over a box is parted there.

    `exact` says that the words come from the file itself, so that a letter over a square is one and the square is none.
    """
    kept = list(words)
    for square in squares:
        over = [word for word in kept if _holds_middle_of(square.box, word.box)]
        known = [word for word in over if word.text in {TICKED, UNTICKED} or _BOX.fullmatch(word.text)]
        if exact and any(word not in known and not _MARK.fullmatch(word.text) for word in over):
            continue
        if any(word.text == TICKED for word in known) or (known and not square.is_ticked):
            continue
        rest = [word for word in kept if word not in over]
        parted = [part for word in rest for part in _parted(word, square.box)]
        beside = _beside(square.box, parted)
        if beside is None:
            continue
        at, neighbour = beside
        ticked = square.is_ticked or (exact and any(_MARK.fullmatch(word.text) for word in over))
        # As high as the words beside it, which makes it one of their line.
        place = square.box.replaced(top=neighbour.box.top, bottom=neighbour.box.bottom)
        parted.insert(at, Word(text=TICKED if ticked else UNTICKED, box=place, confidence=neighbour.confidence))
        kept = parted
    return tuple(kept)


def _holds_middle_of(square: Box, box: Box) -> bool:
    """Whether a word, no wider than a mark, stands in the square."""
    across = (box.left + box.right) / 2
    if box.width > _WIDEST_MARK * square.width:
        return False
    return square.left <= across <= square.right and square.top <= box.middle <= square.bottom


def _parted(word: Word, square: Box) -> Iterator[Word]:
    """The word, or what stands of it before and behind a box within it, by the share of its length."""
    box = word.box
    spare = _INTO * square.width
    inside = box.left + spare < square.left and square.right < box.right - spare and box.shares_row_with(square)
    if not inside or len(word.text) < 2:
        yield word
        return
    # The box takes up room of its own, which is no letter's.
    letter = (box.width - square.width) / len(word.text)
    cut = min(max(round((square.left - box.left) / letter), 1), len(word.text) - 1)
    yield word.replaced(text=word.text[:cut], box=box.replaced(right=square.left))
    yield word.replaced(text=word.text[cut:], box=box.replaced(left=square.right))


def _beside(square: Box, words: Iterable[Word]) -> tuple[int, Word] | None:
    """The nearest word of the square's row, and where among the words the square goes; None where none is near."""
    best, least = None, _FARTHEST
    for at, word in enumerate(words):
        if not word.box.shares_row_with(square):
            continue
        behind = word.box.left - square.right
        before = square.left - word.box.right
        gap = max(behind, before)
        if -_INTO * square.width <= gap < least:
            best, least = (at if behind >= before else at + 1, word), gap
    return best
