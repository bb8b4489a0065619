"""A place for a database, and a run's worth of writing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.contract import Extraction
from store.query import query
from store.writer import Store

AS_OF = date(2026, 1, 31)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "contracts.duckdb"


@pytest.fixture
def ask(database: Path) -> Callable[[str], list[tuple[object, ...]]]:
    """The rows of a query on the published file."""

    def rows(sql: str) -> list[tuple[object, ...]]:
        return list(query(database, sql).rows)

    return rows


def store_and_publish(database: Path, *extractions: Extraction) -> str:
    """One whole run without checks; returns its id."""
    with Store.open(database) as store:
        run_id = store.begin_run("ingest", AS_OF)
        for extraction in extractions:
            store.write(extraction, run_id)
        store.finish_run(run_id)
        store.publish()
    return run_id
