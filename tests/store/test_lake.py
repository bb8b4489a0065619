"""A lake shows what a file shows, whoever writes to it at the same time, and keeps its password to itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.ledgers.reading import read
from models.database import Database, Lake, as_database
from models.disposition import DispositionKind, DispositionRequest
from models.errors import StoreBusyError, StoreError
from models.ledger import LedgerKind
from models.ledger_import import LedgerSource
from store import lake_connection, lake_files
from store.audit_verification import verify
from store.opening import reading
from store.query import query
from store.writer import Store
from tests import factories as make
from tests.postgres import PASSWORD, Postgres
from tests.store.conftest import AS_OF
from tests.store.other_process import running
from tests.view_rows import view_rows

NewLake = Callable[..., str]
PAYMENTS = b"payer,payee,amount,paid_on,contract\nQuillmere Hospital,Tamsin Fernquist,100.00,2024-02-01,\n"
WRITER = """
import sys
from datetime import date
from models.database import as_database
from store.writer import Store
from tests import factories as make

with Store.open(as_database(sys.argv[1]), beside_others=True) as store:
    print("open", flush=True)
    sys.stdin.readline()
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        source = make.document(f"content {number}", f"/inbox/{number}.pdf")
        store.write(make.extraction(source, make.contract(source)), sys.argv[4])
    store.settle()
    print("written", flush=True)
"""


@pytest.fixture(scope="module")
def lake(new_lake: NewLake) -> Lake:
    """A lake with all that people and runs do to a store."""
    made = as_database(new_lake())
    assert isinstance(made, Lake)
    go_through_it(made)
    return made


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in a file."""
    made = tmp_path_factory.mktemp("file") / "contracts.duckdb"
    go_through_it(made)
    return made


def go_through_it(database: Database) -> None:
    """Three runs: contracts come, change, move and go, people decide, ledgers are imported, and all is found again."""
    lease = make.document("lease", "/inbox/lease.pdf")
    strange = make.document("strange", "/inbox/\udce9 \u0000 'quoted'.pdf")
    held = make.document("held", "/inbox/lease.pdf/held.pdf")
    on_lease, on_strange = make.contract(lease), make.contract(strange, title="A\u0000B\n'\"\u2028")
    found = make.finding(on_lease)
    with Store.open(database, beside_others=True) as store:
        run_id = store.begin_run("ingest", AS_OF)
        for source, contract in ((lease, on_lease), (strange, on_strange), (held, make.contract(held))):
            store.write(make.extraction(source, contract), run_id)
        store.seen("/inbox/second place.pdf", strange.document_id)
        store.alone(lambda _message: None)
        store.relate(run_id)
        store.record_findings(on_lease.contract_id, [found, make.finding(on_lease, "per-click-rent")], run_id)
        store.finish_run(run_id)
        store.publish()
    with Store.open(database) as store:
        store.dispose(
            DispositionRequest(
                finding=found.finding_id,
                disposition=DispositionKind.ACCEPTED,
                reason="Counsel knows.",
                person="Jane Roe",
                day=AS_OF,
            )
        )
        rows = read(LedgerKind.PAYMENTS, PAYMENTS, "book.csv").rows
        book = LedgerSource(file_name="book.csv", sha256=hashlib.sha256(PAYMENTS).hexdigest(), person="Jane Roe")
        store.import_ledger(LedgerKind.PAYMENTS, rows, book)
        store.publish()
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(strange, make.contract(strange, title="Read again")), run_id)
        other = make.document("another lease", "/inbox/lease.pdf")
        store.write(make.extraction(other, make.contract(other)), run_id)
        store.seen("/inbox/moved.pdf", held.document_id)
        looked_at = [one for some in store.portfolios(store.relate(run_id), 1) for one in some]
        assert any(each.ledgers.payments for one in looked_at for each in one.relationships)
        store.finish_run(run_id)
        store.publish()


def test_every_view_of_a_lake_has_the_rows_of_the_file(lake: Lake, file: Path) -> None:
    in_lake, in_file = view_rows(lake), view_rows(file)
    assert in_lake.keys() == in_file.keys()
    assert len(in_lake["documents"]) == 4
    for view, rows in in_file.items():
        assert in_lake[view] == rows, view
    assert verify(lake).fault is None


