"""Where no pattern finds the parties, names in the opening that also sign are taken, and no others."""

from extractors.segmenting.instruments import instruments_of
from extractors.terms.parties_entities import entity_parties
from models.document import Document
from tests.extractors.typed_pages import typed_page

OPENING = """
PROTOCOL FOR SHARED NIGHT CALL

Fernhill Surgical Group, Inc. will ask Ossining Memorial Hospital for a room.
The Securities and Exchange Commission plays no part in it.
"""
SIGNATURES = """
Fernhill Surgical Group, Inc.

By: /s/ Ada Tovey
Name: Ada Tovey
Date: May 1, 2024


Ossining Memorial Hospital

By: /s/ Bo Lindahl
Name: Bo Lindahl
Date: May 2, 2024
"""


def names(*texts: str) -> set[str]:
    pages = tuple(typed_page(text, number) for number, text in enumerate(texts, start=1))
    document = Document(document_id="0" * 64, file_name="a.pdf", path="a.pdf", byte_count=1, pages=pages)
    return {candidate.name.rstrip(".") for candidate in entity_parties(instruments_of(document)[0])}


def test_names_that_sign_are_candidates() -> None:
    assert names(OPENING, SIGNATURES) == {"Fernhill Surgical Group, Inc", "Ossining Memorial Hospital"}


def test_nobody_signs() -> None:
    assert names(OPENING) == set()
