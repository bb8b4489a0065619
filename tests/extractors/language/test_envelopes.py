"""The ids that signing services print are told from other numbers."""

import pytest

from extractors.language.envelopes import envelope_id

UUID = "0A1B2C3D-1111-2222-3333-4455667788AA"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Docusign Envelope ID: {UUID}", UUID),
        (f"Lease of Bay 4\nEnvelope Id: {UUID}\n1 of 3", UUID),
        (f"DocuSign Envelope ID: {UUID.lower()}", UUID.lower()),
        ("Transaction ID: CBJCHBCAABAAqwertyuiopasdfghjkl_12345", "CBJCHBCAABAAqwertyuiopasdfghjkl_12345"),
        ("Document Ref: ABCDE-12345-FGHIJ-67890", "ABCDE-12345-FGHIJ-67890"),
        ("Document ID: 0123456789abcdef0123456789abcdef01234567", "0123456789abcdef0123456789abcdef01234567"),
        ("Enclosed in the envelope: two copies", None),
        ("Document No. 2024-118", None),
        ("Ref: 4711", None),
    ],
)
def test_the_id_of_an_envelope(text: str, found: str | None) -> None:
    assert envelope_id(text) == found
