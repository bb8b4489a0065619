"""The organization on whose letterhead a letter stands writes it."""

from __future__ import annotations

import pytest

from extractors.assembly.letter_writer import letter_writer
from models.party import EntityKind, Party, PartyRole
from tests.extractors.assembly.written import written
from tests.factories import evidence

PARTIES = tuple(
    Party(
        name=name,
        role=PartyRole.OTHER,
        entity_kind=kind,
        is_physician=None,
        evidence=evidence(name),
        confidence=0.9,
    )
    for name, kind in (
        ("Levee Street Urology, LLC", EntityKind.ORGANIZATION),
        ("Tern Regional Medical Center", EntityKind.ORGANIZATION),
        ("Per Lindqvist, M.D.", EntityKind.INDIVIDUAL),
    )
)


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        (
            "# TERN REGIONAL MEDICAL CENTER\n\nMay 2, 2024\n\nPer Lindqvist, M.D.\n\nDear Dr. Lindqvist:\n\nWe offer …",
            1,
        ),
        ("# TERN REGIONAL MEDICAL CENTER\n\nThis agreement is made between the parties.", None),
        ("May 2, 2024\n\nDear Dr. Lindqvist:\n\nTern Regional Medical Center offers …", None),
    ],
)
def test_who_writes(text: str, writer: int | None) -> None:
    assert letter_writer(written(text), PARTIES) == writer
