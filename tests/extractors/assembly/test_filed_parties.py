"""Parties of invented contracts in the manner of those filed with the Securities and Exchange Commission."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.assembly.kind import chosen_kind
from extractors.assembly.parties import chosen_parties
from extractors.language.name_spans import name_at
from extractors.language.party_lists import party_list
from extractors.language.stacked_names import whole_names
from extractors.segmenting.instruments import instruments_of
from models.document import Document
from tests.extractors.assembly.paper import instrument_of
from tests.extractors.typed_pages import typed_page

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("filed_cases.toml").read_text(encoding="utf-8"))[
    "cases"
]


def _bare(names: list[str]) -> list[str]:
    """Names without regard to case and to the point of a corporate form."""
    return sorted(name.casefold().rstrip(".") for name in names)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_filed_contracts(case: dict[str, Any]) -> None:
    instrument = instrument_of(case["text"])
    parties = chosen_parties(instrument, chosen_kind(instrument).value)
    assert _bare([party.name for party in parties]) == _bare(case["parties"])


@pytest.mark.parametrize(
    ("lines", "text", "names"),
    [
        (
            ["BRINDLE SOFTWARE", "DEVELOPERS, Inc."],
            "Brindle Software Developers will",
            ["BRINDLE SOFTWARE DEVELOPERS, Inc."],
        ),
        (["TERN FINANCIAL", "CORPORATION"], "", ["TERN FINANCIAL CORPORATION"]),
        (
            ["TERN SAVINGS AND", "LOAN ASSOCIATION"],
            "the Tern Savings and Loan Association",
            ["TERN SAVINGS AND LOAN ASSOCIATION"],
        ),
        (
            ["TERN HEART AND", "VASCULAR", "SPECIALISTS, P.C."],
            "Tern Heart and Vascular Specialists",
            ["TERN HEART AND VASCULAR SPECIALISTS, P.C."],
        ),
        (
            ["TERN HOSPITAL", "BRINDLE CLINIC, LLC"],
            "Tern Hospital and Brindle Clinic, LLC",
            ["TERN HOSPITAL", "BRINDLE CLINIC, LLC"],
        ),
        (["HOSPITAL:", "Tern Clinic, Inc."], "the Hospital: Tern Clinic, Inc.", ["HOSPITAL:", "Tern Clinic, Inc."]),
        (
            ["TERN FUND, L.P.", "BRINDLE ASSOCIATES, LLC"],
            "Tern Fund, L.P. Brindle Associates",
            ["TERN FUND, L.P.", "BRINDLE ASSOCIATES, LLC"],
        ),
    ],
)
def test_names_over_several_lines(lines: list[str], text: str, names: list[str]) -> None:
    assert list(whole_names(lines, text)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TERN LIMITED MAINTENANCE FEE", "TERN LIMITED"),
        ("Tern Limited Partnership is", "Tern Limited Partnership"),
        ("Brindle Auto Trust 2004-1, a trust", "Brindle Auto Trust 2004-1"),
        ("Tern (Hospital) Brindle, Inc.", "Tern"),
        ("At Hearth Corporation, a", "At Hearth Corporation"),
        ("At the Closing", None),
        ("And Tern, Inc.", None),
        ("TERN WATER PARTNERS\nHOLDINGS LLC\nand", "TERN WATER PARTNERS\nHOLDINGS LLC"),
        ("Tern Hospital\nBrindle Clinic, LLC\nand", "Tern Hospital"),
    ],
)
def test_where_names_end(text: str, name: str | None) -> None:
    span = name_at(text, 0)
    assert (text[span.start : span.end] if span else None) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            'Tern, Inc. d/b/a Tern Grill (TG), of Salem ("Tern"), and Bo Lindahl, M.D.',
            [("Tern, Inc.", "Tern"), ("Bo Lindahl, M.D.", "")],
        ),
        (
            'In Tern Hospital, Inc. and Brindle LLC ("Brindle")',
            [("In Tern Hospital, Inc.", ""), ("Brindle LLC", "Brindle")],
        ),
        (
            'Tern Clinic, P.C. ("Clinic"), Department of Surgery, and Bo Lindahl, M.D. ("Physician")',
            [("Tern Clinic, P.C.", "Clinic"), ("Bo Lindahl, M.D.", "Physician")],
        ),
    ],
)
def test_lists(text: str, names: list[tuple[str, str]]) -> None:
    found = [
        (party.name, party.defined_terms[-1] if party.defined_terms else "") for party in party_list(text, 0).parties
    ]
    assert found == names


SIGNED = """
The undersigned agree to file one statement on the shares of Marrow Corporation.

TERN FUND II, L.P.
By: Tern Associates II, LLC
its General Partner

By: /s/ Ada Tovey
Name: Ada Tovey

BRINDLE CAPITAL, LLC
By: Marrow Adviser LLC, as investment manager of Brindle Capital, LLC
By: /s/ Bo Lindahl
Name: Bo Lindahl
"""


def test_companies_that_sign_for_others_are_no_parties() -> None:
    pages = (typed_page(SIGNED, 1),)
    document = Document(document_id="0" * 64, file_name="a.pdf", path="a.pdf", byte_count=1, pages=pages)
    parties = chosen_parties(instruments_of(document)[0], None)
    assert [party.name for party in parties] == ["TERN FUND II, L.P.", "BRINDLE CAPITAL, LLC"]
