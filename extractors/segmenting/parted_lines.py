"""Lines that run on into the next column, because a long name fills its own: parted where that column begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from models.document import Line

_AT_EDGE = 4.0
_WIDER_THAN_USUAL = 1.6
_LEAST_GAP = 0.35


def parted_at(line: Line, lefts: Sequence[float]) -> Iterable[Line]:
    """The line in parts: a word that begins where a column does (x in points), behind a gap wider than those of its
    line, begins a part.
    """
    gaps = [after.box.left - before.box.right for before, after in pairwise(line.words)]
    if not gaps:
        return (line,)
    usual = min(gaps) if len(gaps) > 1 else 0.0
    least = max(_WIDER_THAN_USUAL * usual, _LEAST_GAP * line.box.height)
    starts = [
        index
        for index, gap in enumerate(gaps, start=1)
        if gap > least and any(abs(line.words[index].box.left - left) < _AT_EDGE for left in lefts)
    ]
    edges = [0, *starts, len(line.words)]
    return tuple(Line(words=line.words[start:end]) for start, end in pairwise(edges))
