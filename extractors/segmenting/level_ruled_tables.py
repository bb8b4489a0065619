"""Tables whose rows are parted by level lines and whose columns by white space alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from models.document import Line, Page, Table
from models.geometry import Box

_SAME_LEVEL, _SAME_EDGE, _TOUCHING = 2.0, 6.0, 3.0
_NARROWEST, _FEWEST_LEVELS, _FEWEST_LINES = 150.0, 4, 4
_LOWEST_ROW, _TALLEST_ROW = 9.0, 150.0
_WHITE = 7.0
_MOST_IN_FIRST_COLUMN = 2
_MOSTLY = 0.5


class _Level(NamedTuple):
    """Lines that touch end to end: their height and ends, and where one ends and the next begins, all in points."""

    y: float
    left: float
    right: float
    joints: tuple[float, ...]


def level_ruled_tables(page: Page, lines: Sequence[Line]) -> Iterator[Table]:
    """The tables of a page, from its body lines, that no walls close in; those found by their walls are left out."""
    for chain in _chains(_levels(page.rules)):
        box = Box(left=chain[0].left, top=chain[0].y, right=chain[0].right, bottom=chain[-1].y)
        if not any(table.box.overlaps(box) for table in page.tables):
            table = _table(box, chain, [line for line in lines if box.overlaps(line.box)])
            if table is not None:
                yield table


def _levels(rules: Sequence[Box]) -> list[_Level]:
    levels: list[_Level] = []
    for rule in sorted(rules, key=lambda one: (round(one.middle / _SAME_LEVEL), one.left)):
        last = levels[-1] if levels else None
        beside = last is not None and abs(last.y - rule.middle) <= _SAME_LEVEL
        if last is not None and beside and rule.left <= last.right + _TOUCHING:
            joints = (*last.joints, rule.left) if rule.left > last.left + _SAME_EDGE else last.joints
            levels[-1] = last._replace(right=max(last.right, rule.right), joints=joints)
        else:
            levels.append(_Level(rule.middle, rule.left, rule.right, ()))
    return [level for level in levels if level.right - level.left >= _NARROWEST]


def _chains(levels: Sequence[_Level]) -> Iterator[list[_Level]]:
    """Levels of one width, each a row's height under the one before."""
    left = list(levels)
    while left:
        chain = [left.pop(0)]
        for level in list(left):
            last = chain[-1]
            alike = abs(level.left - last.left) < _SAME_EDGE and abs(level.right - last.right) < _SAME_EDGE
            if alike and level.y - last.y <= _TALLEST_ROW:
                left.remove(level)
                if level.y - last.y >= _LOWEST_ROW:
                    chain.append(level)
        if len(chain) >= _FEWEST_LEVELS:
            yield chain


def _table(box: Box, chain: Sequence[_Level], lines: Sequence[Line]) -> Table | None:
    edges = [box.left, *(_joints(chain) or _white_between(lines)), box.right]
    if len(edges) < 3 or len(lines) < _FEWEST_LINES:
        return None
    rows = [
        tuple(Box(left=left, top=above.y, right=right, bottom=below.y) for left, right in pairwise(edges))
        for above, below in pairwise(chain)
    ]
    starts = [sum(cells[0].overlaps(line.box) and line.box.left < cells[0].right for line in lines) for cells in rows]
    single = sum(count <= 1 for count in starts) >= _MOSTLY * len(rows)
    return Table(box=box, rows=tuple(rows)) if single and max(starts) <= _MOST_IN_FIRST_COLUMN else None


def _joints(chain: Sequence[_Level]) -> list[float]:
    """Where most levels are pieced together: the columns, in x, as the cells were drawn."""
    found: list[float] = []
    for joint in sorted(joint for level in chain for joint in level.joints):
        alike = sum(any(abs(joint - other) < _SAME_EDGE for other in level.joints) for level in chain)
        if alike > _MOSTLY * len(chain) and (not found or joint - found[-1] > _SAME_EDGE):
            found.append(joint)
    return found


def _white_between(lines: Sequence[Line]) -> list[float]:
    """The x in the middle of each upright strip that no word of any line touches."""
    words = sorted((word.box.left, word.box.right) for line in lines for word in line.words)
    found: list[float] = []
    reached = words[0][1] if words else 0.0
    for left, right in words:
        if left - reached >= _WHITE:
            found.append((reached + left) / 2)
        reached = max(reached, right)
    return found
