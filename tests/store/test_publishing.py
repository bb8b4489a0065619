"""The published file: swapped in whole, whoever has it open, and taken for what it is when somebody changes it."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from models.errors import StoreError
from store.private_folder import PrivateFolder
from store.query import query
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish
from tests.store.other_process import running

Ask = Callable[[str], list[tuple[object, ...]]]

COUNT = "select count(*) from documents"
FIRST, SECOND = make.extraction(make.document("a", "/a.pdf")), make.extraction(make.document("b", "/b.pdf"))

SQL_CLIENT = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "reading")
print("open", flush=True)
for line in sys.stdin:
    print(connection.execute(line).fetchall(), flush=True)
"""
LIMITED_WRITER = """
import resource, sys
from pathlib import Path
from models.errors import StoreError
from store.writer import Store
with Store.open(Path(sys.argv[1])) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        store.publish()
    except StoreError as error:
        print(error, flush=True)
"""


def test_nothing_is_seen_before_it_is_published(database: Path, ask: Ask) -> None:
    store_and_publish(database, FIRST)
    with Store.open(database) as store:
        store.write(SECOND, store.begin_run("run", AS_OF))
        assert ask(COUNT) == [(1,)]
        store.publish()
        assert ask(COUNT) == [(2,)]
        store.publish()
        assert [contract.file_name for contract in store.contracts()] == ["a.pdf", "b.pdf"]


def test_a_reader_keeps_the_snapshot_it_opened(database: Path, ask: Ask) -> None:
    store_and_publish(database, FIRST)
    with running(SQL_CLIENT, database, "reading") as client:
        assert client.hear() == "open"
        assert client.tell(COUNT) == "[(1,)]"
        store_and_publish(database, SECOND)
        assert client.tell(COUNT) == "[(1,)]"
        assert client.tell("select count(*) from parties") == "[(2,)]"
        assert ask(COUNT) == [(2,)]


def test_a_program_that_holds_the_file_for_writing_is_no_obstacle(database: Path, ask: Ask) -> None:
    store_and_publish(database, FIRST)
    with running(SQL_CLIENT, database, "writing") as client:
        assert client.hear() == "open"
        client.tell("create table notes as select 1 as note")
        assert ask(COUNT) == [(1,)]
        shutil.rmtree(Store.private_folder(database))
        store_and_publish(database, SECOND)
        assert ask(COUNT) == [(2,)]
        # Its later writing leaves a log beside a file it does not belong to.
        client.tell("checkpoint")
        client.tell("insert into notes values (2)")
        assert database.with_name(f"{database.name}.wal").exists()
        assert ask(COUNT) == [(2,)]
        store_and_publish(database)
        assert ask(COUNT) == [(2,)]
        assert not database.with_name(f"{database.name}.wal").exists()
        assert client.tell("from notes") == "[(1,), (2,)]"


def test_a_disk_that_refuses_leaves_the_former_snapshot(database: Path, ask: Ask) -> None:
    store_and_publish(database, FIRST)
    with running(LIMITED_WRITER, database) as writer:
        assert "File too large" in writer.hear()
        assert writer.process.wait() == 0
    assert ask(COUNT) == [(1,)]
    store_and_publish(database, SECOND)
    assert ask(COUNT) == [(2,)]


def test_only_the_owner_reads_what_the_writer_keeps(database: Path) -> None:
    with Store.open(database) as store:
        folder = Store.private_folder(database)
        run_id = store.begin_run("run", AS_OF)
        store.publish()
        store.write(FIRST, run_id)
        store.settle()
        assert _mode(folder) == 0o700
        modes = {path.name: _mode(path) for path in folder.iterdir()}
        assert "store.duckdb.wal" in modes
        assert set(modes.values()) == {0o600}
    assert _mode(database) == 0o600


def test_a_grant_to_other_readers_outlasts_a_run(database: Path) -> None:
    store_and_publish(database, FIRST)
    database.chmod(0o640)
    store_and_publish(database, SECOND)
    assert _mode(database) == 0o640


def test_the_private_folder_is_beside_the_database(database: Path) -> None:
    assert Store.private_folder(database) == database.parent / ".contracts.duckdb.writer"
    assert not Store.private_folder(database).exists()


