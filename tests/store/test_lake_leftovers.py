"""What belongs to no row of a lake is told and goes in time; everything else stays, and so does another lake's."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models.database import Lake, as_database
from models.diagnosis import Condition
from store import lake_connection, lake_files
from store.lake_health import look_at_lake
from store.lake_leftovers import leftovers, own_folder_in, remove_leftovers
from store.opening import reading
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF
from tests.view_rows import view_rows

_DAY = 24 * 3600


def _filled(address: str, times: int = 3) -> Lake:
    database = as_database(address)
    assert isinstance(database, Lake)
    with Store.open(database) as store:
        for _ in range(times):
            run_id = store.begin_run("ingest", AS_OF)
            source = make.document(run_id, f"/inbox/{run_id}.pdf")
            store.write(make.extraction(source, make.contract(source)), run_id)
            store.finish_run(run_id)
    return database


def _aged(folder: Path, days: float) -> None:
    """Everything in a folder looks so old."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - days * _DAY,) * 2)


def _folder(lake: Lake) -> Path:
    with reading(lake) as connection:
        return Path(lake_connection.data_folder(connection))


def test_a_new_lake_has_a_folder_of_its_own(new_lake: Callable[..., str]) -> None:
    lake = _filled(new_lake(), times=1)
    assert lake.data_folder is not None
    assert _folder(lake).parent == lake.data_folder
    assert list(lake.data_folder.iterdir()) == [_folder(lake)]


def test_what_belongs_to_no_row_is_told_and_goes_after_a_week(new_lake: Callable[..., str]) -> None:
    lake = _filled(new_lake())
    folder = _folder(lake)
    (whole, *_) = (path for path in sorted(folder.rglob("*.parquet")) if "documents" in path.parts)
    half = whole.with_name("ducklake-00000000-0000-7000-8000-000000000001.parquet")
    fresh = whole.with_name("ducklake-00000000-0000-7000-8000-000000000002.parquet")
    half.write_bytes(whole.read_bytes()[:100])
    _aged(folder, days=3)
    shutil.copyfile(whole, fresh)
    (lone,) = [one for one in look_at_lake(lake) if one.subject == "files"]
    assert (lone.condition, lone.message[:7]) == (Condition.FINE, "1 file ")
    before, rows = set(folder.rglob("*.parquet")), view_rows(lake)
    with Store.open(lake) as store:
        assert remove_leftovers(store._connection, lake.schema_name) == 0
        _aged(folder, days=8)
        assert leftovers(store._connection, lake.schema_name, days=7) == (half, fresh)
        fresh.touch()
        assert remove_leftovers(store._connection, lake.schema_name) == 1
        assert set(folder.rglob("*.parquet")) == before - {half}
        assert lake_files.keep_few(store._connection, lake.schema_name, many=1)
    assert view_rows(lake) == rows


def test_a_folder_that_is_not_a_lakes_own_is_left_alone(
    new_lake: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As made by an earlier version, with another lake in the same folder."""
    addresses = [new_lake(), new_lake()]
    shared = as_database(addresses[0]).data_folder  # type: ignore[union-attr]
    monkeypatch.setattr("store.lake_leftovers.own_folder_in", lambda folder: shared)
    first, second = map(_filled, addresses)
    assert _folder(first) == _folder(second) == shared
    _aged(shared, days=30)
    rows = view_rows(second)
    with Store.open(first) as store:
        assert len(leftovers(store._connection, first.schema_name, days=7)) > 10
        assert remove_leftovers(store._connection, first.schema_name) == 0
    assert view_rows(second) == rows
    (told,) = [one for one in look_at_lake(first) if one.subject == "files"]
    assert "They stay" in told.message


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    assert own_folder_in(tmp_path) != own_folder_in(tmp_path)
