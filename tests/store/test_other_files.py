"""Files that are not ours are refused in words, and left as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from models.errors import StoreError
from store.query import query
from store.writer import Store
from tests import factories as make
from tests.store.conftest import store_and_publish


def text(path: Path) -> None:
    path.write_text("finding,contract\n" * 500)


def nothing(path: Path) -> None:
    path.touch()


def sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("create table contracts (contract_id text)")
    connection.close()


def another_program(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table contracts as select 'theirs' as contract_id")


def same_names_other_application(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema stored")
        connection.execute("create table stored.application as select 'another program' as application_id")


def newer_schema(path: Path) -> None:
    store_and_publish(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into stored.schema_versions values (99, timestamp '2030-01-01 00:00:00')")


def damaged(path: Path) -> None:
    store_and_publish(path, make.extraction())
    whole = path.read_bytes()
    path.write_bytes(whole[: 3 * 4096] + b"\0" * 50_000)


def folder(path: Path) -> None:
    path.mkdir()


REFUSED = [
    (text, "is not a DuckDB database"),
    (nothing, "is not a DuckDB database"),
    (sqlite, "is not a DuckDB database"),
    (another_program, "is a DuckDB database of another program"),
    (same_names_other_application, "is a DuckDB database of another program"),
    (newer_schema, r"made by a newer starkcheck \(schema 99; this one knows up to"),
    (damaged, r"contracts\.duckdb cannot be opened: (?!.*snapshot\.duckdb).*from your backup"),
    (folder, "cannot be read: Is a directory"),
]


@pytest.mark.parametrize(("made_by", "reason"), REFUSED)
def test_a_file_not_ours_is_refused_and_left_as_it_is(
    made_by: Callable[[Path], None], reason: str, database: Path
) -> None:
    made_by(database)
    before = database.read_bytes() if database.is_file() else None
    beside = sorted(database.parent.iterdir())
    with pytest.raises(StoreError, match=reason) as on_writing:
        Store.open(database)
    with pytest.raises(StoreError, match=reason) as on_reading:
        query(database, "select 1")
    assert str(database) in str(on_writing.value)
    assert str(database) in str(on_reading.value)
    assert (database.read_bytes() if database.is_file() else None) == before
    assert sorted(database.parent.iterdir()) == beside
    with pytest.raises(StoreError):
        Store.open(database)


def test_a_newer_writer_s_own_database_is_refused(database: Path) -> None:
    Store.open(database).close()
    with duckdb.connect(str(Store.private_folder(database) / "store.duckdb")) as connection:
        connection.execute("insert into stored.schema_versions values (99, timestamp '2030-01-01 00:00:00')")
    with pytest.raises(StoreError, match="newer starkcheck"):
        Store.open(database)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere does not exist"):
        Store.open(tmp_path / "nowhere" / "contracts.duckdb")


def test_a_missing_database_is_named_with_the_way_to_make_it(database: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no database at .*contracts\.duckdb.*starkcheck run FOLDER --db"):
        query(database, "select 1")
    assert list(database.parent.iterdir()) == []


def test_a_first_opening_that_was_stopped_is_made_good(database: Path) -> None:
    Store.private_folder(database).mkdir()
    duckdb.connect(str(Store.private_folder(database) / "store.duckdb")).close()
    store_and_publish(database, make.extraction())
    assert query(database, "select count(*) from contracts").rows == ((1,),)
