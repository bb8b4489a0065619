"""The columns that signature blocks stand in: one, two or three side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product

from extractors.language.signing_date import possible_signing_dates, signing_date
from extractors.segmenting.labels_beside import joined_to_labels
from extractors.segmenting.lines_run_together import joined_to_signing_labels, parted_at_labels, parted_at_signatures
from extractors.segmenting.parted_lines import parted_at
from extractors.segmenting.ruled_columns import NAME_UNDER_LINE, ruled_columns
from extractors.segmenting.signature_items import SignatureColumn, SignatureItem, names_organization
from extractors.segmenting.signature_lines import LineKind, SignatureLine, is_office, signature_line
from models.document import Line, MarkKind, Page, Table, TextSource
from models.geometry import Box

_COLUMN_APART = 90.0
_OUTDENT = 40.0
_STARTS_COLUMN = ({LineKind.SIGN, LineKind.NAME, LineKind.CONFORMED}, {LineKind.LABEL, LineKind.STAMP})
_MOSTLY = 0.5
_NEAR, _SAME_HEIGHT = 30.0, 14.0
_BESIDE = 60.0
_SLOT_AFTER_LABEL = {LineKind.SIGN: 180.0}
_SHORT_LINE = 270.0
_SAME_LEFT = 24.0
_OFTEN = 2
_FLOURISH = 8.0
_SAME_ROW = 0.2
_HEADINGS = 100.0
_TALL = 17.0
_WORDS_OF_A_SIGNATURE = 3
_SLACK, _ON_LINE = 8.0, 10.0
_SMALL_SIGNATURE, _UNDER_WRITING = 24.0, 16.0
_PERSON = re.compile(
    r"^(?:\(print\)\s*)?[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|la|di)){1,4}(?:,\s*[A-Z][\w.]*)*,?$"
)

_OF_PAPERS = re.compile(r"(?i)\b(?:of|for|to|and|the|agreement|lease|contract|plan|exhibit|schedule|amendment)\b")


def signature_columns(page: Page, lines: Sequence[Line]) -> tuple[SignatureColumn, ...]:
    """The columns of a page, from left to right; a page set in one column has one."""
    items = _items(page, lines)
    lefts = _with_columns_beside(_column_lefts(items), items, _top_of_places(page, items), page.tables)
    lefts = _with_ruled_columns(lefts, ruled_columns(page.lines_to_sign_on, lines))
    if len(lefts) > 1:
        items = _items(page, [part for line in lines for part in parted_at(line, lefts[1:])])
    if not lefts and items and _places_shown(page):
        lefts = [min(item.box.left for item in items)]
    if not lefts:
        return ()
    items = _with_writing_on_lines(page, items)
    items += _drawn_slots(page, items)
    items += _unlabelled_slots(page, items)
    columns = []
    starts = [left - _OUTDENT for left in lefts]
    for start, end in zip(starts, [*starts[1:], page.width], strict=True):
        own = [item for item in items if start <= item.box.left < end]
        mine = [part for item in own for part in parted_at_labels(item)]
        columns.append(SignatureColumn(start, end, tuple(sorted(mine, key=lambda item: item.box.middle))))
    return joined_to_labels(columns)


def _items(page: Page, lines: Sequence[Line]) -> list[SignatureItem]:
    parts = [part for line in lines for part in parted_at_signatures(line)]
    items = [SignatureItem(line.box, line.text, signature_line(line.text)) for line in parts]
    items = items if page.text_source is TextSource.OCR else joined_to_signing_labels(items)
    return [item for item in items if not _is_handwriting(item, page)]


def _column_lefts(items: Sequence[SignatureItem]) -> list[float]:
    for kinds in _STARTS_COLUMN:
        anchors = [
            (item.box.left, item.line.kind) for item in items if item.line.kind in kinds and item.box.width < 300
        ]
        if anchors:
            break
    else:
        return [min(item.box.left for item in items)] if _has_unlabelled_place(items) else []
    clusters = _clusters(anchors, _COLUMN_APART)
    return [cluster[0][0] for cluster in clusters if len(cluster) >= 2 or cluster is clusters[0]]


def _with_columns_beside(
    lefts: list[float], items: Sequence[SignatureItem], top: float, tables: Sequence[Table]
) -> list[float]:
    """The columns, and those that show only in that short lines stand side by side again and again below `top`."""
    if not lefts:
        return lefts
    short = [
        item
        for item in items
        if item.line.kind is not LineKind.PROSE and item.box.width < _SHORT_LINE and item.box.top > top
    ]
    beside: list[tuple[float, LineKind]] = []
    for left, right in product(short, short):
        if (
            left.box.left + _COLUMN_APART < right.box.left
            and left.box.right < right.box.left
            and (_on_a_row(left, right) or _in_a_row_of_cells(left, right, tables))
        ):
            if abs(left.box.left - lefts[0]) < _OUTDENT:
                beside.append((right.box.left, right.line.kind))
            elif abs(right.box.left - lefts[0]) < _OUTDENT:
                beside.append((left.box.left, left.line.kind))
    found = list(lefts)
    for cluster in _clusters(beside, _SAME_LEFT):
        labels_only = all(kind in {LineKind.DATE, LineKind.TITLE} for _, kind in cluster)
        left_edge = cluster[0][0]
        if len(cluster) >= _OFTEN and not labels_only and all(abs(left_edge - one) > _COLUMN_APART for one in found):
            found.append(left_edge)
    return sorted(found)


def _clusters(edges: Iterable[tuple[float, LineKind]], apart: float) -> list[list[tuple[float, LineKind]]]:
    """Left edges from left to right, those less than `apart` points from their cluster's first together."""
    clusters: list[list[tuple[float, LineKind]]] = []
    for left, kind in sorted(edges):
        if clusters and left - clusters[-1][0][0] < apart:
            clusters[-1].append((left, kind))
        else:
            clusters.append([(left, kind)])
    return clusters


