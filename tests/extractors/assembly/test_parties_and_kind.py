"""Parties, kind, document role and title of invented contracts of every style."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.assembly.kind import chosen_kind, document_role_of
from extractors.assembly.parties import chosen_parties
from models.contract import ContractKind
from models.party import PartyRole
from tests.extractors.assembly.paper import instrument_of
from tests.extractors.assembly.written import written

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("contract_cases.toml").read_text(encoding="utf-8")
)["cases"]
_PHYSICIAN = {True: "yes", False: "no", None: "?"}


def _cases(key: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in CASES if key in case]


@pytest.mark.parametrize("case", _cases("parties"))
def test_parties(case: dict[str, Any]) -> None:
    instrument = instrument_of(case["text"])
    parties = chosen_parties(instrument, chosen_kind(instrument).value)
    found = [[party.name, party.role.value, _PHYSICIAN[party.is_physician]] for party in parties]
    assert sorted(found) == sorted(case["parties"])
    text = " ".join(instrument.text.split())
    assert all(" ".join(party.evidence.quote.split()) in text for party in parties)


@pytest.mark.parametrize("case", _cases("kind"))
def test_kind(case: dict[str, Any]) -> None:
    fact = chosen_kind(instrument_of(case["text"]))
    assert fact.value is not None
    assert (fact.value.value, fact.evidence is not None or bool(fact.reason)) == (case["kind"], True)


@pytest.mark.parametrize("case", _cases("role"))
def test_document_role(case: dict[str, Any]) -> None:
    assert document_role_of(instrument_of(case["text"])).value == case["role"]


@pytest.mark.parametrize("case", _cases("title"))
def test_title(case: dict[str, Any]) -> None:
    assert instrument_of(case["text"]).title == case["title"]


def test_rows_of_numbered_particulars_name_parties() -> None:
    """The number stands in the cell of the label."""
    rows = "2. Owner | Plimsoll Arts Holdings, Inc., an Ohio corporation\n\n3. Tenant | Larchmere Bindery, LLC"
    instrument = written(f"# LEASE\n\n1. Date | May 4, 2021\n\n{rows}\n\n1. Owner leases the Suite to Tenant.")
    parties = chosen_parties(instrument, ContractKind.OFFICE_LEASE)
    assert [(party.name, party.role) for party in parties] == [
        ("Plimsoll Arts Holdings, Inc.", PartyRole.LESSOR),
        ("Larchmere Bindery, LLC", PartyRole.LESSEE),
    ]


def test_boxes_of_a_form_name_parties_behind_their_labels() -> None:
    rows = (
        "1. LESSOR (owner of the equipment) Skerry Bay Hospital Cooperative | 2. LESSEE (user) Tern Rheumatology, LLC"
    )
    instrument = written(
        f"# STANDARD EQUIPMENT RENTAL AGREEMENT\n\n{rows}\n\nA. The Lessor leases the scanner to the Lessee."
    )
    parties = chosen_parties(instrument, ContractKind.EQUIPMENT_LEASE)
    assert [(party.name, party.role) for party in parties] == [
        ("Skerry Bay Hospital Cooperative", PartyRole.LESSOR),
        ("Tern Rheumatology, LLC", PartyRole.LESSEE),
    ]


def test_the_sentence_that_names_the_parties_by_their_terms_decides_over_a_table() -> None:
    named = (
        "Hospital | Skerry Bay Hospital, Inc.",
        "Company | Faraday Critical Care, LLC",
        "Medical Director | Ondine Faraday, M.D.",
    )
    rows = "\n\n".join(named)
    text = f"# MEDICAL DIRECTION\n\n{rows}\n\nThis Agreement is made between Hospital and Company, as described above."
    parties = chosen_parties(written(text), ContractKind.PERSONAL_SERVICES)
    assert [party.name for party in parties] == ["Skerry Bay Hospital, Inc.", "Faraday Critical Care, LLC"]
