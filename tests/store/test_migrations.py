"""A database of an older version: copied, brought up to date, and left whole where that fails."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from models.errors import StoreError
from store import schema_version
from store.clock import utc_now
from store.private_folder import PrivateFolder
from store.query import query
from store.schema_version import backup_of, migrations
from store.writer import Store

OLD = 9
COUNT = "select count(*) from stored.runs"
TITLES = "select title from stored.contracts"


@pytest.fixture
def old(database: Path) -> Path:
    """A published database as an earlier version left it, with one contract and work that was not published."""
    for path in (database, PrivateFolder(database).database):
        path.parent.mkdir(exist_ok=True)
        with duckdb.connect(str(path)) as connection:
            for number in range(1, OLD + 1):
                connection.execute(migrations()[number].read_text(encoding="utf-8"))
                connection.execute("insert into stored.schema_versions values (?, ?)", [number, utc_now()])
            connection.execute("insert into stored.publication values ('first', ?, null, null)", [utc_now()])
    with duckdb.connect(str(PrivateFolder(database).database)) as connection:
        connection.execute(
            "insert into stored.runs (run_id, command, started_at, as_of) values ('1', 'run', now(), today())"
        )
    return database


def kept(database: Path) -> Path:
    return backup_of(database, OLD, utc_now().date())


def opened_and_published(database: Path) -> list[str]:
    said: list[str] = []
    with Store.open(database, said.append) as store:
        store.publish()
    return said


def test_a_copy_is_kept_and_told_of(old: Path) -> None:
    said = opened_and_published(old)
    assert kept(old).name == f"contracts.duckdb.schema-{OLD}.{utc_now():%Y-%m-%d}.backup"
    assert said == [
        f"{old} was written by an older starkcheck (schema {OLD}) and is brought up to date. "
        f"As it was, it is kept in {kept(old)}."
    ]
    assert stat.S_IMODE(kept(old).stat().st_mode) == 0o600
    assert query(old, "select max(version) from stored.schema_versions").rows == ((max(migrations()),),)
    with duckdb.connect(str(kept(old)), read_only=True) as connection:
        assert connection.execute("select max(version) from stored.schema_versions").fetchall() == [(OLD,)]
        assert connection.execute(COUNT).fetchall() == [(1,)]  # what was not published is in it too
    assert opened_and_published(old) == []


def test_a_copy_put_back_is_brought_up_to_date_again(old: Path) -> None:
    opened_and_published(old)
    kept(old).replace(old)
    assert len(opened_and_published(old)) == 1
    assert query(old, COUNT).rows == ((1,),)


def test_a_new_database_needs_no_copy(database: Path) -> None:
    assert opened_and_published(database) == []
    assert [path.name for path in database.parent.iterdir() if path.suffix == ".backup"] == []


def spoilt(path: Path) -> Callable[[], dict[int, Path]]:
    path.write_text("create table stored.one_more (id integer); insert into stored.nowhere values (1);")
    return lambda: {**migrations(), max(migrations()) + 1: path}


def test_a_migration_that_fails_leaves_everything_as_it_was(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(schema_version, "migrations", spoilt(tmp_path / "spoilt.sql"))
        for _ in range(2):
            with pytest.raises(StoreError, match=r"cannot be brought up to schema \d+: .*nowhere.* It is as it was"):
                Store.open(old)
    assert old.read_bytes() == before
    with duckdb.connect(str(PrivateFolder(old).database), read_only=True) as connection:
        assert connection.execute("select max(version) from stored.schema_versions").fetchall() == [(OLD,)]
        assert connection.execute(COUNT).fetchall() == [(1,)]
    assert len(opened_and_published(old)) == 1
    assert query(old, COUNT).rows == ((1,),)


def test_where_no_copy_can_be_kept_nothing_is_migrated(old: Path) -> None:
    kept(old).mkdir()
    with pytest.raises(StoreError, match=r"backup cannot be written: .*Nothing was changed"):
        Store.open(old)
    with duckdb.connect(str(PrivateFolder(old).database), read_only=True) as connection:
        assert connection.execute("select max(version) from stored.schema_versions").fetchall() == [(OLD,)]


def test_what_was_put_aside_by_a_run_that_was_stopped_then_stays(database: Path) -> None:
    opened_and_published(database)
    folder = PrivateFolder(database)
    database.unlink()
    folder.database.replace(folder.path / "set-aside.duckdb")  # as far as a run came that was killed in putting aside
    opened_and_published(database)
    assert (folder.path / "set-aside.duckdb").exists()


CONTRACT = (
    "insert into stored.contracts (contract_id, document_id, first_page, last_page, document_role, record) "
    """values ('1-p1', '1', 1, 1, 'agreement', '{"parties": [{"name": "Skerry Imaging, LLC", "can_refer": true}]}')"""
)
PARTY = (
    "insert into stored.parties (contract_id, name, role, entity_kind, confidence) "
    "values ('1-p1', 'Skerry Imaging, LLC', 'lessor', 'organization', 0.9)"
)
FINDING = (
    "insert into stored.findings (finding_id, contract_id, document_id, check_code, check_name, severity, citation, "
    "message, remedy, status, as_of, confidence, first_seen_run, last_seen_run) values "
    "('f', '1-p1', '1', 'DOC-01', 'missing-signature', 'error', 'c', 'm', 'r', 'waived', today(), 0.9, '1', '1')"
)


@pytest.mark.parametrize("version", range(1, max(migrations())))
def test_every_older_version_with_rows_in_it_is_brought_up_to_date(version: int, tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        for number in range(1, version + 1):
            connection.execute(migrations()[number].read_text(encoding="utf-8"))
            connection.execute("insert into stored.schema_versions values (?, ?)", [number, utc_now()])
        for row in (CONTRACT, PARTY, FINDING):
            connection.execute(row)
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        schema_version.bring_up_to_date(connection, tmp_path / "old.duckdb")
        assert schema_version.stored_version(connection) == max(migrations())
        assert connection.execute("select name, npi from stored.parties").fetchall() == [("Skerry Imaging, LLC", None)]
        assert connection.execute("select finding_id from stored.findings").fetchall() == [("f",)]
