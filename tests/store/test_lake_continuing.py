"""In a lake a run goes on from where the one before it stopped, as in a file, also where others write beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.database import Lake
from models.errors import StoreError
from store import lake_connection, lake_schema, schema_version
from store.documents import Location
from store.query import query
from store.schema_version import migrations
from store.settled import Settled
from store.unfinished import Work
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF

NewLake = Callable[..., str]
OLD = 12
LOOK = "1:2:3:4"
RULES = "the rules"


@pytest.fixture
def lake(new_lake: NewLake) -> Lake:
    return Lake.at(new_lake())


@pytest.fixture
def old(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """A lake as an earlier version left it."""
    with monkeypatch.context() as patch, closing(lake_connection.connect(lake)) as connection:
        known = {number: path for number, path in migrations().items() if number <= OLD}
        patch.setattr(schema_version, "migrations", lambda: known)
        lake_connection.attach(connection, lake, read_only=False)
        schema_version.apply_migrations(connection, 0, lake_schema.without_keys)
    return lake


def test_a_lake_of_an_older_version_is_brought_up_to_date(old: Lake) -> None:
    lake = old
    source = make.document("lease", "/inbox/lease.pdf")
    with Store.open(lake) as store:
        run_id = store.begin_run("ingest", AS_OF)
        store.write(make.extraction(source, make.contract(source)), run_id, LOOK)
        assert store.locations() == [Location(str(source.path), source.document_id, is_locked=False, look=LOOK)]
        store.publish()
    assert query(lake, "select max(version) from stored.schema_versions").rows == ((max(migrations()),),)


def test_a_migration_that_fails_says_so_and_leaves_the_lake_as_it_was(
    old: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = tmp_path / "spoilt.sql"
    spoilt.write_text("create table stored.one_more (id integer); insert into stored.nowhere values (1);")
    with monkeypatch.context() as patch:
        further = {**migrations(), max(migrations()) + 1: spoilt}
        for module in (schema_version, lake_schema):
            patch.setattr(module, "migrations", lambda: further)
        for _ in range(2):
            with pytest.raises(StoreError, match=r"cannot be brought up to schema \d+: .*nowhere.* It is as it was"):
                Store.open(old)
    with closing(lake_connection.connect(old)) as connection:
        lake_connection.attach(connection, old, read_only=True)
        assert connection.execute("select max(version) from stored.schema_versions").fetchall() == [(OLD,)]
        assert not connection.execute("from duckdb_tables() where table_name = 'one_more'").fetchall()
    with Store.open(old) as store:
        store.publish()
    assert query(old, "select max(version) from stored.schema_versions").rows == ((max(migrations()),),)


def test_what_is_left_to_do_is_noted_once_and_with_what_gives_rise_to_it(lake: Lake) -> None:
    sources = [make.document(name, f"/inbox/{name}.pdf") for name in ("lease", "amendment", "lease")]
    ids = {source.document_id for source in sources}
    with Store.open(lake) as store:
        run_id = store.begin_run("ingest", AS_OF)
        for source in sources:
            store.write(make.extraction(source, make.contract(source)), run_id)
        store.set_amends({make.contract(sources[1]).contract_id: make.contract(sources[0]).contract_id})
    noted = "select work, count(*), count(distinct document_id) from stored.unfinished group by all order by all"
    assert query(lake, noted).rows == (("checking", 1, 1), ("linking", 2, 2))
    with Store.open(lake) as store:
        assert store.unfinished(Work.LINKING) == ids
        assert store.unfinished(Work.CHECKING) == {sources[1].document_id}
        store.finish_work(Work.LINKING, [sources[0].document_id])
    assert query(lake, noted).rows == (("checking", 1, 1), ("linking", 1, 1))


def test_a_check_holds_until_another_process_writes(lake: Lake) -> None:
    source = make.document("lease", "/inbox/lease.pdf")
    made = Settled(run_id="1", contracts=0, findings=0)
    with Store.open(lake) as store:
        store.note_checked(made, AS_OF, RULES, None)
        store.finish_run(store.begin_run("ingest", AS_OF))
        assert store.checked_before(AS_OF, RULES, None) == made
    with Store.open(lake, beside_others=True) as one, Store.open(lake, beside_others=True) as other:
        other.write(make.extraction(source, make.contract(source)), other.begin_run("ingest", AS_OF))
        other.settle()
        assert one.checked_before(AS_OF, RULES, None) is None
        other.close()
        one.alone(lambda _message: None)
        one.note_checked(made, AS_OF, RULES, None)
        one.seen("/inbox/second place.pdf", source.document_id)
        assert one.checked_before(AS_OF, RULES, None) is None
        one.alone(lambda _message: None)
        one.note_checked(made, AS_OF, RULES, None)
        one.seen("/inbox/second place.pdf", source.document_id, look=LOOK)
        assert one.checked_before(AS_OF, RULES, None) == made  # it stood there before
