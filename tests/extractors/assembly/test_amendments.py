"""An amendment finds the agreement that it changes, or says nothing."""

from datetime import date

import pytest

from extractors.assembly.amendments import base_of, linked
from models.contract import Contract, ContractKind
from models.document import DocumentRole
from models.evidence import Fact
from tests.factories import contract, fact, party

LEASE = contract(
    contract_id="lease",
    title="MEDICAL OFFICE LEASE",
    parties=(party("Fernhill Holdings, LLC"), party("Ossining Clinic, P.C.")),
    kind=fact(ContractKind.OFFICE_LEASE),
    agreement_date=fact(date(2023, 5, 1)),
)
CHANGE = LEASE.model_copy(
    update={
        "contract_id": "change",
        "title": "FIRST AMENDMENT TO MEDICAL OFFICE LEASE",
        "document_role": DocumentRole.AMENDMENT,
        "agreement_date": fact(date(2024, 6, 1)),
    }
)


def other(**changes: object) -> Contract:
    return LEASE.model_copy(update={"contract_id": "other", **changes})


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([LEASE], "lease"),
        ([LEASE, other(title="EQUIPMENT LEASE", kind=fact(ContractKind.EQUIPMENT_LEASE))], "lease"),
        ([other(parties=(party("Someone Else, Inc."),), kind=fact(ContractKind.EMPLOYMENT), title="EMPLOYMENT")], None),
        ([LEASE, other()], None),
        ([other(agreement_date=fact(date(2025, 1, 1)))], None),
        ([other(document_role=DocumentRole.AMENDMENT)], None),
        ([CHANGE], None),
        ([LEASE.model_copy(update={"agreement_date": Fact[date](reason="not stated")})], "lease"),
    ],
    ids=["plain", "best of two", "strangers", "a tie", "younger", "an amendment", "itself", "undated"],
)
def test_the_base_of_an_amendment(candidates: list[Contract], expected: str | None) -> None:
    base = base_of(CHANGE, candidates)
    assert (base.contract_id if base else None) == expected


def test_the_contracts_of_one_file_are_linked() -> None:
    assert [found.amends_contract_id for found in linked([LEASE, CHANGE])] == [None, "lease"]
