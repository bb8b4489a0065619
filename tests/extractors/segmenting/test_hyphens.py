"""Words broken at a line's end."""

from __future__ import annotations

import pytest

from extractors.segmenting.passages import Passage
from models.document import Line, Word
from models.geometry import Box

_CASES = [
    ("all com-|pensation under", "all compensation under"),
    ("a half-|day session", "a half-day session"),
    ("for Non-|Compete purposes", "for Non-Compete purposes"),
    ("twenty-|five dollars", "twenty-five dollars"),
    ("year-to-|year basis", "year-to-year basis"),
    ("CPT-|coded work", "CPT-coded work"),
    ("numbers 1-|2 below", "numbers 1- 2 below"),
    ("the agree\u00ad|ment ends", "the agreement ends"),
    ("a full\u00ad|time post", "a full-time post"),
    ("the Medi-|care program", "the Medicare program"),
    ("an arms-|length price", "an arms-length price"),
    ("Smith-|Jones Clinic", "Smith-Jones Clinic"),
    ("pay - |subject to", "pay - subject to"),
]


def _line(text: str) -> Line:
    place = Box(left=0, top=0, right=10, bottom=10)
    return Line(words=tuple(Word(text=word, box=place) for word in text.split()))


@pytest.mark.parametrize("broken, whole", _CASES)
def test_a_broken_word_is_made_whole(broken: str, whole: str) -> None:
    passage = Passage.of_lines([(_line(text), 1) for text in broken.split("|")])
    assert passage.text == whole
    assert all(passage.text[word.start : word.end].strip() for word in passage.words)
    assert passage.words[-1].end == len(whole)
