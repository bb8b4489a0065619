"""Stamps of receipt and filing, and what a fax machine prints, go; the same words in the contract's own text stay."""

from __future__ import annotations

import pytest

from extractors.segmenting.running_matter import body_lines
from models.document import Line, Page, Word
from models.geometry import Box


def _line(text: str, left: float, top: float, height: float = 11) -> Line:
    words, at = [], left
    for piece in text.split():
        words.append(Word(text=piece, box=Box(left=at, top=top, right=at + 5 * len(piece), bottom=top + height)))
        at += 5 * len(piece) + 3
    return Line(words=tuple(words))


_CLAUSE = _line("Rent is due on the first of every month at the office.", 72, 300)


def _left_of(*lines: Line) -> list[str]:
    page = Page(number=1, width=612, height=792, lines=(*lines, _CLAUSE))
    (body,) = body_lines([page])
    return [line.text for line in body if line is not _CLAUSE]


@pytest.mark.parametrize(
    "lines",
    [
        [("RECEIVED", 460, 33), ("APR 17 2022", 460, 47), ("LEGAL DEPT", 460, 61)],
        [("RECEIVED", 460, 233), ("04/17/2022 10:15 AM", 450, 247)],
        [("APR 17 2022", 460, 219), ("RECEIVED", 462, 233), ("BY: M. Oduya", 460, 247)],
        [("FILED JUN 03 2023", 430, 740)],
        [("COPY", 80, 20)],
        [("CERTIFIED COPY", 300, 745)],
        [("DRAFT", 290, 30)],
        [("RECEIVED", 480, 301)],
        [("03/17/2024", 24, 8), ("09:43", 82, 8), ("FAX 5552017788", 120, 7), ("PAGE 02/02", 432, 9)],
        [("MAR 17 2024 09:43AM", 24, 8), ("CEDAR RECORDS", 250, 8), ("P.3", 560, 8)],
    ],
)
def test_stamps_and_lines_of_fax_machines_go(lines: list[tuple[str, float, float]]) -> None:
    assert _left_of(*(_line(*line) for line in lines)) == []


@pytest.mark.parametrize(
    "lines",
    [
        [("APPROVED", 72, 500), ("By: Ann Poe", 72, 514)],
        [("RECEIVED", 72, 500), ("from the Tenant, five hundred dollars", 72, 514)],
        [("Received", 460, 33)],
        [("COPY", 72, 500)],
        [("CONFIDENTIALITY", 72, 20)],
        [("Cedar Clinic, 12 Main Street, Tel. 555-201-7788", 72, 20)],
        [("March 3, 2024", 72, 20)],
        [("DRAFTING", 72, 20)],
    ],
)
def test_words_of_the_text_stay(lines: list[tuple[str, float, float]]) -> None:
    assert _left_of(*(_line(*line) for line in lines)) == [text for text, _, _ in lines]
