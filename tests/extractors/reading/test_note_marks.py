"""Raised numbers of footnotes leave the words that they stand at; what is raised for another reason stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.extractors.reading.drawn_pages import pdf_of, shown

_SIZE, _SMALL = 11, 7


def _set(canvas: Any, pieces: Sequence[tuple[str, float, float]], top: float = 700) -> None:
    """Pieces of one line one after the other: text, size, and how far it is raised, in points."""
    left = 72.0
    for text, size, raised in pieces:
        canvas.setFont("Times-Roman", size)
        canvas.drawString(left, top + raised, text)
        left += canvas.stringWidth(text, "Times-Roman", size)


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([("a stipend of $5,000", _SIZE, 0), ("1", _SMALL, 4), (" a month", _SIZE, 0)], "a stipend of $5,000 a month"),
        ([("paid in 2024", _SIZE, 0), ("12", _SMALL, 4), (" at once", _SIZE, 0)], "paid in 2024 at once"),
        ([("the Director.", _SIZE, 0), ("3", _SMALL, 4), (" Then", _SIZE, 0)], "the Director. Then"),
        ([("the Term", _SIZE, 0), ("*", _SMALL, 4), (" begins", _SIZE, 0)], "the Term begins"),
        ([("1", _SMALL, 4), ("Paid in arrears.", _SIZE, 0)], "1 Paid in arrears."),
        ([("a rent of $4,900", _SIZE, 0), ("00", _SMALL, 4)], "a rent of $4,90000"),
        ([("the 1", _SIZE, 0), ("st", _SMALL, 4), (" of May", _SIZE, 0)], "the 1st of May"),
        ([("within 30 days", _SIZE, 0)], "within 30 days"),
        ([("Exhibit B1 and Form 1099", _SIZE, 0)], "Exhibit B1 and Form 1099"),
        ([("Suite ", _SIZE, 0), ("12", _SMALL, 0)], "Suite 12"),
    ],
)
def test_marks_of_footnotes(pieces: Sequence[tuple[str, float, float]], words: str) -> None:
    seen = shown(pdf_of(lambda canvas: _set(canvas, pieces)))
    assert " ".join(word.text for word in seen.words) == words


def test_a_large_word_across_the_text_is_no_word_of_it() -> None:
    def draw(canvas: Any) -> None:
        for row in range(6):
            _set(canvas, [("The Hospital pays the Director for each hour that is recorded.", _SIZE, 0)], 700 - 14 * row)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.setFillGray(0.85)
        canvas.drawString(120, 640, "PENDING")
        canvas.drawString(120, 300, "DRAFT")
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 30)
        canvas.drawString(120, 740, "AGREEMENT")

    words = [word.text for word in shown(pdf_of(draw)).words]
    assert "AGREEMENT" in words
    assert not {"PENDING", "DRAFT"} & set(words)
