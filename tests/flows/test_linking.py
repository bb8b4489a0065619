"""Amendments find their contracts in other files, in whatever order the files come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.linking import link_amendments
from models.contract import Contract, Extraction
from models.document import DocumentRole
from store.writer import Store
from tests.factories import contract, document, fact

LEASE = document("lease", path="/inbox/lease.pdf")
CHANGE = document("amendment", path="/inbox/amendment.pdf")
OTHER = document("service agreement", path="/inbox/services.pdf")


BASE = contract(LEASE, agreement_date=fact(date(2024, 1, 1)))
AMENDMENT = contract(
    CHANGE,
    document_role=DocumentRole.AMENDMENT,
    title="FIRST AMENDMENT TO EQUIPMENT LEASE",
    agreement_date=fact(date(2024, 9, 1)),
)
LATER = contract(OTHER, agreement_date=fact(date(2025, 1, 1)))
FILES = {
    "lease": Extraction(document=LEASE, contracts=(BASE,)),
    "amendment": Extraction(document=CHANGE, contracts=(AMENDMENT,)),
    "later lease": Extraction(document=OTHER, contracts=(LATER,)),
}


@pytest.mark.parametrize(
    ("order", "base"),
    [
        (("lease", "amendment"), BASE),
        (("amendment", "lease"), BASE),
        (("lease", "later lease", "amendment"), BASE),
        (("amendment", "later lease"), None),
        (("amendment",), None),
    ],
)
def test_an_amendment_finds_its_contract(tmp_path: Path, order: tuple[str, ...], base: Contract | None) -> None:
    linked = 0
    with Store.open(tmp_path / "contracts.duckdb") as store:
        run_id = store.begin_run("ingest", date(2026, 1, 31))
        for name in order:
            store.write(FILES[name], run_id)
            linked += link_amendments(store)
        links = {each.contract_id: each.amends_contract_id for each in store.contracts()}
    assert links[AMENDMENT.contract_id] == (None if base is None else base.contract_id)
    assert linked == (base is not None)
