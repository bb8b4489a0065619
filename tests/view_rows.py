"""All that a store shows, so that two can be compared row by row."""

from __future__ import annotations

import re
from datetime import datetime

from models.database import Database
from store.query import query

HASHES = ("hash", "previous_hash")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


def view_rows(database: Database) -> dict[str, list[tuple[str, ...]]]:
    """The rows of every public view, in an order of their own; runs by their number, without moments and hashes."""
    views = query(
        database, "select view_name from duckdb_views() where schema_name = 'main' and not internal order by all"
    ).rows
    runs = query(database, "select run_id from runs order by started_at, run_id").rows
    names = {str(run_id): f"run {number}" for number, (run_id,) in enumerate(runs, start=1)}
    return {str(view): _rows(database, str(view), names) for (view,) in views}


def _rows(database: Database, view: str, runs: dict[str, str]) -> list[tuple[str, ...]]:
    table = query(database, f"from {view}")
    return sorted(
        tuple(_plain(name, value, runs) for name, value in zip(table.columns, row, strict=True)) for row in table.rows
    )


def _plain(name: str, value: object, runs: dict[str, str]) -> str:
    if name in HASHES or isinstance(value, datetime):
        return f"{name} is there"
    written = MOMENT.sub("then", repr(value))
    for run_id, number in runs.items():
        written = written.replace(run_id, number)
    return written
