"""Lines joined to clauses, headings and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extractors.segmenting.footnotes import footnotes_apart
from extractors.segmenting.labels import exhibit_of, label_of, looks_like_heading, starts_clause
from extractors.segmenting.passages import Passage, segment_of
from extractors.segmenting.table_rows import rows_of_tables
from models.document import Line, Page
from models.geometry import Box
from models.segment import Segment, SegmentKind

_PARAGRAPH_GAP = 0.3
_REACHES_THE_MARGIN = 0.9
_FEW = 3
# Share of the width of the lines that begin at the same edge, in points of which edges may differ.
_SHORT, _SAME_EDGE, _LINES_OF_TEXT = 0.6, 12.0, 5
_HANGS = re.compile(r"(?i)(?:[,&–-]|\b(?:and|or|of|the|to|for|by|between|with|a|an|in|at|no\.))$")
_BULLET = re.compile(r"^[•●▪■◦‣⁃]\s*\S")
_ENDS_CLAUSE = re.compile(r"(?:[.;:,!?][\"”’)]*|\b(?:and|or))$")
_ENDS_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms|St|No))(?<!\bMrs)[.;:!?][\"”’)]*$")
_FIELD = re.compile(r"^[A-Z][A-Za-z’' /]{1,32}:\s")
# A typewriter underlines with a line of its own.
_TYPED_RULE = re.compile(r"^(?:[-=]{2,}\s*)+$")
_RECITAL = re.compile(
    r"^(?:WHEREAS|NOW,? THEREFORE|IN WITNESS|IN CONSIDERATION|BETWEEN|RECITALS?|BACKGROUND|WITNESSETH)\b"
)


class PlacedLine:
    """A body line with its page, its box, and whether other lines stand beside it."""

    def __init__(self, line: Line, page: int, row: Passage | None = None) -> None:
        self.line, self.page = line, page
        self.box, self.text = line.box, line.text
        self.row = row


def segments_of(pages: Sequence[Page], bodies: Sequence[Sequence[Line]]) -> tuple[Segment, ...]:
    """The segments of consecutive pages; a clause may run over a page break."""
    apart = [(page, footnotes_apart(page, body)) for page, body in zip(pages, bodies, strict=True)]
    lines = [placed for page, text in apart for placed in _placed(page, text.body)]
    notes = [[PlacedLine(line, page.number) for line in note] for page, text in apart for note in text.notes]
    segments: list[Segment] = []
    heading: str | None = None
    exhibit: str | None = None
    for group in _with_notes(_groups(lines), notes):
        kind, passage = _passage(group)
        label = label_of(passage.text)
        new_exhibit = exhibit_of(group[0].text) if kind is not SegmentKind.TABLE_ROW else None
        if not segments and new_exhibit is not None:
            # What is filed with an agency bears "Exhibit 10.2" on top of its first page.
            new_exhibit = None
        if new_exhibit is not None:
            exhibit, heading = new_exhibit, None
        if kind is SegmentKind.HEADING:
            heading = label.heading or passage.text
        elif label.heading is not None and kind is SegmentKind.CLAUSE:
            heading = label.heading
        segments.append(segment_of(passage, kind, number=label.number, heading=heading, exhibit=exhibit))
    return tuple(segments)


def _with_notes(groups: Iterable[list[PlacedLine]], notes: Sequence[list[PlacedLine]]) -> Iterable[list[PlacedLine]]:
    """Footnotes follow the last of what begins on their page, though it end on the next."""
    waiting = list(notes)
    for group in groups:
        while waiting and waiting[0][0].page < group[0].page:
            yield waiting.pop(0)
        yield group
    yield from waiting


def _placed(page: Page, body: Sequence[Line]) -> Iterable[PlacedLine]:
    """The lines of a page; the rows of its ruled tables take the place of the lines in them."""
    in_tables, rows = rows_of_tables(page, body)
    for line in body:
        yield from (PlacedLine(line, page.number, passage) for first, passage in rows if first is line)
        if id(line) not in in_tables:
            yield PlacedLine(line, page.number)


def _groups(lines: Sequence[PlacedLine]) -> Iterable[list[PlacedLine]]:
    rows = _rows(lines)
    leading = _leading(rows)
    margins = _margins(rows)
    group: list[PlacedLine] = []
    previous: list[PlacedLine] | None = None
    for row in rows:
        if previous is None or _begins(row, previous, group, leading) or _was_left_short(row, previous, margins):
            if group:
                yield group
            group = list(row)
        else:
            group += row
        previous = row
    if group:
        yield group


def _rows(lines: Sequence[PlacedLine]) -> list[list[PlacedLine]]:
    """Neighbours in reading order that share a height."""
    rows: list[list[PlacedLine]] = []
    for line in lines:
        if rows and _stands_beside(line, rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _stands_beside(line: PlacedLine, row: Sequence[PlacedLine]) -> bool:
    if line.row is not None or row[0].row is not None:
        return False
    follows = row[0].page == line.page and row[-1].box.right <= line.box.left + 2
    return follows and row[0].box.shares_row_with(line.box)


def _leading(rows: Sequence[Sequence[PlacedLine]]) -> float:
    """The distance, in points, from one line's top to the next's within a paragraph.

    A line that reaches the margin goes on in the next. Where lines are mostly paragraphs of their own, the usual
    distance between lines is that between paragraphs.
    """
    margin = _right_margin(rows)
    steps: list[float] = []
    wrapped: list[float] = []
    for before, after in pairwise(rows):
        step = after[0].box.top - before[0].box.top
        if after[0].page == before[0].page and 5 < step < 40:
            steps.append(step)
            if len(before) == len(after) == 1 and before[0].box.right > margin:
                wrapped.append(step)
    if len(wrapped) >= _FEW:
        return min(median(wrapped), median(steps))
    return median(steps) if steps else 12.0


def _right_margin(rows: Sequence[Sequence[PlacedLine]]) -> float:
    """Where lines that go on in the next one end, or farther right, in points."""
    lone = [row[0].box for row in rows if len(row) == 1]
    if not lone:
        return 0.0
    left, right = min(box.left for box in lone), sorted(box.right for box in lone)[len(lone) * 9 // 10]
    return left + (right - left) * _REACHES_THE_MARGIN


def _margins(rows: Sequence[Sequence[PlacedLine]]) -> dict[tuple[int, int], float]:
    """Where lines that begin at one left edge of a page mostly end, in points, where there are enough of them."""
    rights: dict[tuple[int, int], list[float]] = {}
    for row in rows:
        if len(row) == 1:
            rights.setdefault(_edge(row[0]), []).append(row[0].box.right)
    return {edge: sorted(ends)[len(ends) * 8 // 10] for edge, ends in rights.items() if len(ends) >= _LINES_OF_TEXT}


def _edge(line: PlacedLine) -> tuple[int, int]:
    return line.page, round(line.box.left / _SAME_EDGE)


def _was_left_short(
    row: Sequence[PlacedLine], previous: Sequence[PlacedLine], margins: dict[tuple[int, int], float]
) -> bool:
    """Whether the line above ends so far from the margin that what follows was meant to begin a line of its own."""
    first, before = row[0], previous[0]
    margin = margins.get(_edge(before))
    if margin is None or len(row) > 1 or len(previous) > 1 or before.row is not None or first.row is not None:
        return False
    short = before.box.width < _SHORT * (margin - before.box.left)
    begins = first.text[:1].isupper() or first.text[:1].isdigit()
    return short and begins and _edge(first) == _edge(before) and not _HANGS.search(before.text)


def _begins(
    row: Sequence[PlacedLine], previous: Sequence[PlacedLine], group: Sequence[PlacedLine], leading: float
) -> bool:
    first, before = row[0], previous[0]
    if first.row is not None or before.row is not None:
        return True
    if len(row) > 1:
        return True
    if len(previous) > 1:
        return not _continues_cell(first.box, previous, leading, first.page)
    if _is_heading_line(before.text) and len(group) == 1 and not _is_heading_continuation(first, before, leading):
        return True
    if first.box.top - before.box.top > leading * (1 + _PARAGRAPH_GAP) and first.page == before.page:
        return True
    if _BULLET.match(first.text):
        return True
    if _FIELD.match(first.text) or (_FIELD.match(before.text) and _follows_field(first, before)):
        return True
    if starts_clause(first.text) or _RECITAL.match(first.text) or exhibit_of(first.text) is not None:
        # "(48) months" or "Section 4.2" may stand at the start of a line in the middle of a sentence.
        return bool(_ENDS_CLAUSE.search(before.text)) or _is_heading_line(before.text)
    if first.page != before.page or first.box.top < before.box.top - leading:
        return bool(_ENDS_SENTENCE.search(before.text)) and first.text[:1].isupper()
    if _is_heading_line(first.text) and _ENDS_SENTENCE.search(before.text):
        return True
    indented = first.box.left - before.box.left > 12 and len(group) > 1
    return indented and bool(_ENDS_SENTENCE.search(before.text)) and first.text[:1].isupper()


def _follows_field(first: PlacedLine, before: PlacedLine) -> bool:
    """Whether what stands under a filled field ("Date: May 4") has begun something else."""
    return first.page != before.page or (first.text.isupper() and _is_heading_line(first.text))


def _continues_cell(box: Box, previous: Sequence[PlacedLine], leading: float, page: int) -> bool:
    """A single line under a table row goes on with the cell it stands under, unless it is the row's first."""
    below = previous[0].page == page and 0 < box.top - previous[0].box.top < leading * 1.25
    return below and any(abs(cell.box.left - box.left) < 4 for cell in previous[1:])


