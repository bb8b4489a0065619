"""What the printed words around a piece of handwriting say it is: a signature, a date, or an answer in a form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from extractors.reading.strokes import Flags
from models.document import Word
from models.geometry import Box

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
_HEADING = re.compile(r"^(?:(?P<signature>signatures?|signed)|(?P<date>dated?))$", re.IGNORECASE)
_NAME = re.compile(r"^\(?(?i:print(?:ed)?\b|name\b)|^(?:[A-Z][\w.'’-]*,?\s+){1,4}[A-Z][\w.'’-]+")
_BEGINS_ROW = re.compile(r"(?i)^(?:by|name|title|its|dated?|signed|signature|witness|attest|print(?:ed)?)\s*:_*$")
_FEWEST_WORDS_OF_PROSE = 8
_REACH_LEFT = 110.0
_REACH_UP = 16.0
_REACH_DOWN = 15.0
_REACH_HEADING = 260.0
_WIDE_GAP = 15.0


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
        """Takes the printed words, in any order."""
        self._words = words
        edges = [(word.box.left, word.box.top, word.box.right, word.box.bottom) for word in words]
        self._left, self._top, self._right, self._bottom = np.array(edges, np.float64).reshape(-1, 4).T
        self._middle = (self._top + self._bottom) / 2

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The words that begin a row to write on: "By:", "Date:", and "Name:" where no name is printed behind it."""
        begins = [index for index, word in enumerate(self._words) if _BEGINS_ROW.match(word.text)]
        return tuple(self._words[index].box for index in begins if not self._is_answered(index))

    def _is_answered(self, index: int) -> bool:
        if _DATE.match(self._words[index].text):
            return False
        same_row = (self._top < self._middle[index]) & (self._bottom > self._middle[index])
        gap = self._left - self._right[index]
        return bool((same_row & (gap > -1) & (gap < _WIDE_GAP)).any())

    def of(self, box: Box) -> Label:
        """The label of a place: left of it on its row first, then close below or above it, then a column's heading."""
        below, above = self._below(box), self._above(box)
        label = self._left_of(box)
        if label in (Label.NONE, Label.DATE) and _begins_with_name(below):
            return Label.NAME_BELOW
        # "Date:" over or under a signature names the row it stands on, not the ink.
        if label is Label.NONE and ":" not in below and (meaning := _meaning(below)) is not Label.FIELD:
            label = meaning
        if label is Label.NONE and ":" not in above:
            label = _meaning(above)
        if label is Label.NONE:
            label = self._heading_of(box)
        if label is Label.NONE and _NAME.match(below):
            label = Label.NAME_BELOW
        return label

    def _left_of(self, box: Box) -> Label:
        beside = (self._right <= box.left + 8) & (self._right >= box.left - _REACH_LEFT)
        near = beside & (self._middle <= box.bottom + 3)
        # A signature may hang from its line over the rows below, whose labels are not its own.
        touching = _meaning(self._text(near & (self._middle >= box.top - 6)))
        if touching is Label.SIGNATURE:
            return touching
        return _meaning(self._text(near & (self._middle >= box.top + 0.2 * box.height)))

    def _below(self, box: Box) -> str:
        across = (self._left < box.right) & (self._right > box.left - 30)
        near = (self._top >= box.bottom - 0.35 * box.height) & (self._top <= box.bottom + _REACH_DOWN)
        return self._unless_prose(across & near)

    def _above(self, box: Box) -> str:
        across = (self._left < box.right) & (self._right > box.left - 20)
        near = (self._bottom >= box.top - _REACH_UP) & (self._bottom <= box.top + 0.35 * box.height)
        return self._unless_prose(across & near)

    def _heading_of(self, box: Box) -> Label:
        across = (self._left < box.right) & (self._right > box.left - 60)
        over = (self._bottom <= box.top + 2) & (self._bottom >= box.top - _REACH_HEADING)
        for index in sorted(_indexes(across & over), key=lambda index: -float(self._bottom[index])):
            found = _HEADING.match(self._words[index].text)
            if found and len(self._run_of(index)) == 1:
                return Label.SIGNATURE if found["signature"] else Label.DATE
        return Label.NONE

    def _text(self, chosen: Flags) -> str:
        reading = np.lexsort((self._left, np.round(self._bottom / 6)))
        return " ".join(self._words[index].text for index in reading.tolist() if chosen[index])

    def _unless_prose(self, chosen: Flags) -> str:
        """The text of the chosen words, without those that stand in a long line of running text."""
        kept = chosen.copy()
        for index in _indexes(chosen):
            kept[index] = len(self._run_of(index)) < _FEWEST_WORDS_OF_PROSE
        return self._text(kept)

    def _run_of(self, index: int) -> list[int]:
        """The words that stand in one run with a word, on its row and without a wide gap."""
        middle = self._middle[index]
        row = sorted(_indexes((self._top < middle) & (self._bottom > middle)), key=lambda one: float(self._left[one]))
        at = row.index(index)
        first = last = at
        while first > 0 and self._left[row[first]] - self._right[row[first - 1]] <= _WIDE_GAP:
            first -= 1
        while last + 1 < len(row) and self._left[row[last + 1]] - self._right[row[last]] <= _WIDE_GAP:
            last += 1
        return row[first : last + 1]


def _indexes(chosen: Flags) -> list[int]:
    return [int(index) for index in np.nonzero(chosen)[0]]


def _begins_with_name(text: str) -> bool:
    """Whether a person's name comes before the "Date" of the row under it."""
    name, date = _NAME.match(text), _DATE.search(text)
    return name is not None and date is not None and date.start() >= name.end() and not _FIELD.match(text)


def _meaning(text: str) -> Label:
    date, signature = _DATE.search(text), _SIGNATURE.search(text)
    if signature and (not date or signature.start() < date.start()):
        return Label.SIGNATURE
    if date:
        return Label.DATE
    return Label.FIELD if _FIELD.search(text) else Label.NONE
