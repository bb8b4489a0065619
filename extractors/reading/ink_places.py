"""Ink parted by the places it stands in: rows and cells of a table, lines to sign on, rows that a label begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.reading.ink_groups import box_of
from extractors.reading.rules import RuledLine
from extractors.reading.strokes import Pieces
from models.geometry import Box

_BELOW_LINE = 6.0
_SAME_LINE = 10.0
_FEWEST_LETTERS, _LOWEST_LETTER, _LEAST_SHARE = 3.0, 0.8, 0.08
_ABOVE_LINE = 0.45
_MOST_BESIDE = 12.0
_LABEL_REACH = 110.0
_CROSSED = 0.5
# The upright of a table is taller than what is written beside it; a stroke of a letter is not.
_ALONGSIDE, _TALLER = 0.7, 1.1
_NEXT_RULE = 3.0
_LEAST_APART, _MOST_INTO_NEXT = 0.6, 0.25


class Guides(NamedTuple):
    """What parts the places of a page: ruled lines, uprights of tables, and the labels that begin rows, in points."""

    rules: Sequence[RuledLine]
    uprights: Sequence[Box]
    labels: Sequence[Box]

    def levels(self, box: Box) -> list[float]:
        """The heights of the lines to write on that cross a box or lie close under it, top down."""
        middle = (box.left + box.right) / 2
        crossing = [
            line.level_at(min(max(middle, line.box.left), line.box.right))
            for line in self.rules
            if min(line.box.right, box.right) - max(line.box.left, box.left)
            >= _CROSSED * min(box.width, line.box.width)
        ]
        beside = [
            label.bottom
            for label in self.labels
            if label.left < box.left and box.left - _LABEL_REACH <= label.right <= box.left + _MOST_BESIDE
        ]
        levels: list[float] = []
        for level in sorted(crossing) + sorted(beside):
            # A label stands on its line; a cell may have a line of its own close over its border.
            if all(abs(level - other) >= _SAME_LINE for other in levels):
                levels.append(level)
        return sorted(level for level in levels if box.top < level < box.bottom + 2 * _SAME_LINE)

    def borders(self, box: Box) -> list[float]:
        """The x where a box crosses from one place to the next on its row, from left to right."""
        found = [
            (upright.left + upright.right) / 2
            for upright in self.uprights
            if min(upright.bottom, box.bottom) - max(upright.top, box.top) >= _ALONGSIDE * box.height
            and upright.height >= _TALLER * box.height
        ]
        for line in self.rules:
            following = [
                other.box.left
                for other in self.rules
                if other.box.left > line.box.right + _NEXT_RULE
                and abs(other.level_at(other.box.left) - line.level_at(line.box.right)) < _BELOW_LINE
            ]
            if following and box.top < line.level_at(line.box.right) < box.bottom + _SAME_LINE:
                found.append((line.box.right + min(following)) / 2)
        found += [label.left for label in self.labels if box.top < label.middle < box.bottom + _BELOW_LINE]
        return sorted(x for x in found if box.left < x < box.right)


def parted_by_place(
    pieces: Pieces, groups: Sequence[list[int]], guides: Guides, letter_height: float
) -> list[list[int]]:
    """The groups, those that stand in several places parted; a piece belongs where most of its ink lies.

    Strokes that reach into another place and are no writing of their own stay with the writing they reach from.
    """
    parted: list[list[int]] = []
    for group in groups:
        for row in _by_row(pieces, group, guides, letter_height):
            parted += _by_column(pieces, row, guides, letter_height)
    return parted


def _by_row(pieces: Pieces, group: list[int], guides: Guides, letter_height: float) -> list[list[int]]:
    box = box_of(pieces, group)
    levels = guides.levels(box)
    if len(group) < 2 or len(levels) < 2:
        return [group]
    bands = np.searchsorted(np.array(levels) + _BELOW_LINE, pieces.weight_at[group])
    tops = [box.top, *levels]
    rows: list[list[int]] = []
    for band, members in _split(group, bands):
        last = band == len(levels)
        gap = 0.0 if last else levels[band] - tops[band]
        reaches = not last and box_of(pieces, members).bottom >= levels[band] - _ABOVE_LINE * gap
        if reaches and _is_writing(pieces, members, group, letter_height):
            rows.append(members)
    if any(_share_a_row(pieces, one, other) for one, other in pairwise(rows)):
        return [group]
    return _with_the_rest(pieces, group, rows)


def _share_a_row(pieces: Pieces, one: list[int], other: list[int]) -> bool:
    """Whether the weight of two parts of a group lies at about one height: strokes of one writing."""
    lower = min(box_of(pieces, one).height, box_of(pieces, other).height)
    heights = [np.average(pieces.weight_at[part], weights=pieces.area[part]) for part in (one, other)]
    return bool(abs(heights[0] - heights[1]) < _LEAST_APART * lower)


def _by_column(pieces: Pieces, group: list[int], guides: Guides, letter_height: float) -> list[list[int]]:
    borders = guides.borders(box_of(pieces, group))
    if len(group) < 2 or not borders:
        return [group]
    middles = pieces.left[group] + pieces.width[group] / 2
    columns = [
        members
        for _, members in _split(group, np.searchsorted(np.array(borders), middles))
        if _is_writing(pieces, members, group, letter_height)
    ]
    boxes = [box_of(pieces, members) for members in columns]
    if any(one.right - other.left > _MOST_INTO_NEXT * min(one.width, other.width) for one, other in pairwise(boxes)):
        # Strokes that cross one another are one writing.
        return [group]
    return _with_the_rest(pieces, group, columns)


def _split(group: list[int], bands: np.typing.NDArray[np.intp]) -> Iterator[tuple[int, list[int]]]:
    for band in np.unique(bands).tolist():
        yield band, [piece for piece, its in zip(group, bands.tolist(), strict=True) if its == band]


def _is_writing(pieces: Pieces, members: list[int], group: list[int], letter_height: float) -> bool:
    """Whether some pieces of a group are large enough to be a signature or a date of their own."""
    box = box_of(pieces, members)
    share = float(pieces.area[members].sum() / pieces.area[group].sum())
    large = box.width >= _FEWEST_LETTERS * letter_height and box.height >= _LOWEST_LETTER * letter_height
    return large and share >= _LEAST_SHARE


def _with_the_rest(pieces: Pieces, group: list[int], places: list[list[int]]) -> list[list[int]]:
    """The parts of a group, each of its other pieces in the part it is nearest to; one part if fewer than two."""
    if len(places) < 2:
        return [group]
    taken = {piece for place in places for piece in place}
    boxes = [box_of(pieces, place) for place in places]
    for piece in group:
        if piece not in taken:
            own = box_of(pieces, [piece])
            nearest = min(range(len(places)), key=lambda index: _distance(own, boxes[index]))
            places[nearest].append(piece)
    return places


def _distance(one: Box, other: Box) -> float:
    across = max(one.left - other.right, other.left - one.right, 0.0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return across + down
