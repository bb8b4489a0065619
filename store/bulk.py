"""Many rows in one statement: as JSON, which DuckDB takes fifty times as fast as row by row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

import duckdb
import orjson

_AT_ONCE: Final = 5000
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
    return orjson.dumps(row).decode()


def insert_json(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[str],
    *,
    conflict: str = "",
) -> None:
    """As `insert`, of rows that are JSON already."""
    named = ", ".join(f'"{name}"' for name in columns)
    query, parameters = from_json(columns, rows)
    connection.execute(f"insert into {table} ({named}) {query} {conflict}", parameters)


def from_json(columns: Mapping[str, str], rows: Iterable[str]) -> tuple[str, list[str]]:
    """Rows that are JSON already as a query and its parameters.

    A row to a line, which JSON never breaks: one list of them all takes DuckDB more than twice as long.
    """
    picked = ", ".join(f'row."{name}" as "{name}"' for name in columns)
    query = (
        f"select {picked} from "  # noqa: S608
        "(select from_json(line, ?) as row from (select unnest(string_split(?, chr(10))) as line))"
    )
    return query, [json.dumps(dict(columns)), "\n".join(rows)]


def upsert(  # noqa: PLR0913
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Collection[str],
    query: str,
    parameters: Sequence[object],
    *,
    again: str,
) -> None:
    """Write the rows of a query: those whose key, the first of `columns`, is there already by the clause `again`.

    It assigns from `given`. Two statements take a third of the time of one with a clause for conflicts. Call it inside
    a transaction.
    """
    named, key = ", ".join(columns), next(iter(columns))
    connection.execute(f"create or replace temp table given as {query}", parameters)
    connection.execute(f"update {table} as known set {again} from given where given.{key} = known.{key}")  # noqa: S608
    connection.execute(
        f"insert into {table} ({named}) select {named} from given where {key} not in (select {key} from {table})"  # noqa: S608
    )
    connection.execute("drop table given")
