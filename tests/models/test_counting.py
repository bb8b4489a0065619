"""A number and its noun agree."""

from decimal import Decimal

import pytest

from models.counting import agreeing, counted


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("document",), "0 documents"),
        (1, ("document",), "1 document"),
        (2, ("document",), "2 documents"),
        (1200, ("document",), "1,200 documents"),
        (Decimal("1.00"), ("month",), "1 month"),
        (Decimal("0.50"), ("hour",), "0.5 hours"),
        (1, ("entry", "entries"), "1 entry"),
        (3, ("entry", "entries"), "3 entries"),
        (1, ("file is", "files are"), "1 file is"),
        (2, ("file is", "files are"), "2 files are"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int | Decimal, words: tuple[str, ...], said: str) -> None:
    assert counted(number, *words) == said
    assert said.endswith(agreeing(number, *words))
