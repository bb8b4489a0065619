"""An amendment finds the agreement that it changes, or says nothing."""

from datetime import date

import pytest

from extractors.assembly.amended_contract import chosen_amended_contract_date
from extractors.assembly.amendments import base_of, linked
from extractors.assembly.term_context import paper_of
from models.contract import Contract, ContractKind
from models.document import DocumentRole
from models.evidence import Fact
from tests.extractors.assembly.written import written
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
        ([LEASE, other(agreement_date=fact(date(2023, 7, 9)))], None),
        ([other(agreement_date=fact(date(2025, 1, 1)))], None),
        ([other(document_role=DocumentRole.AMENDMENT)], None),
        ([CHANGE], None),
        ([LEASE.model_copy(update={"agreement_date": Fact[date](reason="not stated")})], "lease"),
    ],
    ids=[
        "plain",
        "best of two",
        "strangers",
        "a tie",
        "two leases, no day named",
        "younger",
        "an amendment",
        "itself",
        "undated",
    ],
)
def test_the_base_of_an_amendment(candidates: list[Contract], expected: str | None) -> None:
    base = base_of(CHANGE, candidates)
    assert (base.contract_id if base else None) == expected


def test_the_contracts_of_one_file_are_linked() -> None:
    assert [found.amends_contract_id for found in linked([LEASE, CHANGE])] == [None, "lease"]


def test_the_day_by_which_it_is_named_tells_two_leases_apart() -> None:
    change = CHANGE.model_copy(update={"amended_contract_date": fact(date(2023, 5, 1))})
    base = base_of(change, [other(agreement_date=fact(date(2023, 7, 9))), LEASE])
    assert base is LEASE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. The Kiln Contract dated as of May 4, 2016 between the parties is amended.", date(2016, 5, 4)),
        ("WHEREAS, on May 4, 2016 the Museum and the Press entered into a Lease of the kiln;", date(2016, 5, 4)),
        ("This letter renews our Agreement of May 4, 2016 for a year.", date(2016, 5, 4)),
        ("1. The rent rises on May 4, 2016.", None),
    ],
)
def test_the_day_of_the_amended_contract(text: str, expected: date | None) -> None:
    instrument = written(f"# FIRST AMENDMENT\n\nThis Amendment is made on June 9, 2019.\n\n{text}")
    found = chosen_amended_contract_date(paper_of(instrument), DocumentRole.AMENDMENT, date(2019, 6, 9))
    assert found.value == expected


def test_an_agreement_changes_nothing() -> None:
    instrument = written("# LEASE\n\nThis Lease replaces the Lease dated May 4, 2016.")
    assert chosen_amended_contract_date(paper_of(instrument), DocumentRole.AGREEMENT, None).value is None
