"""Whose identifier a number is: beside a name, in a place to sign, in a roster; nobody's when it cannot be told."""

from __future__ import annotations

import pytest

from extractors.assembly.provider_identifiers import with_provider_identifiers
from models.evidence import Evidence
from models.party import EntityKind, Party, PartyRole
from models.provider_identifier import is_provider_identifier
from tests.extractors.assembly.written import written

_PARTIES = (
    ("Tern Hospital, Inc.", EntityKind.ORGANIZATION, "Hospital"),
    ("Konrad A. Vell, M.D.", EntityKind.INDIVIDUAL, "Physician"),
)


def _identifiers(text: str) -> tuple[str | None, ...]:
    parties = [
        Party(
            name=name,
            role=PartyRole.OTHER,
            entity_kind=kind,
            is_physician=None,
            defined_terms=(term,),
            evidence=Evidence(page=1, quote=name, box=None),
            confidence=1.0,
        )
        for name, kind, term in _PARTIES
    ]
    return tuple(party.npi for party in with_provider_identifiers(written(text), parties))


@pytest.mark.parametrize(
    ("text", "hospital", "physician"),
    [
        ("Between Tern Hospital, Inc. and Konrad A. Vell, M.D. (NPI 1234567893).", None, "1234567893"),
        ("Konrad A. Vell, M.D., whose National Provider Identifier (NPI) is 1234567893, agrees.", None, "1234567893"),
        (
            "Tern Hospital, Inc. (NPI No. 1245319599) and Konrad A. Vell, M.D. (NPI # 1234567893)",
            "1245319599",
            "1234567893",
        ),
        ("PHYSICIAN\nBy: ____________\nKonrad A. Vell, M.D.\nDate: ______\nN.P.I.: 123-456-7893", None, "1234567893"),
        ("Hospital NPI: 1245319599\nPhysician NPI: 1234567893", "1245319599", "1234567893"),
        (
            "Name | Specialty | NPI\nKonrad Vell | none | 1\nKonrad A. Vell, M.D. | Eyes | 1234567893",
            None,
            "1234567893",
        ),
        ("Konrad A. Vell, M.D. (NPI 1234567890)", None, None),
        ("Konrad A. Vell, M.D. (NPI ____________), telephone 1234567893", None, None),
        ("Konrad A. Vell, M.D. signs.\nAna Ruiz, M.D.\nNPI: 1234567893", None, None),
        ("Konrad A. Vell, M.D. (NPI 1234567893) ... Konrad A. Vell, M.D. (NPI 1245319599)", None, None),
        ("Tern Hospital, Inc. (NPI 1234567893) and Konrad A. Vell, M.D. (NPI 1234567893)", None, None),
        ("Konrad A. Vell, M.D. is paid 1234567893.", None, None),
    ],
)
def test_the_identifiers_of_the_parties(text: str, hospital: str | None, physician: str | None) -> None:
    assert _identifiers(text) == (hospital, physician)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("1234567893", True),
        ("1245319599", True),
        ("1234567890", False),
        ("3234567891", False),
        ("123456789", False),
        ("", False),
    ],
)
def test_the_check_digit(number: str, right: bool) -> None:
    assert is_provider_identifier(number) is right
