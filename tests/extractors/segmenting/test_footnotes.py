"""Footnotes follow the clause that they interrupt, and their numbers leave its words."""

from __future__ import annotations

import pytest

from extractors.segmenting.clauses import segments_of
from extractors.segmenting.footnotes import footnotes_apart
from extractors.segmenting.running_matter import body_lines
from models.document import Line, Page, TextSource, Word
from models.geometry import Box


def _line(text: str, top: float, height: float = 12.0) -> Line:
    words, at = [], 72.0
    for piece in text.split():
        wide = 0.45 * height * len(piece)
        words.append(Word(text=piece, box=Box(left=at, top=top, right=at + wide, bottom=top + height)))
        at += wide + 0.25 * height
    return Line(words=tuple(words))


def _page(number: int, *lines: Line, source: TextSource = TextSource.NATIVE, rules: tuple[Box, ...] = ()) -> Page:
    return Page(number=number, width=612, height=792, lines=lines, text_source=source, rules=rules)


def _clause(mark: str) -> list[Line]:
    return [
        _line("4. Pay. The Hospital pays the Director, for each month of the", 500),
        _line(f"term, a stipend of $5,000{mark} and for work beyond the hours that", 514),
        _line("this section names, with the consent of the chief officer, the", 528),
    ]


_NOTE, _MORE = "1 Paid in arrears, and first on May 1", "of the first year."
_REST = "sum that the parties have agreed upon in writing."
_WHOLE = (
    "4. Pay. The Hospital pays the Director, for each month of the term, a stipend of $5,000 and for work beyond the "
    "hours that this section names, with the consent of the chief officer, the " + _REST
)


@pytest.mark.parametrize(
    ("mark", "height", "source"), [("", 9.5, TextSource.NATIVE), ("1", 12.0, TextSource.OCR)], ids=["native", "scan"]
)
def test_a_clause_goes_on_behind_the_footnote(mark: str, height: float, source: TextSource) -> None:
    notes = [_line(_NOTE, 700, height), _line(_MORE, 712, height), _line("2 Or when due.", 724, height)]
    pages = [_page(1, *_clause(mark), *notes, source=source), _page(2, _line(_REST, 80), source=source)]
    assert [segment.text for segment in segments_of(pages, body_lines(pages))] == [
        _WHOLE,
        f"{_NOTE} {_MORE}",
        "2 Or when due.",
    ]


def test_a_mark_read_into_the_middle_of_two_words_parts_them() -> None:
    page = _page(
        1, _line("from the Effective Date2and for a year", 300), _line("2 It is May 1.", 700), source=TextSource.OCR
    )
    apart = footnotes_apart(page, page.lines)
    assert [line.text for line in apart.body] == ["from the Effective Date and for a year"]


@pytest.mark.parametrize(
    "foot",
    [
        [_line("2. Term. The term is one year.", 700, 9.5)],
        [_line("1 Main Street", 700)],
        [_line("24 Months follow the first day", 700)],
        [_line("3 Days of notice", 700, 9.5), _line("7 Days of grace", 712, 9.5)],
    ],
    ids=["numbered clause", "same print", "sum at a line's start", "numbers not in turn"],
)
def test_what_is_no_footnote_stays(foot: list[Line]) -> None:
    page = _page(1, *_clause(""), *foot)
    assert footnotes_apart(page, page.lines).notes == ()
