"""What belongs to the page and not to the contract stays out of clauses; what stands in the text stays in."""

from __future__ import annotations

import pytest

from extractors.segmenting.running_matter import body_lines
from models.document import Line, Page, Word
from models.geometry import Box


def _line(text: str, top: float, left: float = 72) -> Line:
    words, at = [], left
    for piece in text.split():
        words.append(Word(text=piece, box=Box(left=at, top=top, right=at + 5 * len(piece), bottom=top + 11)))
        at += 5 * len(piece) + 3
    return Line(words=tuple(words))


def _page(*lines: Line) -> Page:
    return Page(number=1, width=612, height=792, lines=lines)


@pytest.mark.parametrize(
    "text",
    [
        "- 4 -",
        "Page 2 of 9",
        "03/14/2024 09:41 FAX 555 201 7788 P.03/11",
        "03-14-2024 9:41AM FROM-CEDAR CLINIC +1 555 201 7788 T-402 P 003",
        "MAR 14 2024 09:41 FAX CEDAR CLINIC page 3",
        "CLINIC-004417",
        "CEDAR 0004417",
        "000137",
    ],
)
@pytest.mark.parametrize("top", [18, 765])
def test_marks_of_the_page_go(text: str, top: float) -> None:
    clause = _line("Rent is due on the first of every month.", 300)
    assert body_lines([_page(_line(text, top), clause)]) == ((clause,),)


@pytest.mark.parametrize(
    "text", ["Rent is $3,200.00", "Suite 0410", "March 3, 2024", "March 14, 2024 at 9:00 a.m. sharp"]
)
def test_a_short_line_of_the_text_stays(text: str) -> None:
    line = _line(text, 300)
    assert body_lines([_page(line)]) == ((line,),)
