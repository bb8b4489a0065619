"""Dates by hand are read where one is asked for, whatever runs through them; no date is made up."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.language.signing_date import signing_date
from extractors.reading import dates_by_hand
from extractors.reading.date_slots import date_slots
from extractors.reading.dates_by_hand import Sheet, _Cut, with_dates_read
from extractors.reading.handwriting import HANDWRITING_SCALE
from models.document import Line, Mark, MarkKind
from models.geometry import Box
from tests.extractors.typed_pages import LETTER_HEIGHT, LETTER_WIDTH, place, typed_page

SCRIPT = cv2.FONT_HERSHEY_SIMPLEX | cv2.FONT_ITALIC
BLOCK = "ORVANE HARBOR CLINIC\n\nBy: ____________________\nName: Tilda Marrow\nTitle: Treasurer\nDate:\n\nPage 3"
GRID = "Party            Signature             Date\n\nTilda Marrow\n\n\nPiers Quennell"
CAPTION = "ORVANE HARBOR CLINIC\n\n\n\nDate                         Signature"


def read(
    text: str,
    dates: dict[tuple[int, int], str],
    rules: tuple[Box, ...] = (),
    lift: float = 0.0,
    scanned: bool = False,
    marks: tuple[Mark, ...] = (),
) -> list[Mark]:
    """What is read of `dates`, each written by hand from its row and column on, `lift` points above its row."""
    page = typed_page(text, scanned=scanned)
    image = np.full((int(LETTER_HEIGHT * HANDWRITING_SCALE), int(LETTER_WIDTH * HANDWRITING_SCALE), 3), 255, np.uint8)
    for rule in rules:
        corners = [(int(x * HANDWRITING_SCALE), int(rule.middle * HANDWRITING_SCALE)) for x in (rule.left, rule.right)]
        cv2.line(image, corners[0], corners[1], (40, 40, 40), 3)
    for line in page.lines:
        for word in line.words:
            size = 0.9 * min(1.0, word.box.width * HANDWRITING_SCALE / (15 * len(word.text)))
            _write(image, word.text, word.box.left, word.box.bottom - 2, size, cv2.FONT_HERSHEY_SIMPLEX, (0, 0, 0))
    for (row, column), written in dates.items():
        box = place(row, column, 1)
        _write(image, written, box.left, box.bottom - lift, 1.5, SCRIPT, (120, 60, 30))
    slots = date_slots(page.lines, rules, marks, page.width)
    found = with_dates_read(marks, slots, Sheet(1, page.lines, scanned), lambda: image)
    return [mark for mark in found if mark.kind is MarkKind.HANDWRITING]


def _write(
    image: NDArray[np.uint8], text: str, left: float, base: float, size: float, font: int, colour: tuple[int, int, int]
) -> None:
    at = (int(left * HANDWRITING_SCALE), int(base * HANDWRITING_SCALE))
    cv2.putText(image, text, at, font, size, colour, 4, cv2.LINE_AA)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("5/14/2031", "2031-05-14"),
        ("9-27-32", "2032-09-27"),
        ("March 9, 2033", "2033-03-09"),
        ("6.18.31", "2031-06-18"),
        ("14 Oct 2032", "2032-10-14"),
    ],
)
@pytest.mark.parametrize("lift", [0.0, 4.0, 7.0])
@pytest.mark.parametrize("scanned", [False, True])
def test_a_date_on_its_line_is_read(written: str, day: str, lift: float, scanned: bool) -> None:
    line = place(5, 6, 30).replaced(top=place(5, 6, 1).bottom - 1, bottom=place(5, 6, 1).bottom)
    (mark,) = read(BLOCK, {(5, 7): written}, (line,), lift, scanned)
    assert mark.text is not None
    assert str(signing_date(mark.text)) == day
    assert mark.box.left > place(5, 6, 1).left


def test_a_date_on_a_typed_blank_is_read() -> None:
    typed = BLOCK.replace("Date:", "Date: ______________")
    (mark,) = read(typed, {(5, 7): "5/14/2031"})
    assert str(signing_date(mark.text or "")) == "2031-05-14"


def test_a_date_ends_before_the_blank_of_the_next_column() -> None:
    typed = "Tilda Marrow          Piers Quennell\nSigned on ________    ______________"
    page = typed_page(typed)
    (slot,) = date_slots(page.lines, (), (), page.width)
    assert slot.box.right == pytest.approx(place(1, 22, 1).left)


def test_a_stroke_that_thinning_takes_away_is_kept() -> None:
    cut = _Cut(place(0, 0, 8), np.ones((4, 4), np.uint8), np.ones((4, 4), np.uint8))
    with pytest.MonkeyPatch.context() as patch:
        seen = iter(["9/12/31", "9/2/31", "9/2/31", "9/2/31"])
        patch.setattr(dates_by_hand, "text_of_line", lambda _: next(seen))
        assert dates_by_hand._agreed(cut) == "9/12/2031"


def test_a_misread_letter_is_no_disagreement() -> None:
    cut = _Cut(place(0, 0, 8), np.ones((4, 4), np.uint8), np.ones((4, 4), np.uint8))
    with pytest.MonkeyPatch.context() as patch:
        seen = iter(["Jan 8, 2031", "Jan 8, 2031", "Im 8, 2031", "Fan 8, 2031"])
        patch.setattr(dates_by_hand, "text_of_line", lambda _: next(seen))
        assert dates_by_hand._agreed(cut) == "Jan 8, 2031"


def test_a_mark_that_was_seen_but_not_read_gives_way_to_the_date() -> None:
    seen = Mark(kind=MarkKind.HANDWRITING, page=1, box=place(5, 8, 12), text="5/1")
    (mark,) = read(BLOCK, {(5, 7): "5/14/2031"}, marks=(seen,))
    assert mark.text is not None
    assert str(signing_date(mark.text)) == "2031-05-14"


@pytest.mark.parametrize("written", ["", "pending", "n/a", "14"])
def test_no_date_is_made_up(written: str) -> None:
    assert read(BLOCK, {(5, 7): written}) == []


def test_dates_are_read_in_the_cells_of_a_column() -> None:
    rules = tuple(
        Box(left=54, top=top, right=400, bottom=top + 1) for top in (place(row, 0, 1).bottom + 2 for row in (0, 3, 6))
    )
    found = read(GRID, {(2, 38): "5-14-31", (5, 38): "5-16-31"}, rules)
    assert [str(signing_date(mark.text or "")) for mark in found] == ["2031-05-14", "2031-05-16"]


def test_a_date_is_read_over_a_captioned_line() -> None:
    line = Box(left=54, top=place(3, 0, 1).bottom, right=180, bottom=place(3, 0, 1).bottom + 1)
    (mark,) = read(CAPTION, {(3, 1): "8-16-31"}, (line,))
    assert str(signing_date(mark.text or "")) == "2031-08-16"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Date:", 1),
        ("Dated: ________", 1),
        ("(Date of signature)", 1),
        ("Date: May 4, 2031", 0),
        ("Date of this Lease", 0),
        ("Dated as of May 4, 2031, between the parties", 0),
        ("Up to date", 0),
    ],
)
def test_where_a_date_is_asked_for(text: str, count: int) -> None:
    page = typed_page(text)
    lines: tuple[Line, ...] = page.lines
    assert len(date_slots(lines, (), (), page.width)) == count
