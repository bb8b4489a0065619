"""Which bytes are which document: names, copies, changed files and files that change back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import StoreError
from store import contracts
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish

Ask = Callable[[str], list[tuple[object, ...]]]

OLD = make.document("old bytes", "/inbox/lease.pdf")
NEW = make.document("new bytes", "/inbox/lease.pdf")


def test_same_bytes_under_two_names_are_one_document_as_last_seen(database: Path, ask: Ask) -> None:
    copy = make.document("old bytes", "/inbox/copy of lease.pdf")
    store_and_publish(database, make.extraction(OLD), make.extraction(copy))
    assert ask("select document_id, file_name, path, superseded_by from documents") == [
        (OLD.document_id, "copy of lease.pdf", "/inbox/copy of lease.pdf", None)
    ]
    assert ask("select file_name from contracts") == [("copy of lease.pdf",)]
    assert ask("select count(*) from parties") == [(2,)]
    with Store.open(database) as store:
        assert [contract.file_name for contract in store.contracts()] == ["copy of lease.pdf"]


def test_a_stored_document_is_known_and_takes_its_new_path_without_being_read(database: Path, ask: Ask) -> None:
    first = store_and_publish(database, make.extraction(OLD))
    with Store.open(database) as store:
        assert store.knows(OLD.document_id)
        assert not store.knows(NEW.document_id)
        run_id = store.begin_run("run", AS_OF)
        store.seen("/inbox/2024/lease.pdf", OLD.document_id, run_id)
        with pytest.raises(StoreError, match=NEW.document_id):
            store.seen("/inbox/lease.pdf", NEW.document_id)
        store.publish()
    assert ask("select path, run_id from documents") == [("/inbox/2024/lease.pdf", first)]


def test_reading_again_replaces_the_facts(database: Path, ask: Ask) -> None:
    thrice = make.contract(OLD, 1), make.contract(OLD, 2), make.contract(OLD, 3)
    renamed = make.contract(OLD, 1, parties=(make.party("Another Clinic"),), signatures=(), compensation=())
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(OLD, *thrice), run_id)
        for contract in thrice:
            store.record_findings(contract.contract_id, [make.finding(contract)], run_id)
        again = store.begin_run("run", AS_OF)
        store.write(make.extraction(OLD, renamed), again)
        assert list(store.contracts()) == [renamed]
        store.publish()
    assert ask("select first_page, name from contracts join parties using (contract_id)") == [(1, "Another Clinic")]
    assert ask("select count(*) from signatures union all select count(*) from compensation") == [(0,), (0,)]
    assert ask("select count(*), count(distinct contract_id) from facts") == [(9, 1)]
    # Findings on a contract that is no longer seen are resolved, and stay in the list.
    assert ask("select contract_id, status, resolved_run, file_name from findings order by contract_id") == [
        (thrice[0].contract_id, "open", None, "lease.pdf"),
        (thrice[1].contract_id, "resolved", again, "lease.pdf"),
        (thrice[2].contract_id, "resolved", again, "lease.pdf"),
    ]


def test_a_changed_file_is_a_new_document_and_resolves_the_old_findings(database: Path, ask: Ask) -> None:
    old, new = make.contract(OLD), make.contract(NEW)
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(OLD, old), run_id)
        store.record_findings(old.contract_id, [make.finding(old)], run_id)
        changed = store.begin_run("run", AS_OF)
        store.write(make.extraction(NEW, new), changed)
        assert [contract.contract_id for contract in store.contracts()] == [new.contract_id]
        store.record_findings(new.contract_id, [make.finding(new)], changed)
        store.publish()
    assert ask("select document_id, superseded_by from documents order by ingested_at") == [
        (OLD.document_id, NEW.document_id),
        (NEW.document_id, None),
    ]
    assert ask("select contract_id from contracts where superseded_by is null") == [(new.contract_id,)]
    assert ask("select contract_id, status, resolved_run from findings order by status") == [
        (new.contract_id, "open", None),
        (old.contract_id, "resolved", changed),
    ]


def test_a_file_changed_back_is_current_again(database: Path, ask: Ask) -> None:
    old, new = make.contract(OLD), make.contract(NEW)
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(OLD, old), run_id)
        store.write(make.extraction(NEW, new), run_id)
        store.record_findings(new.contract_id, [make.finding(new)], run_id)
        back = store.begin_run("run", AS_OF)
        store.seen(OLD.path, OLD.document_id)
        assert [contract.contract_id for contract in store.contracts()] == [old.contract_id]
        store.publish()
    assert ask("select document_id, superseded_by from documents order by ingested_at") == [
        (OLD.document_id, None),
        (NEW.document_id, OLD.document_id),
    ]
    assert ask("select status, resolved_run from findings") == [("resolved", back)]


def test_a_document_that_stands_under_a_second_path_is_not_superseded(database: Path, ask: Ask) -> None:
    elsewhere = make.document("old bytes", "/archive/lease 2024.pdf")
    store_and_publish(database, make.extraction(elsewhere), make.extraction(OLD), make.extraction(NEW))
    assert ask("select path, file_name, superseded_by from documents order by path") == [
        ("/archive/lease 2024.pdf", "lease 2024.pdf", None),
        ("/inbox/lease.pdf", "lease.pdf", None),
    ]


def test_links_between_files_are_in_row_and_record_until_their_contract_is_superseded(database: Path, ask: Ask) -> None:
    letter = make.document("letter", "/inbox/amendment.pdf")
    base, amendment = make.contract(OLD), make.contract(letter)
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(OLD, base), run_id)
        store.write(make.extraction(letter, amendment), run_id)
        store.set_amends({amendment.contract_id: base.contract_id})
        linked = {contract.contract_id: contract for contract in store.contracts()}[amendment.contract_id]
        assert linked == amendment.model_copy(update={"amends_contract_id": base.contract_id})
        with pytest.raises(StoreError, match="no contract nowhere"):
            store.set_amends({"nowhere": base.contract_id})
        store.publish()
        assert ask("select contract_id from contracts where amends_contract_id is not null") == [
            (amendment.contract_id,)
        ]
        store.write(make.extraction(NEW), run_id)
        assert {contract.amends_contract_id for contract in store.contracts()} == {None}
        store.publish()
    assert ask("select count(*) from contracts where amends_contract_id is not null") == [(0,)]


def test_contracts_may_be_taken_while_findings_are_written(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contracts, "_BATCH", 3)
    sources = [make.document(str(number), f"/inbox/{number}.pdf") for number in range(7)]
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        for source in reversed(sources):
            store.write(make.extraction(source), run_id)
        taken = []
        for contract in store.contracts():
            store.record_findings(contract.contract_id, [make.finding(contract)], run_id)
            taken.append(contract.file_name)
    assert taken == [source.file_name for source in sources]


def test_a_file_name_that_is_not_utf_8_is_stored(database: Path, ask: Ask) -> None:
    odd = "/inbox/M\udcfcller.pdf"
    source = make.document("old bytes", odd)
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(source), run_id)
        store.seen(odd, source.document_id)
        store.write(make.extraction(make.document("new bytes", odd)), run_id)
        store.publish()
    assert ask("select file_name from documents") == [("M�ller.pdf",)] * 2
    assert ask("select count(*) from documents where superseded_by is not null") == [(1,)]
