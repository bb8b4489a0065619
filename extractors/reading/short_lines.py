"""Short low pieces that a page draws: underlines of words and ends of ruled lines stand apart, and no pen made them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_LOWEST = 2.0
_NEAR, _SAME_LEVEL = 6.0, 0.3
_MOST = 2_000


class ShortLine(NamedTuple):
    """A short level line or a dot: its ends and its height on the page, in points of one and the same space."""

    left: float
    right: float
    level: float


def is_low(height: float) -> bool:
    """Whether a shape of so many points is so low that it shows a stroke only together with others."""
    return height <= _LOWEST


def stand_apart(lines: Iterable[ShortLine]) -> bool:
    """Whether each line is clear of all that lie higher or lower; a pen's stroke is drawn in pieces that touch."""
    known = sorted(lines, key=lambda line: line.level)
    if len(known) > _MOST:
        return False
    begin = 0
    for at, line in enumerate(known):
        while line.level - known[begin].level > _NEAR:
            begin += 1
        for other in known[begin:at]:
            apart = max(line.left - other.right, other.left - line.right)
            if apart < _NEAR and line.level - other.level > _SAME_LEVEL:
                return False
    return True
