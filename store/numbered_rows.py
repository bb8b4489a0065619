"""Rows of the tables that only grow, each under the number after the last one's."""

from __future__ import annotations

from typing import TypeVar

import duckdb

from models.base import Frozen

Row = TypeVar("Row", bound=Frozen)


def next_number(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    """The number that a row would have next; the first is 1. Call it inside a transaction."""
    row = connection.execute(f"select coalesce(max({column}), 0) + 1 from {table}").fetchone()  # noqa: S608
    return int(row[0]) if row else 1


def add_numbered(connection: duckdb.DuckDBPyConnection, table: str, column: str, row: Row) -> Row:
    """Write a row, whose fields are the table's columns, under the next number; returns it with that.

    Call it inside a transaction.
    """
    numbered = row.model_copy(update={column: next_number(connection, table, column)})
    names = tuple(type(row).model_fields)
    marks = ", ".join("?" for _ in names)
    connection.execute(
        f"insert into {table} ({', '.join(names)}) values ({marks})",  # noqa: S608 - no text from outside
        [getattr(numbered, name) for name in names],
    )
    return numbered
