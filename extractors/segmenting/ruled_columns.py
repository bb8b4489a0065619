"""Columns of places to sign that show in lines ruled side by side, each with a name under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from extractors.segmenting.signature_lines import LineKind, signature_line
from models.document import Line
from models.geometry import Box

_SAME_ROW = 6.0
_AT_EDGE = 14.0
NAME_UNDER_LINE = 26.0
_NO_NAME = {LineKind.DATE, LineKind.TITLE, LineKind.SIGN, LineKind.CAPTION, LineKind.PROSE, LineKind.WITNESS}


def ruled_columns(slots: Sequence[Box], lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Left edges (points) of two lines to sign on that stand on one row, each over a name; "Date" is none."""
    pairs = [
        (left, right)
        for left, right in product(slots, slots)
        if left.right < right.left and abs(left.middle - right.middle) < _SAME_ROW
    ]
    found = [(_name_under(left, lines), _name_under(right, lines)) for left, right in pairs]
    return [(left, right) for left, right in found if left is not None and right is not None]


def _name_under(rule: Box, lines: Sequence[Line]) -> float | None:
    """The x where what stands close under a ruled line begins; None unless it may be a name."""
    for line in lines:
        if not 0 <= line.box.top - rule.bottom <= NAME_UNDER_LINE:
            continue
        words = [word for word in line.words if rule.left - _AT_EDGE <= word.box.left < rule.right]
        if words and abs(words[0].box.left - rule.left) < _AT_EDGE:
            kind = signature_line(" ".join(word.text for word in words)).kind
            return None if kind in _NO_NAME else words[0].box.left
    return None