def _on_a_row(one: SignatureItem, other: SignatureItem) -> bool:
    """Whether two lines overlap in height; blocks side by side seldom keep quite the same rows."""
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > _SAME_ROW * min(one.box.height, other.box.height)


def _in_a_row_of_cells(left: SignatureItem, right: SignatureItem, tables: Sequence[Table]) -> bool:
    """Whether one names a party and the other is signed in the next cell of a ruled table, however tall the row."""
    if right.line.kind is not LineKind.SIGN or not names_organization(left.text):
        return False
    cells = [(place, row) for table in tables for row in table.rows for place in row]
    rows = [row for place, row in cells if place.overlaps(left.box)]
    return any(place.overlaps(right.box) for row in rows for place in row)


def _with_ruled_columns(lefts: list[float], pairs: Sequence[tuple[float, float]]) -> list[float]:
    """The columns, and those of lines to sign on that are ruled beside one in the first column."""
    found = list(lefts)
    for left, right in pairs:
        if lefts and abs(left - lefts[0]) < _OUTDENT and all(abs(right - one) > _COLUMN_APART for one in found):
            found.append(right)
    return sorted(found)


def _top_of_places(page: Page, items: Sequence[SignatureItem]) -> float:
    """The y below which one signs, a heading's height above the first line or mark; 0 where nothing tells."""
    kinds = {LineKind.SIGN, LineKind.CONFORMED, LineKind.BLANK, LineKind.STAMP, LineKind.NAME}
    tops = [item.box.top for item in items if item.line.kind in kinds]
    tops += [mark.box.top for mark in page.marks if mark.kind is MarkKind.INK]
    return min(tops) - _HEADINGS if tops else 0.0


def _has_unlabelled_place(items: Sequence[SignatureItem]) -> bool:
    kinds = {LineKind.BLANK, LineKind.CLOSING, LineKind.DATE, LineKind.WITNESS}
    return any(item.line.kind in kinds for item in items)


def is_person_name(text: str) -> bool:
    """Whether a line may be a person's name and nothing else."""
    return bool(_PERSON.match(text)) and not names_organization(text) and not _OF_PAPERS.search(text)


def _names_person(text: str) -> bool:
    """Whether a line is a person's name, with an office behind it or not: "Ada Tovey, Chief Nursing Officer"."""
    name, _, office = text.partition(",")
    return is_person_name(text) or (is_person_name(name) and is_office(office.strip()))


def _with_writing_on_lines(page: Page, items: Sequence[SignatureItem]) -> list[SignatureItem]:
    """The lines; what recognition read on a ruled line over a name is what is written where one signs."""
    if page.text_source is not TextSource.OCR:
        return list(items)
    return [
        _as_written(item, items) if any(_stands_on(item, slot) for slot in page.lines_to_sign_on) else item
        for item in items
    ]


def _stands_on(item: SignatureItem, slot: Box) -> bool:
    """Whether a short line without a label stands on a ruled line and keeps to it."""
    short = item.line.kind is LineKind.OTHER and len(item.text.split()) <= _WORDS_OF_A_SIGNATURE
    within = slot.left - _SLACK <= item.box.left and item.box.right <= slot.right + _SLACK
    return short and within and -_SLACK <= slot.top - item.box.bottom <= _ON_LINE


