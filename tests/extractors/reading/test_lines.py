"""Words become lines, and lines come in the order a person reads them."""

import pytest

from tests.extractors.typed_pages import typed_page

LEFT = [
    "The clinic pays its rent to the owner",
    "on the first day of every month, by a",
    "draft on the bank that the two have",
    "chosen, to the account that the owner",
    "has named for it in writing before.",
]
RIGHT = [
    "Either side may end the lease on the",
    "thirtieth day after a notice that it",
    "has sent to the other by courier, at",
    "the address that stands beneath the",
    "name of that other on the last page.",
]


def texts(page: str) -> list[str]:
    return [line.text for line in typed_page(page).lines]


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    rows = "\n".join(f"{left:<46}{right}" for left, right in zip(LEFT, RIGHT, strict=True))
    assert texts(rows) == LEFT + RIGHT


def test_a_heading_over_both_columns_comes_first() -> None:
    rows = [f"{left:<46}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    assert texts("\n".join([" " * 12 + "LEASE OF A CLINIC IN THE EAST BUILDING", *rows]))[1:] == LEFT + RIGHT


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Name: Ada Tovey          Name: Bo Lindahl", ["Name: Ada Tovey", "Name: Bo Lindahl"]),
        ("Rent          $450.00 a month", ["Rent", "$450.00 a month"]),
        ("one  line with  wide word spaces", ["one line with wide word spaces"]),
    ],
)
def test_a_wide_gap_parts_lines(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_a_table_stays_row_by_row() -> None:
    table = "\n".join(f"{label:<40}{value}" for label, value in [("Term", "2 years"), ("Rent", "$9")] * 4)
    assert texts(table)[:4] == ["Term", "2 years", "Rent", "$9"]
