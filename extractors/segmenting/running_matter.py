"""Lines that belong to the page and not to the contract: running heads, page numbers, margin numbers, stamps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.segmenting.stamps import stamped_lines
from models.document import Line, Page

_MARGIN = 0.095
_PAGE_NUMBER = re.compile(r"(?i)^[-\s]*(?:page\s*)?(?:[A-Z]-)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-\s.]*$")
_STAMP = re.compile(
    r"(?i)\bdocusign envelope id\b|\benvelope id\s*:"
    r"|^(?:from|to)\s*:.*\bfax\b|\bfax(?:ed)?\b.*\bp(?:age|g|\.)?\s*\.?\s*\d+"
    r"|^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s.*(?:\+?\d[\d().\s-]{8,}|fax|p(?:g|age)?\W{0,2}\d)|$)"
    r"|^(?-i:[A-Z][A-Z0-9]*(?:[-_. ][A-Z]+)*)[-_. ]{0,2}0\d{3,}$|^0\d{4,}$"
    r"|^source:\s|\bp(?:age|\.)\s*\d+\s*(?:of|/)\s*\d+\s*$"
)
_DIGITS = re.compile(r"\d+")
_MARGIN_NUMBER = re.compile(r"^\d{1,3}$")
_FEWEST_MARGIN_NUMBERS = 14


def body_lines(pages: Sequence[Page]) -> tuple[tuple[Line, ...], ...]:
    """For each page its lines without running heads, page numbers, stamps of senders, and numbers of lines."""
    repeated = _repeated(pages)
    return tuple(_without_margin_numbers(_text_of(page, repeated)) for page in pages)


def _text_of(page: Page, repeated: frozenset[str]) -> tuple[Line, ...]:
    stamped = stamped_lines(page)
    return tuple(line for line in page.lines if id(line) not in stamped and not _is_running(line, page, repeated))


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.lower()).strip()


def _in_margin(line: Line, page: Page) -> bool:
    box = line.box
    return box.bottom < _MARGIN * page.height or box.top > (1 - _MARGIN) * page.height


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    seen = Counter(key for page in pages for key in {_key(line) for line in page.lines if _in_margin(line, page)})
    return frozenset(key for key, count in seen.items() if count >= 2 and count >= 0.3 * len(pages))


def _is_running(line: Line, page: Page, repeated: frozenset[str]) -> bool:
    if not _in_margin(line, page):
        return False
    return _key(line) in repeated or bool(_PAGE_NUMBER.match(line.text) or _STAMP.search(line.text))


def _without_margin_numbers(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Legal paper numbers its lines at the left edge: 1, 2, 3 … each a line of its own."""
    numbers = [line for line in lines if _MARGIN_NUMBER.match(line.text)]
    if len(numbers) < _FEWEST_MARGIN_NUMBERS:
        return lines
    edge = min(line.box.left for line in lines)
    at_edge = [line for line in numbers if line.box.left - edge < 15]
    values = [int(line.text) for line in at_edge]
    steps = sum(after - before == 1 for before, after in pairwise(values))
    if len(at_edge) < _FEWEST_MARGIN_NUMBERS or steps < 0.7 * (len(values) - 1):
        return lines
    dropped = set(map(id, at_edge))
    return tuple(line for line in lines if id(line) not in dropped)
