"""Segments joined where the page broke a sentence, each with the headings and the lead-in it is read under."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import regex
from regex import Pattern as CompiledPattern

from extractors.language.sentences import sentences
from extractors.module_expressions import compiled
from extractors.segmenting.labels import is_attached_paper
from models.evidence import Evidence
from models.segment import Segment, SegmentKind

_LETTER = compiled(r"\(?[A-Za-z]{1,4}[).]?")


class Passage(NamedTuple):
    """A clause, heading or table row as a reader takes it in.

    `headings` are those it stands under, its own first; `lead` is the sentence that introduces the list or table it
    belongs to, `introduction` the whole clause of that sentence, `header` the head of its table's columns; `table`
    numbers the tables, None outside of one.
    """

    text: str
    segments: tuple[Segment, ...]
    starts: tuple[int, ...]
    headings: tuple[str, ...]
    lead: str
    introduction: str
    header: str
    table: int | None

    def evidence(self, start: int, end: int) -> Evidence:
        """The words between two offsets, as far as they lie in the segment where they begin."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        offset, segment = self.starts[index], self.segments[index]
        return segment.evidence(start - offset, min(end - offset, len(segment.text)))

    @property
    def number(self) -> str | None:
        """The clause's own number."""
        return self.segments[0].number

    @property
    def exhibit(self) -> str | None:
        """The exhibit that it lies in."""
        return self.segments[0].exhibit


def passages_of(segments: Sequence[Segment]) -> tuple[Passage, ...]:
    """The passages of an instrument in reading order; signature matter is left out."""
    groups: list[list[Segment]] = []
    for segment in segments:
        if segment.kind is SegmentKind.SIGNATURE or (groups and is_attached_paper(segment.exhibit)):
            continue
        if groups and _goes_on(groups[-1][-1], segment):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    found: list[Passage] = []
    outline = ""
    tables = 0
    for group in groups:
        first = group[0]
        previous = found[-1] if found else None
        table: int | None = None
        header = ""
        if first.kind is SegmentKind.TABLE_ROW:
            same = previous is not None and previous.table is not None
            tables += 0 if same else 1
            table = tables
            if same and previous is not None:
                header = previous.header or (previous.text if is_header(previous.text) else "")
        text, starts = _joined(group)
        above = "" if first.kind is SegmentKind.HEADING and not _is_letter(first.number) else outline
        headings = tuple(dict.fromkeys(h for h in (_own_heading(text) or first.heading or "", above) if h))
        introduction = _introduction(found, first, table)
        cut = sentences(introduction)
        lead = introduction[cut[-1][0] : cut[-1][1]] if cut else ""
        found.append(Passage(text, tuple(group), starts, headings, lead, introduction, header, table))
        if first.kind is SegmentKind.HEADING and not _is_letter(first.number):
            outline = first.text
    return tuple(found)


def is_header(row: str) -> bool:
    """Whether a table row names columns: words in its cells and no sum of money."""
    cells = [cell for cell in row.split("\t") if cell.strip()]
    return len(cells) > 1 and not _figure().search(row) and all(cell.strip()[:1].isalpha() for cell in cells)


def _joined(group: Sequence[Segment]) -> tuple[str, tuple[int, ...]]:
    text, starts = "", []
    for segment in group:
        text += " " if text else ""
        starts.append(len(text))
        text += segment.text
    return text, tuple(starts)


def _goes_on(before: Segment, after: Segment) -> bool:
    if SegmentKind.TABLE_ROW in {before.kind, after.kind} or after.kind is SegmentKind.HEADING:
        return False
    if after.number is not None or _ends().search(before.text) or before.exhibit != after.exhibit:
        return False
    if before.kind in {SegmentKind.HEADING, SegmentKind.TITLE}:
        return _number_tail().match(after.text) is not None
    return after.text[:1].islower() or after.text[:1] in "($%" or _runs_on().search(before.text) is not None


def _own_heading(text: str) -> str:
    """The words before the first full stop when they are too few to be a sentence: "4.1 Base Fee."."""
    cut = sentences(text[:160])
    if len(cut) < 2:
        return ""
    opening = text[cut[0][0] : cut[0][1]]
    return opening if len(opening.split()) <= 8 and not _figure().search(opening) else ""


def _introduction(found: Sequence[Passage], first: Segment, table: int | None) -> str:
    """The clause that introduces this row or list item."""
    if table is None and not _is_letter(first.number) and first.text[:1] not in "-•*·":
        previous = found[-1] if found else None
        if previous is None or not previous.text.rstrip().endswith((":", "—", "–", "-")):
            return ""
    for passage in reversed(found[-14:]):
        if table is None and passage.segments[0].kind is SegmentKind.HEADING and not _is_letter(passage.number):
            return ""
        if passage.table is not None or (_is_letter(passage.number) and passage.table is None and table is None):
            continue
        if passage.segments[0].text[:1] in "-•*·":
            continue
        return passage.text
    return ""


def _is_letter(number: str | None) -> bool:
    return number is not None and _LETTER.fullmatch(number) is not None and number[:4] != "Sect"


@cache
def _figure() -> CompiledPattern[str]:
    return compiled(r"[$€£%]\s?\d|\d\s?%|\bdollars\b|\bpercent\b", regex.IGNORECASE)


@cache
def _ends() -> CompiledPattern[str]:
    return compiled(r"[.;:!?][\"”’)\]]*\s*$")


@cache
def _runs_on() -> CompiledPattern[str]:
    return compiled(
        r"(?:,|\b(?:and|or|of|the|by|between|an?|to|with|in|as|for|its|at|than|from|per|each|is|be|pay|hundred|thousand|million))\s*$",
        regex.IGNORECASE,
    )


@cache
def _number_tail() -> CompiledPattern[str]:
    return compiled(r"(?:hundred|thousand|million|dollars|percent|per\s+cent)\b|[($]\s?\$?\d|\$", regex.IGNORECASE)
