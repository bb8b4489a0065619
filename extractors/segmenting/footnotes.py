"""Footnotes: taken out of the clause that they interrupt at the foot of a page, and their numbers out of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from models.document import Line, Page, TextSource, Word
from models.geometry import Box

_BEGINS = re.compile(r"^(?P<mark>[1-9]\d?|[*†‡]{1,3})(?![\d.,)%:])\s*(?=[A-Z“\"(])")
_SMALLER = 0.92
_LOWEST_PART = 0.4
_RULE_WITHIN, _SHORTEST_RULE, _LONGEST_RULE = 20.0, 50.0, 260.0


class Notes(NamedTuple):
    """The lines of a page without its footnotes, and the lines of each footnote."""

    body: tuple[Line, ...]
    notes: tuple[tuple[Line, ...], ...] = ()


def footnotes_apart(page: Page, body: Sequence[Line]) -> Notes:
    """Footnotes are numbered in turn at the foot of the page, in smaller print, or under a short rule."""
    starts = [line for line in body if line.box.top > _LOWEST_PART * page.height and _BEGINS.match(line.text)]
    for start in starts:
        block = [line for line in body if line.box.top >= start.box.top - 1]
        if _is_block(page, start, block, body):
            ids = {id(line) for line in block}
            notes = _parted(block)
            marks = [match["mark"] for note in notes if (match := _BEGINS.match(note[0].text))]
            rest = tuple(line for line in body if id(line) not in ids)
            if page.text_source is not TextSource.NATIVE:
                rest = _without_marks(rest, marks)
            return Notes(rest, notes)
    return Notes(tuple(body))


def _is_block(page: Page, start: Line, block: Sequence[Line], body: Sequence[Line]) -> bool:
    above = [line for line in body if line.box.top < start.box.top - 1]
    if not above or any(after.box.top < before.box.bottom - 3 for before, after in pairwise(block)):
        return False
    numbers = [int(match["mark"]) for line in block if (match := _BEGINS.match(line.text)) and match["mark"].isdigit()]
    if any(after != before + 1 for before, after in pairwise(numbers)):
        return False
    print_above, print_here = (median(_height(line) for line in lines) for lines in (above, block))
    smaller = print_here < _SMALLER * print_above
    if page.text_source is TextSource.NATIVE:
        last = max(above, key=lambda line: line.box.bottom)
        return smaller and _SMALLER * _height(last) > print_here
    # Boxes of recognised lines are no measure of their print.
    match = _BEGINS.match(start.text)
    if match is not None and any(_bears(match["mark"], line) for line in above):
        return True
    lowest = max(line.box.bottom for line in above)
    return smaller and any(_parts_off(rule, start.box, lowest) for rule in page.rules)


def _parts_off(rule: Box, start: Box, lowest: float) -> bool:
    between = lowest - 4 < rule.middle < start.top + 4 and start.top - rule.middle < _RULE_WITHIN
    return between and _SHORTEST_RULE < rule.width < _LONGEST_RULE and abs(rule.left - start.left) < _RULE_WITHIN


def _height(line: Line) -> float:
    return median(word.box.height for word in line.words)


def _parted(block: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    notes: list[list[Line]] = []
    for line in block:
        if not notes or _BEGINS.match(line.text):
            notes.append([line])
        else:
            notes[-1].append(line)
    return tuple(map(tuple, notes))


def _glued(mark: str) -> re.Pattern[str]:
    """A word with a mark that was read as part of it: behind a sum or a year that is whole without, or in letters."""
    number = re.escape(mark)
    return re.compile(
        rf"^(?P<before>\(?\$?\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?|(?:19|20)\d\d|.*[a-z]{{2}}[.,;:)\"”’]*){number}"
        rf"(?P<after>[a-z]{{2,}}|[.,;:]?)$"
    )


def _bears(mark: str, line: Line) -> bool:
    pattern = _glued(mark)
    return any(pattern.match(word.text) for word in line.words)


def _without_marks(lines: Sequence[Line], marks: Sequence[str]) -> tuple[Line, ...]:
    """Each mark is taken out where it is first found."""
    found = list(lines)
    for mark in marks:
        pattern = _glued(mark)
        for at, line in enumerate(found):
            if any(pattern.match(word.text) for word in line.words):
                words = [piece for word in line.words for piece in _without_mark(word, pattern)]
                found[at] = Line(words=tuple(words))
                break
    return tuple(found)


def _without_mark(word: Word, pattern: re.Pattern[str]) -> list[Word]:
    match = pattern.match(word.text)
    if match is None:
        return [word]
    before, after = match["before"], match["after"]
    if not after[:1].isalpha():
        return [word.replaced(text=before + after)]
    edge = word.box.left + word.box.width * len(before) / len(word.text)
    return [
        word.replaced(text=before, box=word.box.replaced(right=edge)),
        word.replaced(text=after, box=word.box.replaced(left=edge)),
    ]
