"""Words grouped into lines: side by side without a wide gap, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.reading.columns import in_reading_order
from models.document import Line, Word
from models.geometry import Box

_WIDE_GAP = 1.35
_SAME_ROW = 0.55
_LARGER = 1.75
_ALIKE = 0.45
_OTHER_SIZE = 1.25
_SIDEWAYS = 2.2
_MARGIN = 0.08
_LABEL_GAP = 0.6
_LABELS = frozenset({"By:", "Name:", "Title:", "Its:", "Date:", "Dated:"})


def lines_of(words: Iterable[Word], page_width: float) -> tuple[Line, ...]:
    """Lines in reading order; a gap wider than about one and a third of the line's height parts two lines.

    Text that runs up or down the page is read where it stands, as in the narrow cells of a table; in the margins it is
    a stamp, and left out.
    """
    level, sideways = _sideways_apart(tuple(words))
    lines = list(_level_lines(level, page_width))
    for line in _sideways_lines(sideways):
        if _MARGIN * page_width < line.box.left and line.box.right < (1 - _MARGIN) * page_width:
            lines.insert(
                next((at for at, other in enumerate(lines) if other.box.top >= line.box.top), len(lines)), line
            )
    return tuple(lines)


def _sideways_apart(words: tuple[Word, ...]) -> tuple[list[Word], list[Word]]:
    """Words that run across the page, and words that run up or down it, each in the order of the file."""
    tall = [len(word.text) > 2 and _is_tall(word.box) for word in words]
    if not any(tall):
        return list(words), []
    # A short word goes the way of its neighbours.
    for order in (range(1, len(words)), range(len(words) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            tall[at] = tall[at] or (tall[at + step] and _same_run(words[at + step].box, words[at].box))
    level = [word for word, is_tall in zip(words, tall, strict=True) if not is_tall]
    return level, [word for word, is_tall in zip(words, tall, strict=True) if is_tall]


def _is_tall(box: Box) -> bool:
    return box.bottom - box.top > _SIDEWAYS * max(box.right - box.left, 1)


def _same_run(box: Box, other: Box) -> bool:
    """Whether two boxes stand above one another, as wide as each other, with no more than a space between them."""
    apart = max(box.top - other.bottom, other.top - box.bottom)
    alike = abs(box.left - other.left) < 1.5 and abs(box.right - other.right) < 1.5
    return alike and -1 < apart < box.width


def _sideways_lines(words: Sequence[Word]) -> list[Line]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and _same_run(lines[-1][-1].box, word.box):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line.of_known(words=tuple(line)) for line in lines]


def _level_lines(known: Sequence[Word], page_width: float) -> tuple[Line, ...]:
    written = {id(word): index for index, word in enumerate(known)}
    rows = [_split(row, written) for row in rows_of(known)]
    return in_reading_order(rows, page_width)


class _Row(NamedTuple):
    """Words of one height, and the box of the first: its top, bottom, middle and height in points."""

    top: float
    bottom: float
    middle: float
    height: float
    words: list[Word]


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words of one height together, rows from top to bottom, each from left to right."""
    rows: list[_Row] = []
    for word in sorted(words, key=_from_the_top):
        box = word.box
        top, bottom = box.top, box.bottom
        home = _row_for(top, bottom, rows)
        if home is None:
            rows.append(_Row(top, bottom, (top + bottom) / 2, bottom - top, [word]))
        else:
            home.append(word)
    rows.sort(key=lambda row: row.middle)
    return [sorted(row.words, key=lambda word: word.box.left) for row in rows]


def _from_the_top(word: Word) -> tuple[float, float]:
    box = word.box
    return (box.top + box.bottom) / 2, box.left


def _row_for(top: float, bottom: float, rows: Sequence[_Row]) -> list[Word] | None:
    """The row that a word overlaps most, of those whose first words stand hardly above its middle."""
    best, most = None, _SAME_ROW
    middle, height = (top + bottom) / 2, bottom - top
    reach = _ALIKE * max(height, 0.1)
    for row in reversed(rows[-6:]):
        if middle - row.middle > reach:
            # Rows come from top to bottom: those before it lie further off.
            break
        smaller, larger = (row.height, height) if row.height < height else (height, row.height)
        smaller = max(smaller, 0.1)
        if larger > _LARGER * smaller or middle - row.middle > _ALIKE * smaller:
            # A signature, by hand or in a large script face, overlaps the print above and below it.
            continue
        overlap = (min(row.bottom, bottom) - max(row.top, top)) / smaller
        if overlap > most or (best is not None and overlap == most):
            best, most = row.words, overlap
    return best


def _split(row: list[Word], written: dict[int, int]) -> list[Line]:
    groups: list[list[Word]] = [[row[0]]]
    reach = row[0].box.right
    before, height_before = row[0], row[0].box.height
    for word in row[1:]:
        box = word.box
        height, gap = box.bottom - box.top, box.left - reach
        smaller, larger = (height, height_before) if height < height_before else (height_before, height)
        # Small print that ends just where a larger text begins is another text, if the file holds them apart.
        foreign = larger > _OTHER_SIZE * smaller and written[id(word)] != written[id(before)] + 1
        labelled = gap > _LABEL_GAP * smaller and word.text in _LABELS
        if gap > _WIDE_GAP * smaller or labelled or foreign:
            groups.append([word])
            reach = box.right
        else:
            groups[-1].append(word)
            reach = max(reach, box.right)
        before, height_before = word, height
    return [Line.of_known(words=tuple(group)) for group in groups]
