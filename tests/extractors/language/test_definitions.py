"""Sentences, passages and what contracts mean by their own terms."""

from __future__ import annotations

import pytest

from extractors.language.definitions import Definitions
from extractors.language.passages import passages_of
from extractors.language.sentences import sentences
from tests.extractors.assembly.written import written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "4.1 Base Fee. Hospital shall pay Dr. J. Moyle $4,000.00 per month. It is flat.",
            ["4.1 Base Fee.", "Hospital shall pay Dr. J. Moyle $4,000.00 per month.", "It is flat."],
        ),
        (
            "The fee of Ottoline Roe, M.D. is flat. See Section 3.2.",
            ["The fee of Ottoline Roe, M.D. is flat.", "See Section 3.2."],
        ),
        (
            "It ends in 2024. The fee is $5 a sq. ft. per yr. net.",
            ["It ends in 2024.", "The fee is $5 a sq. ft. per yr. net."],
        ),
        ("Salary of $ 340, 000. 00 per year. Paid weekly.", ["Salary of $ 340, 000. 00 per year.", "Paid weekly."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


CONTRACT = """
# 4. PAY
4.1 Share. Practice pays Physician 20% of Net Margin.
4.2 "Net Margin" means collections for Ancillary Services less cost. It leaves out refunds.
4.3 Ancillary Services. These are laboratory and imaging services.
4.4 A reading is one film seen once. For each year the charges for tests done elsewhere are added up ("Outflow").
This replaces earlier drafts.
"""


def test_definitions_are_found_however_they_are_given() -> None:
    definitions = Definitions(passages_of(written(CONTRACT).segments))
    assert {definition.term for definition in definitions} >= {"Net Margin", "Ancillary Services", "reading", "Outflow"}
    margin = definitions.of("net margins")
    assert margin is not None
    assert margin.text.endswith("refunds.")
    assert definitions.of("This") is None


def test_definitions_are_followed_into_each_other() -> None:
    definitions = Definitions(passages_of(written(CONTRACT).segments))
    assert [d.term for d in definitions.used_in("20% of Net Margin")] == ["Net Margin", "Ancillary Services"]
    assert [d.term for d in definitions.used_in("20% of Net Margin", depth=1)] == ["Net Margin"]
    assert definitions.used_in("net sales") == ()


def test_a_sentence_that_the_page_broke_is_whole_again() -> None:
    broken = written(
        "# A. Pay. Ninety-Three Thousand\nDollars ($93,000.00) per year, paid monthly.\nB. Other terms apply."
    )
    first, second = passages_of(broken.segments)
    assert first.text == "A. Pay. Ninety-Three Thousand Dollars ($93,000.00) per year, paid monthly."
    assert second.text == "B. Other terms apply."
    quoted = first.evidence(first.text.index("Dollars"), len(first.text))
    assert quoted.quote == "Dollars ($93,000.00) per year, paid monthly."


def test_a_row_knows_its_head_and_what_introduces_it() -> None:
    table = written(
        "# 5. RENT\n5.1 Tenant pays rent. It is as follows:\nPeriod | Monthly rent\nYear 1 | $900\nYear 2 | $950"
    )
    row = passages_of(table.segments)[-1]
    assert (row.lead, row.header, row.headings[-1]) == ("It is as follows:", "Period\tMonthly rent", "5. RENT")
