"""What dates and notes by hand say: strokes that stand side by side read as one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from extractors.reading.rapid_recognition import text_of_line
from models.document import Mark, MarkKind
from models.geometry import Box, enclosing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HANDWRITING_SCALE = 4.0
_BESIDE = 36.0
_MARGIN = 5.0
_MOST_READ = 24


def with_handwriting_read(marks: Sequence[Mark], picture: Callable[[], NDArray[np.uint8]]) -> tuple[Mark, ...]:
    """The marks, those of handwriting joined where they stand side by side and with what they say.

    `picture` draws the page at HANDWRITING_SCALE pixels a point, and is asked for only when there is handwriting.
    """
    written = [mark for mark in marks if mark.kind is MarkKind.HANDWRITING]
    if not written:
        return tuple(marks)
    others = [mark for mark in marks if mark.kind is not MarkKind.HANDWRITING]
    page = picture()
    lines = _joined(written)
    read = [
        line.model_copy(update={"text": text_of_line(_crop(page, line.box))}) if index < _MOST_READ else line
        for index, line in enumerate(lines)
    ]
    return tuple(sorted([*others, *read], key=lambda mark: (mark.box.top, mark.box.left)))


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    lines: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.box.left):
        home = next(
            (line for line in lines if line.box.shares_row_with(mark.box) and mark.box.left - line.box.right < _BESIDE),
            None,
        )
        if home is None:
            lines.append(mark)
        else:
            joined = {"box": enclosing((home.box, mark.box)), "confidence": min(home.confidence, mark.confidence)}
            lines[lines.index(home)] = home.model_copy(update=joined)
    return lines


def _crop(page: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    top, bottom = max(box.top - _MARGIN, 0.0), box.bottom + _MARGIN
    left, right = max(box.left - _MARGIN, 0.0), box.right + _MARGIN
    scale = HANDWRITING_SCALE
    return page[int(top * scale) : int(bottom * scale), int(left * scale) : int(right * scale)]
