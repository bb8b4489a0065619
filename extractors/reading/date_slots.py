"""Where on a page a date is to be written: beside "Date:", over a line captioned "Date", in a column headed "Date"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.language.signing_date import signing_date
from models.document import Line, Mark, MarkKind
from models.geometry import Box

_LABEL = re.compile(
    r"(?i)^\W{0,2}(?:date(?:d|\s*signed|\s*executed|\s*of\s*(?:signature|signing|execution))?|signed\s+on)\s*"
    r"(?P<blank>(?:(?P<colon>[:;.])|_+|\W?$)\s*_*\s*)(?P<rest>.*)$"
)
_BESIDE_DATE = re.compile(r"(?i)^(?:authori[sz]ed\s+)?sign(?:ature|ed|\s+here)\b")
_LONGEST_REST = 24
_WIDEST = 190.0
_HIGH, _LOW = 15.0, 6.0
_OVER_LINE, _UNDER_LINE = 24.0, 4.0
_CAPTION_BELOW = 16.0
_NARROWEST_CELL, _LOWEST_CELL, _TALLEST_CELL = 30.0, 14.0, 90.0
_MOST_CELLS = 24


class DateSlot(NamedTuple):
    """A place for a date: its words would stand in `row`; a lifted hand and ascenders need the larger `box`."""

    box: Box
    row: Box


def date_slots(lines: Sequence[Line], rules: Sequence[Box], marks: Sequence[Mark], width: float) -> list[DateSlot]:
    """The places for a date on a page `width` points wide whose date is not plain from its words."""
    slots: list[DateSlot] = []
    for line in lines:
        label = _LABEL.match(line.text)
        if label is None or len(label["rest"]) > _LONGEST_REST or signing_date(label["rest"]):
            continue
        bare = not label["colon"] and not label["rest"]
        caption = _line_over(line, rules) if bare else None
        heads = bare and any(_heads_signatures(other, line) for other in lines)
        found = list(_cells_under(line, rules, width)) if heads else []
        if not found:
            behind = len(label["blank"].lstrip(":;.")) + len(label["rest"])
            place = _over(caption) if caption is not None else _beside(line, behind, marks, width)
            found = [_left_of_blanks(place, line, lines)]
        slots += [slot for slot in found if not _is_plain(slot, lines)]
    return slots


def _beside(line: Line, behind: int, marks: Sequence[Mark], width: float) -> DateSlot:
    """The place on a line whose last characters, `behind` of them, are the blank to write on and what stands there."""
    box = line.box
    left = box.left + box.width * (len(line.text) - behind) / max(len(line.text), 1) + 1
    right = min(left + _WIDEST, width)
    # What is signed beside the date is no part of it.
    signed = [mark.box.left for mark in marks if mark.kind is MarkKind.INK and mark.box.shares_row_with(box)]
    right = min([right, *(edge for edge in signed if edge > left + 60)])
    row = Box(left=left, top=box.top, right=right, bottom=box.bottom)
    return DateSlot(row.replaced(top=box.top - _HIGH, bottom=box.bottom + _LOW), row)


def _left_of_blanks(slot: DateSlot, line: Line, lines: Sequence[Line]) -> DateSlot:
    """The place, as far as another line to write on, typed in the next column, which may stand a little lower."""
    blanks = [
        other.box.left
        for other in lines
        if other is not line and other.text.startswith("___") and other.box.overlaps(slot.box)
    ]
    right = min([slot.box.right, *(left for left in blanks if left > slot.box.left + _NARROWEST_CELL)])
    return DateSlot(slot.box.replaced(right=right), slot.row.replaced(right=right))


def _line_over(caption: Line, rules: Sequence[Box]) -> Box | None:
    """The ruled line that a caption stands close under."""
    box = caption.box
    over = [
        rule
        for rule in rules
        if -3 <= box.top - rule.bottom <= _CAPTION_BELOW
        and rule.left < box.right
        and rule.right > box.left
        and rule.width <= 2 * _WIDEST
    ]
    return max(over, key=lambda rule: rule.bottom, default=None)


def _over(rule: Box) -> DateSlot:
    row = Box(left=rule.left - 4, top=rule.top - _OVER_LINE / 2, right=rule.right + 4, bottom=rule.bottom)
    box = row.replaced(top=rule.top - _OVER_LINE, bottom=rule.bottom + _UNDER_LINE)
    return DateSlot(box, row)


def _heads_signatures(other: Line, line: Line) -> bool:
    return bool(_BESIDE_DATE.match(other.text)) and other.box.shares_row_with(line.box)


def _cells_under(head: Line, rules: Sequence[Box], width: float) -> Iterator[DateSlot]:
    """The cells of a ruled column below its heading, from line to line."""
    across = [rule for rule in rules if rule.left < head.box.right and rule.right > head.box.left]
    edges = sorted({round(rule.middle, 1) for rule in across if rule.middle > head.box.bottom - 2})
    left = head.box.left - 14
    right = min(max((rule.right for rule in across), default=width), left + _WIDEST, width)
    if right - left < _NARROWEST_CELL:
        return
    for top, bottom in list(pairwise(edges))[:_MOST_CELLS]:
        if _LOWEST_CELL <= bottom - top <= _TALLEST_CELL:
            cell = Box(left=left, top=top, right=right, bottom=bottom)
            yield DateSlot(cell, cell)


def _is_plain(slot: DateSlot, lines: Sequence[Line]) -> bool:
    """Whether words that stand in the slot already give a date."""
    words = [word for line in lines for word in line.words if slot.row.overlaps(word.box)]
    inside = [word.text for word in words if word.box.left > slot.box.left - 3]
    return bool(inside) and signing_date(" ".join(inside)) is not None
