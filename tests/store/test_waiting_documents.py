"""Documents that share a transaction: what is stored in the end is what one transaction for each would have left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from models.document import Document
from models.errors import StoreError
from store.documents import Reading
from store.file_home import FileHome
from store.waiting_documents import WaitingDocuments
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF

BINDER = make.document("binder", "/inbox/binder.pdf")
KEPT = make.document("kept", "/inbox/binder.pdf/kept.pdf")
DROPPED = make.document("dropped", "/inbox/binder.pdf/dropped.pdf")
NEW_BINDER = make.document("new binder", "/inbox/binder.pdf")
ADDED = make.document("added", "/inbox/binder.pdf/added.pdf")


@pytest.mark.parametrize(("seconds", "is_full"), [(1e9, [False, False, True]), (0.0, [True, True, True])])
def test_it_is_time_after_so_many_or_so_long(seconds: float, is_full: list[bool]) -> None:
    waiting = WaitingDocuments(3, seconds)
    assert not waiting.is_full
    found = []
    for document in (BINDER, KEPT, DROPPED):
        waiting.add(Reading(make.extraction(document)), "run")
        found.append(waiting.is_full)
    assert found == is_full


@pytest.mark.parametrize("at_once", [1, 2, 3, 20])
def test_however_many_share_a_transaction_the_same_is_stored(
    at_once: int, database: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[[str], list[tuple[object, ...]]]
) -> None:
    monkeypatch.setattr(FileHome, "documents_at_once", at_once)
    with Store.open(database) as store:
        run_id = store.begin_run("ingest", AS_OF)
        for document in (BINDER, KEPT, DROPPED):
            store.write(make.extraction(document, make.contract(document)), run_id)
        again = store.begin_run("ingest", AS_OF)
        store.write(make.extraction(NEW_BINDER), again)
        store.seen(KEPT.path, KEPT.document_id, again)
        store.write(make.extraction(ADDED, make.contract(ADDED)), again)
        store.publish()
    names = {each.document_id: each.file_name for each in (KEPT, DROPPED, ADDED)}
    names |= {BINDER.document_id: "binder", NEW_BINDER.document_id: "new binder"}
    superseded = {
        (names[str(document_id)], names.get(str(by)))
        for document_id, by in ask("select document_id, superseded_by from documents")
    }
    assert superseded == {
        ("new binder", None),
        ("kept.pdf", None),
        ("added.pdf", None),
        ("binder", "new binder"),
        ("dropped.pdf", "new binder"),
    }
    with Store.open(database) as store:
        assert [(held.path, held.document_id) for held in store.locations()] == [
            (each.path, each.document_id) for each in (NEW_BINDER, ADDED, KEPT)
        ]


@pytest.mark.parametrize("first", [BINDER, KEPT])
def test_of_two_documents_at_one_path_the_former_is_superseded(first: Document, database: Path) -> None:
    second = make.document("other bytes", first.path)
    with Store.open(database) as store:
        run_id = store.begin_run("ingest", AS_OF)
        for document in (first, second):
            store.write(make.extraction(document, make.contract(document)), run_id)
        assert [contract.document_id for contract in store.contracts()] == [second.document_id]


def test_what_waits_when_a_run_is_interrupted_is_stored(database: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Store.open(database) as store:
        store.write(make.extraction(BINDER), store.begin_run("ingest", AS_OF))
        raise KeyboardInterrupt
    with Store.open(database) as store:
        assert store.knows(BINDER.document_id)


def test_what_a_full_disk_refused_is_unknown_and_can_be_written_again(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise duckdb.IOException("No space left")

    both = make.document("one", "/inbox/one.pdf"), make.document("two", "/inbox/two.pdf")
    with Store.open(database) as store:
        run_id = store.begin_run("ingest", AS_OF)
        for document in both:
            store.write(make.extraction(document, make.contract(document)), run_id)
        with monkeypatch.context() as full:
            full.setattr("store.documents.place", refuse)  # the documents' own rows are in the transaction by then
            with pytest.raises(StoreError, match="Make room on the disk"):
                store.settle()
        assert not any(store.knows(document.document_id) for document in both)
        assert list(store.contracts()) == []
        for document in both:
            store.write(make.extraction(document, make.contract(document)), run_id)
        assert {contract.document_id for contract in store.contracts()} == {each.document_id for each in both}


def test_a_fault_is_told_rather_than_what_follows_from_it(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise duckdb.IOException("No space left")

    with pytest.raises(ZeroDivisionError), Store.open(database) as store:
        store.write(make.extraction(BINDER), store.begin_run("ingest", AS_OF))
        monkeypatch.setattr("store.documents.replace", refuse)
        raise ZeroDivisionError
    monkeypatch.undo()
    with Store.open(database) as store:
        assert not store.knows(BINDER.document_id)
