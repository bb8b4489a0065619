"""A finding keeps its identity from run to run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import StoreError
from models.finding import Severity
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish

Ask = Callable[[str], list[tuple[object, ...]]]

LEASE = make.contract()
SIGNATURE = make.finding(LEASE, "missing-signature")
RENT = make.finding(LEASE, "per-click-rent", severity=Severity.WARNING)
HISTORY = "select check_name, severity, message, status, first_seen_run, last_seen_run, resolved_run from findings"


def test_three_runs_of_findings(database: Path, ask: Ask) -> None:
    store_and_publish(database, make.extraction(None, LEASE))
    with Store.open(database) as store:
        one = store.begin_run("check", AS_OF)
        store.record_findings(LEASE.contract_id, [SIGNATURE, RENT], one)
        two = store.begin_run("check", AS_OF)
        graver = RENT.model_copy(update={"severity": Severity.ERROR, "message": "Rent is paid for each scan."})
        store.record_findings(LEASE.contract_id, [graver], two)
        store.publish()
        assert ask(f"{HISTORY} order by check_name") == [
            ("missing-signature", "error", "A party has not signed.", "resolved", one, one, two),
            ("per-click-rent", "error", "Rent is paid for each scan.", "open", one, two, None),
        ]
        three = store.begin_run("check", AS_OF)
        store.record_findings(LEASE.contract_id, [SIGNATURE], three)
        store.publish()
    assert ask(f"{HISTORY} order by check_name") == [
        ("missing-signature", "error", "A party has not signed.", "open", one, three, None),
        ("per-click-rent", "error", "Rent is paid for each scan.", "resolved", one, two, three),
    ]
    assert ask("select file_name, kind, page, quote, bbox, confidence from findings where status = 'open'") == [
        ("lease.pdf", "equipment_lease", 2, "By: ______", "72.0,90.5,301.2,102.0", 0.8)
    ]


def test_findings_on_other_contracts_are_left_alone(database: Path, ask: Ask) -> None:
    source = make.document()
    first, second = make.contract(source, 1), make.contract(source, 2)
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(source, first, second), run_id)
        store.record_findings(first.contract_id, [make.finding(first)], run_id)
        store.record_findings(second.contract_id, [], run_id)
        store.publish()
    assert ask("select contract_id, status from findings") == [(first.contract_id, "open")]


def test_two_findings_of_one_identity_are_one(database: Path, ask: Ask) -> None:
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(None, LEASE), run_id)
        store.record_findings(
            LEASE.contract_id, [SIGNATURE, SIGNATURE.model_copy(update={"message": "The last word."})], run_id
        )
        store.publish()
    assert ask("select message, status from findings") == [("The last word.", "open")]


def test_reading_a_document_again_keeps_its_findings(database: Path, ask: Ask) -> None:
    with Store.open(database) as store:
        one = store.begin_run("run", AS_OF)
        store.write(make.extraction(None, LEASE), one)
        store.record_findings(LEASE.contract_id, [SIGNATURE], one)
        two = store.begin_run("run", AS_OF)
        store.write(make.extraction(None, LEASE), two)
        store.publish()
    assert ask("select status, first_seen_run from findings") == [("open", one)]


def test_a_finding_needs_its_own_stored_contract(database: Path, ask: Ask) -> None:
    other = make.contract(make.document("other bytes"))
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        with pytest.raises(StoreError, match=LEASE.contract_id):
            store.record_findings(LEASE.contract_id, [SIGNATURE], run_id)
        store.write(make.extraction(None, LEASE), run_id)
        with pytest.raises(ValueError, match=other.contract_id):
            store.record_findings(LEASE.contract_id, [SIGNATURE, make.finding(other)], run_id)
        with pytest.raises(StoreError, match="no run yesterday"):
            store.finish_run("yesterday")
        store.publish()
    assert ask("select count(*) from findings") == [(0,)]
