"""Raised numbers and stars that point to footnotes: told by their size and height from what they stand at."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import median

from models.document import Word
from models.geometry import Box

# A word that ends or begins as one with a mark does. No footnote is numbered nought: raised noughts are cents.
MAY_BEAR_MARK = re.compile(r"(?<=.)(?:[1-9]\d?|[*†‡]{1,3})[.,;:]?$|^(?:[1-9]\d?|[*†‡]{1,3})(?=[A-Z])")
_LONE_MARK = re.compile(r"[1-9]\d?|[*†‡]{1,3}")
_FRACTION = ("/", "\u2044")
_SMALLER, _RAISED, _CLOSE, _TOUCHING = 0.8, 0.1, 0.35, 2.0


def mark_in(text: str, box_at: Callable[[int], Box | None]) -> tuple[int, int] | None:
    """Where in a word its mark begins and ends; None where it has none.

    `box_at` gives the box of a character by its index, as tall as its type.
    """
    match = MAY_BEAR_MARK.search(text)
    if match is None:
        return None
    first = match.start()
    last = first + len(match[0].rstrip(".,;:"))
    if first == 0:
        mark, letter = box_at(0), box_at(last)
        return (0, last) if mark and letter and _is_raised(mark, letter) else None
    letter = box_at(0)
    while first < last:
        mark = box_at(first)
        if mark and letter and _is_raised(mark, letter) and mark.left > letter.left:
            return first, last
        first += 1
    return None


def without_lone_marks(words: Sequence[Word]) -> Sequence[Word]:
    """The words without marks that stand as words of their own behind what they mark."""
    alone = [word for word in words if len(word.text) <= 3 and _LONE_MARK.fullmatch(word.text) is not None]
    if not alone:
        return words
    usual = median(word.box.height for word in words)
    dropped = {id(word) for word in alone if word.box.height < usual and _has_company(word, words)}
    return [word for word in words if id(word) not in dropped] if dropped else words


def _has_company(mark: Word, words: Sequence[Word]) -> bool:
    """Whether it stands raised behind a word, and is not the upper part of a fraction."""
    behind = False
    for word in words:
        if abs(word.box.left - mark.box.right) < _TOUCHING and word.text.startswith(_FRACTION):
            return False
        gap = mark.box.left - word.box.right
        behind = behind or (-1.0 < gap < _CLOSE * word.box.height and _is_raised(mark.box, word.box))
    return behind


def _is_raised(mark: Box, letter: Box) -> bool:
    """Whether one box is smaller than the other, beside it, and stands above its foot."""
    raised = letter.bottom - mark.bottom > _RAISED * letter.height and mark.bottom > letter.top
    return raised and mark.height < _SMALLER * letter.height
