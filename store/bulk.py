"""Many rows in one statement: as JSON, which DuckDB takes fifty times as fast as row by row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

import duckdb
from pydantic import TypeAdapter

_AT_ONCE: Final = 5000
_ANYTHING: Final = TypeAdapter(object)
LISTED: Final = "select unnest(from_json(?, '[\"VARCHAR\"]'))"
"""A list of texts as a query, to be given as `listed` writes it."""


def listed(texts: Collection[str]) -> str:
    """The parameter for LISTED."""
    return json.dumps(list(texts), ensure_ascii=False)


def insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    values: Iterable[Sequence[object]],
    *,
    conflict: str = "",
) -> None:
    """Insert rows into a table; call it inside a transaction.

    `columns` are names with types as DuckDB's JSON knows them ("VARCHAR", "DATE", "DOUBLE"); the values of a row are
    what JSON holds, days as ISO 8601 writes them. `conflict` is the clause for rows whose key is taken.
    """
    rows = iter(values)
    while batch := [as_json(dict(zip(columns, row, strict=True))) for row in islice(rows, _AT_ONCE)]:
        insert_json(connection, table, columns, batch, conflict=conflict)


def as_json(row: object) -> str:
    """A row as `insert_json` takes it, or anything else that JSON holds."""
    return _ANYTHING.dump_json(row).decode()


def insert_json(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[str],
    *,
    conflict: str = "",
) -> None:
    """As `insert`, of rows that are JSON already."""
    picked = ", ".join(f'row."{name}"' for name in columns)
    named = ", ".join(f'"{name}"' for name in columns)
    connection.execute(
        f"insert into {table} ({named}) select {picked} from (select unnest(from_json(?, ?)) as row) {conflict}",  # noqa: S608
        [f"[{','.join(rows)}]", json.dumps([dict(columns)])],
    )
