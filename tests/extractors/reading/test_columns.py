"""Two columns are read one after the other, a table or places to sign side by side row by row."""

from __future__ import annotations

import pytest

from tests.extractors.typed_pages import typed_page

_FULL = "the keeper of the lamp is paid for each night"
_SIGNING = ("By: ______", "Name: Ada Orr", "Title: Keeper", "", "TERN LIGHT", "By: ______", "Name: Lev Brandt", "")


def _page(left: list[str], right: list[str]) -> str:
    return "\n".join(f"{one:<52}{other}" for one, other in zip(left, right, strict=True))


@pytest.mark.parametrize(
    ("left", "right", "by_column"),
    [
        ([f"L{row} {_FULL}" for row in range(30)], [f"R{row} {_FULL}" for row in range(30)], True),
        ([f"L{row} {_FULL}" for row in range(30)], [*(f"R{row} {_FULL}" for row in range(14)), *_SIGNING * 2], True),
        (["Name: Ada Orr"] * 30, [f"R{row} {_FULL}" for row in range(30)], False),
        ([*["L " + _FULL] * 4, *["a night"] * 5], [*["R " + _FULL] * 4, *["a day"] * 5], False),
        (list(_SIGNING), list(_SIGNING), False),
    ],
)
def test_columns_of_running_text(left: list[str], right: list[str], by_column: bool) -> None:
    texts = [line.text for line in typed_page(_page(left, right)).lines]
    lines = [" ".join(line.split()) for line in left if line]
    assert (texts[: len(lines)] == lines) is by_column