def test_two_processes_write_at_the_same_time(new_lake: NewLake) -> None:
    address = new_lake()
    database = as_database(address)
    assert isinstance(database, Lake)
    with Store.open(database) as store:
        run_id = store.begin_run("ingest", AS_OF)
    ranges = ((0, 120), (60, 180))  # sixty of them are given to both
    with ExitStack() as processes:
        writers = [processes.enter_context(running(WRITER, address, str(a), str(b), run_id)) for a, b in ranges]
        assert [writer.hear() for writer in writers] == ["open", "open"]
        with pytest.raises(StoreBusyError, match="is being written by another process"):
            Store.open(database)
        for writer in writers:
            writer.process.stdin.write("go\n")  # type: ignore[union-attr]
            writer.process.stdin.flush()  # type: ignore[union-attr]
        assert [writer.hear() for writer in writers] == ["written", "written"]
    for table, of_each in (("documents", 1), ("locations", 1), ("contracts", 1), ("facts", 9)):
        counted = query(database, f"select count(*), count(distinct columns(*)) from stored.{table}").rows[0]
        assert counted[0] == 180 * of_each, table
    with Store.open(database) as store:
        store.finish_run(run_id)
    assert verify(database).fault is None


def test_many_small_files_become_few_and_the_log_stays_whole(new_lake: NewLake) -> None:
    database = as_database(new_lake())
    assert isinstance(database, Lake)
    with Store.open(database) as store:
        for _ in range(6):
            run_id = store.begin_run("ingest", AS_OF)
            source = make.document(run_id, f"/inbox/{run_id}.pdf")
            store.write(make.extraction(source, make.contract(source)), run_id)
            store.finish_run(run_id)
        before = view_rows(database)
        files = _files(store._connection)
        assert lake_files.keep_few(store._connection, database.schema_name, many=10)
        assert not lake_files.keep_few(store._connection, database.schema_name, many=1000)
        assert _files(store._connection) < files / 2
    assert view_rows(database) == before
    assert verify(database).fault is None
    assert len(before["audit_log"]) == 12


def test_who_asks_sees_no_password_and_reaches_nothing_else(lake: Lake, tmp_path: Path) -> None:
    assert lake.password is not None and lake.password.get_secret_value() == PASSWORD
    for source in ("duckdb_secrets()", "duckdb_databases()", "duckdb_settings()"):
        assert "secret\\" not in str(query(lake, f"from {source}").rows)
        assert PASSWORD not in str(query(lake, f"from {source}").rows)
    (tmp_path / "private.txt").write_text("private")
    metadata = f"__ducklake_metadata_{lake_connection.NAME}"
    tables = f"{lake.schema_name}.ducklake_snapshot"
    for asked in (
        f"from read_text('{tmp_path}/private.txt')",
        f"from postgres_query('{metadata}', 'delete from {tables} returning 1 as one')",
        f"from postgres_query('{lake_connection.CATALOG}', 'delete from {tables} returning 1 as one')",
    ):
        with pytest.raises(StoreError, match="cannot be answered"):
            query(lake, asked)
    assert query(lake, "select count(*) from documents").rows == ((4,),)
    with reading(lake) as connection, pytest.raises(duckdb.Error):
        connection.execute("delete from stored.documents")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"password": "wrong"}, "does not let us in: .*password authentication failed"),
        ({"name": "elsewhere"}, "does not let us in: .*does not exist"),
        ({"schema_name": "not_made"}, "There is no store at"),
    ],
)
def test_what_no_waiting_cures_is_said_at_once(lake: Lake, changed: dict[str, Any], said: str) -> None:
    other = Lake.model_validate({**lake.model_dump(), "password": PASSWORD} | changed)
    with pytest.raises(StoreError, match=said) as caught:
        query(other, "select 1")
    assert PASSWORD not in str(caught.value)
    assert "wrong" not in str(caught.value)


def test_a_lake_is_not_made_without_a_folder(new_lake: NewLake, tmp_path: Path) -> None:
    address = new_lake()
    for folder, said in ((None, "add .data="), (tmp_path / "none", "is not there")):
        database = Lake.at(address).model_copy(update={"data_folder": folder})
        with pytest.raises(StoreError, match=said):
            Store.open(database)


@pytest.fixture
def stopped(postgres: Postgres) -> Iterator[Postgres]:
    postgres.control("stop", "-m", "fast")
    yield postgres
    postgres.start()


def test_a_server_that_is_down_is_tried_and_then_told_of(
    lake: Lake, stopped: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lake_connection, "PATIENCE_SECONDS", 2.0)
    with pytest.raises(StoreError, match=r"does not answer.*Connection refused.*Is it running") as caught:
        query(lake, "select 1")
    assert PASSWORD not in str(caught.value)


def test_a_server_that_is_back_is_used_again(lake: Lake, postgres: Postgres) -> None:
    with Store.open(lake) as store:
        postgres.control("restart", "-m", "immediate")
        with pytest.raises(StoreError, match=r"lost|cannot be written"):
            store.begin_run("ingest", AS_OF)
    assert query(lake, "select count(*) from documents").rows == ((4,),)


def _files(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("select sum(file_count) from ducklake_table_info('lake')").fetchone()
    return int(row[0]) if row else 0
