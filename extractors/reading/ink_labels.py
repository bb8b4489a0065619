"""What the printed words around a piece of handwriting say it is: a signature, a date, or an answer in a form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from models.document import Word
from models.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DATE = re.compile(r"\bdat(?:e|ed)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"\b(?:by|signed|signature|signatures|sign|signatory|sincerely|truly|regards|respectfully|witness(?:es)?|attest|notary|"
    r"undersigned|agreed|accepted|acknowledged|approved|executed|authorized)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\b(?:names?|title|address(?:es)?|phone|telephone|fax|e-?mail|initials?|occupation|nationality|citizenship|number|no|"
    r"amount|account|city|state|zip|print|position|birth|fee|salary|describe|its)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^\W*(?:(?P<signature>signatures?|signed)|(?P<date>dated?))\W*$", re.IGNORECASE)
_NAME = re.compile(r"^\(?(?:(?:print(?:ed)?\b|name\b)|(?-i:(?:[A-Z][\w.'’-]*,?\s+){1,4}[A-Z][\w.'’-]+))", re.IGNORECASE)
_FEWEST_WORDS_OF_PROSE = 8
_REACH_LEFT = 110.0
_REACH_UP = 16.0
_REACH_DOWN = 15.0
_REACH_HEADER = 260.0


class Label(StrEnum):
    """What is expected at a place; NONE when nothing printed near it says."""

    SIGNATURE = "signature"
    DATE = "date"
    FIELD = "field"
    NAME_BELOW = "name below"
    NONE = "none"


class Labels:
    """The printed words of a page, asked what they call a place."""

    def __init__(self, words: Sequence[Word]) -> None:
        import numpy as np

        self._words = words
        edges = [(word.box.left, word.box.top, word.box.right, word.box.bottom) for word in words]
        self._edges: NDArray[np.float64] = np.array(edges or [(0.0, 0.0, 0.0, 0.0)][:0]).reshape(-1, 4)

    def of(self, box: Box) -> Label:
        """The label of a place: left of it on its row first, then close below or above it, then a column's heading."""
        below, above = self._below(box), self._above(box)
        label = _meaning(self._left_of(box))
        if label is Label.NONE and ":" not in below:
            label = _only(_meaning(below), Label.SIGNATURE, Label.DATE)
        # "Date:" over or under a signature names the row it stands on, not the ink.
        if label is Label.NONE and ":" not in above:
            label = _meaning(above)
        if label is Label.NONE:
            label = self._heading_of(box)
        if label is Label.NONE and _NAME.match(below):
            label = Label.NAME_BELOW
        return label

    def _text(self, chosen: NDArray[np.bool_]) -> str:
        import numpy as np

        found = np.nonzero(chosen)[0]
        rows = sorted(found, key=lambda index: (round(self._edges[index, 3] / 6), self._edges[index, 0]))
        return " ".join(self._words[index].text for index in rows)

    def _left_of(self, box: Box) -> str:
        left, top, right, bottom = self._edges.T
        middle = (top + bottom) / 2
        on_row = (middle >= box.top + 0.2 * box.height) & (middle <= box.bottom + 3)
        return self._text(on_row & (right <= box.left + 8) & (right >= box.left - _REACH_LEFT))

    def _below(self, box: Box) -> str:
        left, top, right, bottom = self._edges.T
        across = (left < box.right) & (right > box.left - 30)
        near = (top >= box.bottom - 0.35 * box.height) & (top <= box.bottom + _REACH_DOWN)
        return self._unless_prose(across & near)

    def _above(self, box: Box) -> str:
        left, top, right, bottom = self._edges.T
        across = (left < box.right) & (right > box.left - 20)
        near = (bottom >= box.top - _REACH_UP) & (bottom <= box.top + 0.35 * box.height)
        return self._unless_prose(across & near)

    def _unless_prose(self, chosen: NDArray[np.bool_]) -> str:
        """The text of the chosen words, without those that stand in a long line of running text."""
        import numpy as np

        kept = chosen.copy()
        for index in np.nonzero(chosen)[0]:
            if len(self._row_of(index)) >= _FEWEST_WORDS_OF_PROSE:
                kept[index] = False
        return self._text(kept)

    def _row_of(self, index: int) -> NDArray[np.intp]:
        import numpy as np

        middle = (self._edges[index, 1] + self._edges[index, 3]) / 2
        row: NDArray[np.intp] = np.nonzero((self._edges[:, 1] < middle) & (self._edges[:, 3] > middle))[0]
        return row

    def _heading_of(self, box: Box) -> Label:
        import numpy as np

        left, top, right, bottom = self._edges.T
        over = (left < box.right) & (right > box.left - 60) & (bottom <= box.top + 2) & (bottom >= box.top - _REACH_HEADER)
        for index in sorted(np.nonzero(over)[0], key=lambda index: -self._edges[index, 3]):
            found = _HEADER.match(self._words[index].text)
            if found and ":" not in self._words[index].text and self._stands_alone(index):
                return Label.SIGNATURE if found["signature"] else Label.DATE
        return Label.NONE

    def _stands_alone(self, index: int) -> bool:
        row = self._row_of(index)
        gaps = [
            max(self._edges[other, 0] - self._edges[index, 2], self._edges[index, 0] - self._edges[other, 2])
            for other in row
            if other != index
        ]
        return min(gaps, default=99.0) > 15


def _only(label: Label, *wanted: Label) -> Label:
    return label if label in wanted else Label.NONE


def _meaning(text: str) -> Label:
    date, signature = _DATE.search(text), _SIGNATURE.search(text)
    if signature and (not date or signature.start() < date.start()):
        return Label.SIGNATURE
    if date:
        return Label.DATE
    return Label.FIELD if _FIELD.search(text) else Label.NONE
