"""A file with several instruments becomes the instruments it holds."""

from extractors.segmenting.instruments import instruments_of
from models.document import Document
from tests.extractors.typed_pages import typed_page

FAX = "FACSIMILE\n\nTO: Ossining Clinic\nPAGES: 4"
LEASE = """
OFFICE LEASE

This Office Lease is dated May 1, 2023, between Fernhill Holdings, LLC
("Landlord") and Ossining Clinic, P.C. ("Tenant").

1. The term is two years.
"""
SIGNATURES = """
LANDLORD

By: /s/ Ada Tovey
Name: Ada Tovey
Title: Manager
Date: May 1, 2023


TENANT

By: /s/ Bo Lindahl
Name: Bo Lindahl
Date: May 2, 2023
"""
EXHIBIT = (
    "EXHIBIT A\n\nRules of the Building\n\nThis lease is governed by the rules between the parties and their guests."
)
AMENDMENT = """
FIRST AMENDMENT TO OFFICE LEASE

This Amendment is made on June 1, 2024, between Fernhill Holdings, LLC
and Ossining Clinic, P.C.

1. The rent becomes $900.00 per month.
"""


def spans(*texts: str) -> list[tuple[int, int]]:
    pages = tuple(typed_page(text, number) for number, text in enumerate(texts, start=1))
    document = Document(document_id="0" * 64, file_name="a.pdf", path="a.pdf", byte_count=1, pages=pages)
    return [(instrument.first_page, instrument.last_page) for instrument in instruments_of(document)]


def test_a_lease_with_its_exhibit_is_one() -> None:
    assert spans(LEASE, SIGNATURES, EXHIBIT) == [(1, 3)]


def test_a_lease_and_its_amendment_are_two() -> None:
    assert spans(LEASE, SIGNATURES, EXHIBIT, AMENDMENT, SIGNATURES) == [(1, 3), (4, 5)]


def test_a_page_that_ends_in_the_date_of_signing_was_signed() -> None:
    signed = SIGNATURES.replace("May 1, 2023", "5/1/23").replace("May 2, 2023", "5/2/23")
    assert spans(LEASE + signed, EXHIBIT, AMENDMENT, signed) == [(1, 2), (3, 4)]


def test_an_amendment_may_lie_on_top() -> None:
    assert spans(AMENDMENT, SIGNATURES, LEASE, SIGNATURES) == [(1, 2), (3, 4)]


def test_a_fax_cover_belongs_to_nothing() -> None:
    assert spans(FAX, LEASE, SIGNATURES) == [(2, 3)]


def test_a_cover_page_and_its_agreement_are_one() -> None:
    assert spans("OFFICE LEASE\n\nbetween\n\nFernhill Holdings, LLC", LEASE, SIGNATURES) == [(1, 3)]


def test_a_cover_that_names_the_parties_and_a_date_is_not_signed() -> None:
    cover = "SERVICES AGREEMENT\n\nBY AND BETWEEN\n\nFERNHILL HOLDINGS, INC.\n\nAND\n\nTERN INC.\n\nMay 1, 2023"
    assert spans(cover, "TABLE OF CONTENTS\n\n1. Term", LEASE, SIGNATURES) == [(1, 4)]


def test_counterpart_signature_pages_stay_with_their_lease() -> None:
    counterpart = "COUNTERPART SIGNATURE PAGE TO OFFICE LEASE\n" + SIGNATURES
    assert spans(LEASE, SIGNATURES, counterpart) == [(1, 3)]