def _is_heading_line(text: str) -> bool:
    if _FIELD.match(text) or _BULLET.match(text):
        return False
    label = label_of(text)
    bare = text[label.text_start :].strip().rstrip(".:")
    return bool(bare) and not text.rstrip().endswith((",", ";")) and looks_like_heading(bare)


def _is_heading_continuation(first: PlacedLine, before: PlacedLine, leading: float) -> bool:
    return (
        first.page == before.page
        and before.text.upper() == before.text
        and first.text.upper() == first.text
        and first.box.top - before.box.top < leading * 1.6
        and not starts_clause(first.text)
    )


def _passage(group: Sequence[PlacedLine]) -> tuple[SegmentKind, Passage]:
    if group[0].row is not None:
        ruled = group[0].row
        return (SegmentKind.TABLE_ROW if "\t" in ruled.text else SegmentKind.CLAUSE), ruled
    rows = _rows(group)
    if len(rows[0]) > 1 and not _is_numbered_row(rows[0]):
        return SegmentKind.TABLE_ROW, Passage.of_cells(_cells(group, rows[0]))
    passage = Passage.of_lines([(line.line, line.page) for line in _without_typed_rules(group)])
    if len(group) <= 3 and _is_heading_line(passage.text):
        return SegmentKind.HEADING, passage
    return SegmentKind.CLAUSE, passage


def _without_typed_rules(group: Sequence[PlacedLine]) -> Sequence[PlacedLine]:
    return [line for line in group if not _TYPED_RULE.match(line.text)] or group


def _is_numbered_row(row: Sequence[PlacedLine]) -> bool:
    """A clause whose number hangs far to the left of its text is no table."""
    return len(row) == 2 and starts_clause(row[0].text + " X") and len(row[0].text) <= 8


def _cells(group: Sequence[PlacedLine], first: Sequence[PlacedLine]) -> list[list[tuple[Line, int]]]:
    lefts = [line.box.left for line in first]
    cells: list[list[tuple[Line, int]]] = [[] for _ in lefts]
    for line in group:
        index = max((i for i, left in enumerate(lefts) if left <= line.box.left + 4), default=0)
        cells[index].append((line.line, line.page))
    return cells
