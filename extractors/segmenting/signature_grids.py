"""Signature tables: a row for each party, with cells for signature, printed name and date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.language.signing_date import signing_date
from extractors.segmenting.parted_lines import parted_at
from extractors.segmenting.signature_lines import LineKind, is_office, signature_line
from models.document import Line, MarkKind, Page
from models.geometry import Box, enclosing
from models.signature import SignatureArea

_HEADS = {
    "party": re.compile(
        r"(?i)^(?:party|parties|for|entity|practice|physician|member|participant|on behalf of|company)\b"
    ),
    "signature": re.compile(r"(?i)^(?:signature|signed|sign here|signature of\b.*)$"),
    "name": re.compile(r"(?i)^(?:print(?:ed)?\s+|typed\s+)?name\b|^signatory\b|^printed\b"),
    "title": re.compile(r"(?i)^(?:title|capacity|position)\b"),
    "date": re.compile(r"(?i)^date\b"),
}
_DEGREE = re.compile(r"^(?:M\.?D|D\.?O|Ph\.?D|D\.?P\.?M|Esq|Jr|Sr|F\.?A\.?C)\b")
_COLUMNS_OF_A_GRID = (2, 3)
_ROW_APART = 1.65
_GRID_ENDS = 90.0


def grid_areas(page: Page, lines: Sequence[Line]) -> tuple[set[int], list[SignatureArea]]:
    """The places to sign of all signature tables, and the identities of the lines that belong to them."""
    used: set[int] = set()
    areas: list[SignatureArea] = []
    for head in _heads(lines):
        columns = {name: line.box.left for name, line in head.items()}
        top = max(line.box.bottom for line in head.values())
        body = _body(lines, top, min(columns.values()))
        if not body:
            continue
        used |= {id(line) for line in head.values()} | {id(line) for line in body}
        cells = [part for line in body for part in parted_at(line, sorted(columns.values())[1:])]
        entries = _ruled_entries(page, cells, top) or _entries(cells, columns)
        areas += [_area(page, row, columns, bottom) for row, bottom in entries]
    if not areas:
        used, areas = _continued(page, lines)
    return used, areas


def _continued(page: Page, lines: Sequence[Line]) -> tuple[set[int], list[SignatureArea]]:
    """The rows of a signature table whose heads stand on the page before: a name, and ink in the next cell."""
    used: set[int] = set()
    areas: list[SignatureArea] = []
    signed = [mark.box for mark in page.marks if mark.kind in {MarkKind.INK, MarkKind.HANDWRITING}]
    for table in page.tables:
        rows = [row for row in table.rows if len(row) in _COLUMNS_OF_A_GRID]
        inside = [line for line in lines if table.box.overlaps(line.box)]
        named = all(any(row[0].overlaps(line.box) for line in inside) for row in rows)
        others = [line for line in inside if not any(row[0].overlaps(line.box) for row in rows)]
        inked = sum(any(row[1].overlaps(box) for box in signed) for row in rows)
        dated = all(signing_date(line.text) for line in others)
        if len(rows) < len(table.rows) or not named or not dated or inked < len(rows) / 2:
            continue
        columns = dict(zip(("party", "signature", "date"), (cell.left for cell in rows[0]), strict=False))
        used |= {id(line) for line in inside}
        for row in rows:
            own = [line for line in inside if row[0].top < line.box.middle < row[0].bottom]
            areas.append(_area(page, own, columns, row[0].bottom))
    return used, areas


def _heads(lines: Sequence[Line]) -> list[dict[str, Line]]:
    found = []
    for line in lines:
        if not _HEADS["signature"].match(line.text):
            continue
        beside = [other for other in lines if other.box.shares_row_with(line.box)]
        head = {name: other for other in beside for name, pattern in _HEADS.items() if pattern.match(other.text)}
        if "signature" in head and len(head) >= 3:
            found.append(head)
    return found


def _body(lines: Sequence[Line], top: float, left: float) -> list[Line]:
    body: list[Line] = []
    bottom = top
    for line in sorted(lines, key=lambda line: line.box.top):
        if line.box.top < top - 1 or line.box.left < left - 12:
            continue
        if line.box.top - bottom > _GRID_ENDS or (line.box.width > 330 and len(line.words) > 9):
            break
        body.append(line)
        bottom = max(bottom, line.box.bottom)
    return body


def _ruled_entries(page: Page, body: Sequence[Line], top: float) -> list[tuple[list[Line], float]]:
    """Rows as they are ruled, each with the y where it ends; none where the table is not ruled around all of them."""
    table = next((one for one in page.tables if one.box.top < top < one.box.bottom), None)
    if table is None or any(not table.box.overlaps(line.box) for line in body):
        return []
    places = [row[0] for row in table.rows if row and row[0].middle > top]
    rows = [([line for line in body if place.top < line.box.middle < place.bottom], place) for place in places]
    return [(row, place.bottom) for row, place in rows if row]


def _entries(body: Sequence[Line], columns: dict[str, float]) -> list[tuple[list[Line], float]]:
    """Rows, cut where the leading column starts anew, each with the y where it ends."""
    leading = "party" if "party" in columns else "name" if "name" in columns else "signature"
    cells = [line for line in body if _column_of(line.box, columns) == leading]
    tops: list[float] = []
    previous: Box | None = None
    for cell in sorted(cells, key=lambda line: line.box.top):
        box = cell.box
        if previous is None or box.top - previous.top > _ROW_APART * previous.height:
            tops.append(box.top)
        previous = box
    rows = []
    for index, top in enumerate(tops):
        end = tops[index + 1] if index + 1 < len(tops) else max(line.box.bottom for line in body) + 20
        rows.append(([line for line in body if top - 9 <= line.box.middle < end - 3], end))
    return rows


def _column_of(box: Box, columns: dict[str, float]) -> str:
    started = [(left, name) for name, left in columns.items() if left <= box.left + 14]
    return max(started)[1] if started else min((left, name) for name, left in columns.items())[1]


def _area(page: Page, row: Sequence[Line], columns: dict[str, float], bottom: float) -> SignatureArea:
    cells: dict[str, list[str]] = {}
    for line in sorted(row, key=lambda line: (line.box.top, line.box.left)):
        cells.setdefault(_column_of(line.box, columns), []).append(line.text)
    box = enclosing(line.box for line in row)
    right = min((left for left in columns.values() if left > columns["signature"]), default=page.width)
    slot = Box(left=columns["signature"] - 8, top=box.top - 8, right=right - 4, bottom=max(bottom - 8, box.bottom))
    date_slot = None
    if "date" in columns:
        end = min((left for left in columns.values() if left > columns["date"]), default=page.width)
        date_slot = Box(left=columns["date"] - 12, top=slot.top, right=end, bottom=slot.bottom)
    names = _names(cells.get("name", []))
    signature = cells.get("signature", [])
    is_stamped = any(signature_line(text).kind is LineKind.STAMP for text in signature)
    written = "" if is_stamped else " ".join(signature)
    party = " ".join(cells.get("party", []))
    title = " ".join(cells.get("title", []) or names[1:])
    return SignatureArea(
        page=page.number,
        box=box,
        column=slot,
        slot=slot,
        date_slot=date_slot,
        headings=(party,) if party else (),
        written=written or None,
        name=names[0] if names else party or None,
        title=title or None,
        date_text=" ".join(cells.get("date", [])) or None,
        stamp_texts=tuple(signature) if is_stamped else (),
        quote=" / ".join(line.text for line in row),
    )


def _names(lines: list[str]) -> list[str]:
    """The name in a name cell, then what else it says; one that runs over ("Jane Roe," then "M.D.") is made whole."""
    if len(lines) > 1 and lines[0].endswith(",") and is_office(lines[1]):
        return [lines[0].rstrip(","), " ".join(lines[1:])]
    if len(lines) > 1 and (lines[0].endswith(",") or _DEGREE.match(lines[1])):
        return [f"{lines[0]} {lines[1]}", *lines[2:]]
    return lines
