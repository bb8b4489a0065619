"""Whether anything has changed since the checks last looked, so that they need not look again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date
from typing import Final

import duckdb

from models.base import Frozen
from store import bulk

_EVERYTHING: Final = "everything"
_LEFT_OUT: Final = f"""
select 1 from stored.contracts join stored.documents using (document_id)
where superseded_by is null and document_id not in ({bulk.LISTED}) limit 1
"""  # noqa: S608


class Settled(Frozen):
    """A check that still holds: its run, on how many contracts, and how many findings it made."""

    run_id: str
    contracts: int
    findings: int


def note(
    connection: duckdb.DuckDBPyConnection,
    made: Settled,
    as_of: date,
    rules: str,
    document_ids: Collection[str] | None,
) -> None:
    """Note that all contracts, or those of these documents, were checked. Call it inside a transaction.

    `rules` names the rules and the law that they were checked by, so that others are told from them.
    """
    forget(connection)
    connection.execute(
        "insert into stored.settled values (?, ?, ?, ?, ?, ?)",
        [made.run_id, as_of, rules, _scope(connection, document_ids), made.contracts, made.findings],
    )


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Something changes that checks look at. Call it inside the transaction that does it."""
    connection.execute("delete from stored.settled")


def is_any(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether some check still holds."""
    return connection.execute("select 1 from stored.settled").fetchone() is not None


def holding(
    connection: duckdb.DuckDBPyConnection, as_of: date, rules: str, document_ids: Collection[str] | None
) -> Settled | None:
    """The check of these documents, or of all, that holds for the day and these rules; None when one is due."""
    if not is_any(connection):
        return None
    row = connection.execute(
        "select run_id, contracts, findings from stored.settled where as_of = ? and rules = ? and scope = ?",
        [as_of, rules, _scope(connection, document_ids)],
    ).fetchone()
    return None if row is None else Settled(run_id=row[0], contracts=row[1], findings=row[2])


def _scope(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str] | None) -> str:
    if document_ids is None or not connection.execute(_LEFT_OUT, [bulk.listed(document_ids)]).fetchone():
        return _EVERYTHING
    return hashlib.sha256("\n".join(sorted(document_ids)).encode()).hexdigest()
