"""Amendments find their contracts in other files, in whatever order the files come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.linking import link_amendments
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import RunOptions
from flows.steps import StepRunner
from models.contract import Contract, Extraction
from models.document import DocumentRole
from store.writer import Store
from tests.factories import contract, document, fact
from tests.flows.drawn import LEASE as LEASE_AGREEMENT
from tests.flows.drawn import pdf, write

LEASE = document("lease", path="/inbox/lease.pdf")
CHANGE = document("amendment", path="/inbox/amendment.pdf")
OTHER = document("service agreement", path="/inbox/services.pdf")


CHANGE_OF_LEASE = (
    "FIRST AMENDMENT TO EQUIPMENT LEASE AGREEMENT",
    "This First Amendment is made on June 3, 2024, by and between Whinfell Hill Imaging, LLC (Lessor)",
    "and Drummond Regional Hospital, Inc. (Lessee), and amends their Equipment Lease Agreement dated March 1, 2024.",
    "1. Rent. Lessee shall pay Lessor $900.00 per month.",
    "By: /s/ Ines Calder",
    "By: /s/ Lazlo Renn",
)
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
    linked: frozenset[str] = frozenset()
    with Store.open(tmp_path / "contracts.duckdb") as store:
        run_id = store.begin_run("ingest", date(2026, 1, 31))
        for name in order:
            store.write(FILES[name], run_id)
            linked |= link_amendments(store)
        links = {each.contract_id: each.amends_contract_id for each in store.contracts()}
    assert links[AMENDMENT.contract_id] == (None if base is None else base.contract_id)
    assert linked == (frozenset() if base is None else {CHANGE.document_id})


def test_an_amendment_that_finds_its_contract_later_loses_its_finding(tmp_path: Path) -> None:
    """The contract comes in a later run; the amendment, already read, is checked again without being dropped again."""
    database, inbox = tmp_path / "contracts.duckdb", tmp_path / "inbox"
    options = RunOptions(database=database, as_of=date(2026, 1, 31), workers=1)
    statuses = []
    for files in ({"change": pdf(*CHANGE_OF_LEASE)}, {"lease": pdf(*LEASE_AGREEMENT)}):
        write(inbox, **files)
        carry_out(Command.INGEST_AND_CHECK, [inbox], options, StepRunner(), Progress())
        with duckdb.connect(str(database), read_only=True) as connection:
            query = "select status from findings where check_name = 'unmatched-amendment'"
            statuses.append(connection.execute(query).fetchall())
    assert statuses == [[("open",)], [("resolved",)]]
