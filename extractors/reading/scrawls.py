"""Signatures that recognition took for print: no text of the page, though their marks stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from models.document import Line, Mark, MarkKind, Word
from models.geometry import Box

_MOSTLY = 0.55
_TALLER, _MUCH_TALLER = 1.3, 2.0
# Printed names, names in a script face and clear hands are read more surely than this.
_SURE = 0.88
_FEWEST_LETTERS = 3
_LABEL = re.compile(r"(?i)\W*(?:by|sign|signed|signature|name|print|title|its|date|dated)\W*|/?s/|\W+")
_DATE = re.compile(r"(?:\d\D*){3}")


def without_scrawls(lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[Line, ...]:
    """The recognised lines without words that are misread ink: tall, in a mark of ink, and doubtful or a letter or two.

    Labels such as "By:", dates, and what is read surely stay.
    """
    ink = [mark.box for mark in marks if mark.kind is MarkKind.INK]
    if not ink or not lines:
        return tuple(lines)
    usual = median(word.box.height for line in lines for word in line.words)
    scrawls = [word for line in lines for word in line.words if _is_scrawl(word, usual)]
    held = [[word for word in scrawls if _share_within(word.box, box) >= _MOSTLY] for box in ink]
    # Where two signatures run into one mark, only what was made of them tells the row of each.
    gone = {id(word) for words in held if _in_one_row(words) for word in words}
    kept: list[Line] = []
    for line in lines:
        words = tuple(word for word in line.words if id(word) not in gone)
        if words:
            kept.append(line if len(words) == len(line.words) else Line.of_known(words=words))
    return tuple(kept)


def _in_one_row(words: Sequence[Word]) -> bool:
    return all(word.box.shares_row_with(words[0].box) for word in words)


def _is_scrawl(word: Word, usual: float) -> bool:
    tallness = word.box.height / max(usual, 1.0)
    doubtful = word.confidence < _SURE
    short = len(word.text.strip(" .,:;")) < _FEWEST_LETTERS and tallness >= _MUCH_TALLER
    if tallness < _TALLER or not (doubtful or short):
        return False
    return not (_LABEL.fullmatch(word.text) or _DATE.search(word.text))


def _share_within(box: Box, outer: Box) -> float:
    wide = min(box.right, outer.right) - max(box.left, outer.left)
    high = min(box.bottom, outer.bottom) - max(box.top, outer.top)
    return max(wide, 0.0) * max(high, 0.0) / max(box.width * box.height, 1e-6)
