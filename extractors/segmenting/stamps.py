"""What offices put on a paper that passes through them: stamps of receipt and filing, and lines of fax machines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.document import Line, Page
from models.geometry import Box

_DATE = (
    r"(?:(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)[A-Z]*[.,]?\s*\d{1,2}\s*[.,]?\s*(?:19|20)\d\d"
    r"|\d{1,2}\s*(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[.,]?\s*(?:19|20)?\d\d"
    r"|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_TIME = r"\d{1,2}\s*[:.]\s*\d{2}(?:\s*[:.]\s*\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?"
# Stamps of offices, told by company or by place, and legends that are stamps at the edge of a page only.
_OF_AN_OFFICE = (
    r"RECEIVED|RECD|REC'D|E?-?FILED|ENTERED|SCANNED|POSTED|PAID|FAXED|RECORDED|COPY|COPIED|EMAILED|MAILED|CONFIDENTIAL|DRAFT"
    r"|(?:CERTIFIED|TRUE|FILE|OFFICE|CLIENT|CONFORMED|CONTROLLED|UNCONTROLLED)\s+COPY"
)
_STAMP = re.compile(rf"\W*(?:{_OF_AN_OFFICE})\W*(?:(?:ON|BY)?\W*{_DATE}(?:\s+{_TIME})?)?\W*")
_LEGEND = re.compile(rf"\W*(?:{_OF_AN_OFFICE}|ORIGINAL|EXECUTED|APPROVED|VOID|DUPLICATE|URGENT|FINAL)\W*")
_PART = re.compile(
    rf"(?i)\W*(?:{_DATE}(?:\W*{_TIME})?|{_TIME}|(?-i:BY\W.{{0,24}}|[A-Z&.' -]{{2,28}}"
    rf"\b(?:DEPT|DEPARTMENT|OFFICE|CLERK|COUNSEL|SERVICES|ROOM|ADMINISTRATION|RECORDS|LEGAL|CONTRACTS)\W*))\W*"
)
_EDGE, _RIM = 0.115, 0.06
_LONGEST, _TALLEST_PARTS = 44, 2.2
_DAY = re.compile(rf"(?i){_DATE}|\b{_TIME}\b")
_SENDING = re.compile(
    r"(?i)\bfax\b|\bfacsimile\b|\b(?:from|to)\s*:|\b(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}\b"
    r"|\bp(?:age|g|\.)?\s*\.?\s*0*\d{1,3}(?:\s*(?:/|of)\s*0*\d{1,3})?\W*$"
)


def stamped_lines(page: Page) -> frozenset[int]:
    """The `id`s of the lines of a page that are stamps, with their dates and offices, or a fax machine's."""
    lines = page.lines
    found = {id(line) for line in _sent_by_fax(page)}
    for line in lines:
        if len(line.words) > 8 or not line.words[0].text.strip("\"'.,:;*|_-[]()").isupper():
            continue
        text = line.text
        if len(text) <= _LONGEST and _LEGEND.fullmatch(text) and _is_at_edge(line.box, page):
            found |= {id(line), *(id(part) for part in _parts_of(line, lines))}
        elif len(text) <= _LONGEST and _STAMP.fullmatch(text):
            parts = _parts_of(line, lines)
            if parts or _DAY.search(text) or _is_at_edge(line.box, page) or _stands_in_text(line, lines):
                found |= {id(line), *map(id, parts)}
    return frozenset(found)


def _is_at_edge(box: Box, page: Page) -> bool:
    return box.bottom < _EDGE * page.height or box.top > (1 - _EDGE) * page.height


def _parts_of(stamp: Line, lines: Sequence[Line]) -> list[Line]:
    """Dates and names of offices right above and below, within the width of one stamp."""
    parts: list[Line] = []
    reach = stamp.box
    for line in sorted(lines, key=lambda line: abs(line.box.middle - stamp.box.middle)):
        box = line.box
        apart = max(box.top - reach.bottom, reach.top - box.bottom)
        near = line is not stamp and apart < reach.height and box.height < _TALLEST_PARTS * stamp.box.height
        middle = (box.left + box.right) / 2
        if near and reach.left - 15 < middle < reach.right + 15 and _PART.fullmatch(line.text):
            parts.append(line)
            reach = reach.replaced(top=min(reach.top, box.top), bottom=max(reach.bottom, box.bottom))
    return parts


def _stands_in_text(stamp: Line, lines: Sequence[Line]) -> bool:
    """Whether a line of running text stands beside it or goes through it."""
    return any(line is not stamp and len(line.words) >= 5 and line.box.shares_row_with(stamp.box) for line in lines)


def _sent_by_fax(page: Page) -> list[Line]:
    """Rows at the very rim of a page that give a day or an hour, and a number that was called or the page sent."""
    rim = [
        line for line in page.lines if line.box.bottom < _RIM * page.height or line.box.top > (1 - _RIM) * page.height
    ]
    found: list[Line] = []
    for line in rim:
        row = sorted((other for other in rim if other.box.shares_row_with(line.box)), key=lambda one: one.box.left)
        text = " ".join(other.text for other in row)
        if _DAY.search(text) and _SENDING.search(text):
            found.append(line)
    return found