def _as_written(item: SignatureItem, items: Sequence[SignatureItem]) -> SignatureItem:
    under = any(
        other is not item
        and other.line.kind in {LineKind.NAME, LineKind.OTHER}
        and is_person_name(other.text)
        and 0 <= other.box.top - item.box.bottom <= NAME_UNDER_LINE
        and other.box.left < item.box.right
        for other in items
    )
    odd = not (is_person_name(item.text) or names_organization(item.text) or signing_date(item.text))
    return item._replace(line=SignatureLine(LineKind.SIGN, item.text)) if under and odd else item


def _drawn_slots(page: Page, items: Sequence[SignatureItem]) -> list[SignatureItem]:
    """Drawn lines with a short line of text close under them and no label beside them."""
    slots = []
    for rule in page.lines_to_sign_on:
        beside = any(
            item.line.kind is not LineKind.PROSE
            and -4 <= rule.bottom - item.box.top <= item.box.height + 5
            and item.box.left <= rule.left + 12
            for item in items
        )
        under = any(
            (item.line.kind is LineKind.NAME or (item.line.kind is LineKind.OTHER and _names_person(item.text)))
            and 0 <= item.box.top - rule.bottom <= NAME_UNDER_LINE
            and item.box.left < rule.right
            and item.box.right > rule.left
            for item in items
        )
        again = any(_is_underlined_by(rule, other) for other in page.rules)
        if under and not beside and not again:
            slots.append(SignatureItem(rule, "", SignatureLine(LineKind.BLANK)))
    return slots


def _is_underlined_by(rule: Box, other: Box) -> bool:
    """Whether a longer line runs close along this one, which then is the flourish under somebody's signature."""
    close = abs(rule.middle - other.middle) < _FLOURISH and other.width > rule.width
    return close and other.left < rule.right and other.right > rule.left


def _places_shown(page: Page) -> tuple[Box, ...]:
    """Where somebody signed by hand or digitally, and the file's signature fields that are still empty."""
    made = (mark.box for mark in page.marks if mark.kind in {MarkKind.INK, MarkKind.DIGITAL} and mark.box.width > 0)
    return (*made, *page.signature_fields)


def _writing_over_names(page: Page, items: Sequence[SignatureItem]) -> list[Box]:
    """Writing by hand, no date, close over a person's printed name: a signature may be legible, or small."""
    names = [item.box for item in items if item.line.kind is LineKind.OTHER and _names_person(item.text)]
    return [
        mark.box
        for mark in page.marks
        if mark.kind is MarkKind.HANDWRITING
        and mark.box.width >= _SMALL_SIGNATURE
        and not possible_signing_dates(mark.text or "")
        and any(
            name.top >= mark.box.middle
            and name.top - mark.box.bottom <= _UNDER_WRITING
            and name.left < mark.box.right
            and name.right > mark.box.left
            for name in names
        )
    ]


def _unlabelled_slots(page: Page, items: Sequence[SignatureItem]) -> list[SignatureItem]:
    """Signatures and signature fields where neither label nor line says that one signs here."""
    labelled = {LineKind.SIGN, LineKind.LABEL, LineKind.BLANK, LineKind.CONFORMED, LineKind.WITNESS}
    slots = []
    for box in (*_places_shown(page), *_writing_over_names(page, items)):
        near = any(
            item.line.kind in labelled
            and item.box.left < box.right
            and item.box.right > box.left - _SLOT_AFTER_LABEL.get(item.line.kind, _BESIDE)
            and abs(item.box.middle - box.middle) < (_SAME_HEIGHT if item.line.kind is LineKind.LABEL else _NEAR)
            for item in items
        )
        if not near:
            line = box.replaced(top=box.middle - 1, bottom=box.middle + 1)
            slots.append(SignatureItem(line, "", SignatureLine(LineKind.BLANK)))
    return slots


def _is_handwriting(item: SignatureItem, page: Page) -> bool:
    """Whether character recognition took a signature or a date by hand for words: the mark itself stands for them."""
    if page.text_source is not TextSource.OCR or item.line.kind not in {LineKind.OTHER, LineKind.PROSE}:
        return False
    area = item.box.width * item.box.height
    over = [mark for mark in page.marks if _shared_area(mark.box, item.box) > _MOSTLY * area]
    if any(mark.kind is MarkKind.HANDWRITING and mark.text and possible_signing_dates(mark.text) for mark in over):
        return True
    if item.box.height < _TALL or signing_date(item.text):
        return False
    return any(mark.kind is MarkKind.INK for mark in over)


def _shared_area(first: Box, second: Box) -> float:
    width = min(first.right, second.right) - max(first.left, second.left)
    height = min(first.bottom, second.bottom) - max(first.top, second.top)
    return max(width, 0.0) * max(height, 0.0)