def test_a_link_to_the_database_is_followed(database: Path, tmp_path: Path, ask: Ask) -> None:
    real = tmp_path / "kept elsewhere" / "real.duckdb"
    real.parent.mkdir()
    database.symlink_to(real)
    store_and_publish(database, FIRST)
    assert database.is_symlink()
    assert ask(COUNT) == [(1,)]
    assert Store.private_folder(database) == real.parent / ".real.duckdb.writer"


def test_a_published_file_without_its_folder_is_continued(database: Path, tmp_path: Path) -> None:
    store_and_publish(database, FIRST)
    moved = tmp_path / "moved.duckdb"
    database.rename(moved)
    store_and_publish(moved, SECOND)
    assert query(moved, COUNT).rows == ((2,),)


def test_what_a_stopped_run_did_not_publish_is_continued(database: Path, ask: Ask) -> None:
    with Store.open(database) as store:
        store.write(FIRST, store.begin_run("run", AS_OF))
    assert not database.exists()
    with Store.open(database) as store:
        assert store.knows(FIRST.document.document_id)
        store.publish()
        store.write(SECOND, store.begin_run("run", AS_OF))
    store_and_publish(database)
    assert ask(COUNT) == [(2,)]


@pytest.mark.parametrize("stopped", ["before its swap", "after its swap"])
def test_a_publishing_that_was_stopped_is_made_good(stopped: str, database: Path, ask: Ask) -> None:
    store_and_publish(database, FIRST)
    folder = PrivateFolder(database)
    note, earlier = (
        folder.path / "published",
        tuple(path.read_bytes() for path in (database, folder.path / "published")),
    )
    store_and_publish(database, SECOND)
    note.write_bytes(earlier[1])
    if stopped == "before its swap":
        database.write_bytes(earlier[0])
        (folder.path / "outgoing.duckdb").write_bytes(b"half a file")
    store_and_publish(database)
    assert ask(COUNT) == [(2,)]


def test_a_deleted_database_begins_anew_and_its_records_are_set_aside(database: Path, ask: Ask) -> None:
    store_and_publish(database, FIRST)
    database.unlink()
    with Store.open(database) as store:
        assert not store.knows(FIRST.document.document_id)
        store.write(SECOND, store.begin_run("run", AS_OF))
        store.publish()
    assert ask("select file_name from documents") == [("b.pdf",)]
    with duckdb.connect(str(Store.private_folder(database) / "set-aside.duckdb"), read_only=True) as connection:
        assert connection.execute("select file_name from documents").fetchall() == [("a.pdf",)]


def test_a_backup_put_back_is_continued(database: Path, tmp_path: Path, ask: Ask) -> None:
    store_and_publish(database, FIRST)
    shutil.copy(database, tmp_path / "backup")
    store_and_publish(database, SECOND)
    store_and_publish(database, make.extraction(make.document("c", "/c.pdf")))
    (tmp_path / "backup").replace(database)
    store_and_publish(database, make.extraction(make.document("d", "/d.pdf")))
    assert ask("select file_name from documents order by 1") == [("a.pdf",), ("d.pdf",)]


def test_a_damaged_private_database_is_reported_with_the_way_out(database: Path, ask: Ask) -> None:
    store_and_publish(database, FIRST)
    PrivateFolder(database).database.write_bytes(b"not a database any more" * 1000)
    with pytest.raises(StoreError, match=r"goes on from the database as it was last published"):
        Store.open(database)
    shutil.rmtree(Store.private_folder(database))
    store_and_publish(database, SECOND)
    assert ask(COUNT) == [(2,)]


def test_the_views_work_where_the_file_is_attached(database: Path, tmp_path: Path) -> None:
    store_and_publish(database, FIRST)
    with duckdb.connect(str(tmp_path / "a report.duckdb")) as connection:
        connection.execute(f"attach '{database}' as starkcheck (read_only)")
        assert connection.execute("select file_name from starkcheck.contracts").fetchall() == [("a.pdf",)]
        assert connection.execute("select count(*) from starkcheck.findings").fetchall() == [(0,)]


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
