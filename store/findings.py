"""Findings, which keep their identity from run to run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import duckdb

from models.errors import StoreError
from models.finding import Finding
from store import bulk, dispositions, rows

_AGAIN: Final = ", ".join((*(f"{column} = given.{column}" for column in rows.FINDING_AGAIN), "resolved_run = null"))
_RESOLVED: Final = "update stored.findings set status = 'resolved', resolved_run = ? where status = 'open'"


def record(connection: duckdb.DuckDBPyConnection, contract_id: str, findings: Sequence[Finding], run_id: str) -> None:
    """Make `findings` all that is open on a contract. Call it inside a transaction.

    Raises StoreError when the contract is not stored, ValueError when a finding is on another contract.
    """
    row = connection.execute(
        "select document_id, kind from stored.contracts where contract_id = ?", [contract_id]
    ).fetchone()
    if row is None:
        raise StoreError(f"There is no contract {contract_id} in the store.")
    for finding in findings:
        if finding.contract_id != contract_id:
            raise ValueError(f"finding {finding.finding_id} is on {finding.contract_id}, not on {contract_id}")
    by_id = {finding.finding_id: finding for finding in findings}
    encoded = [bulk.as_json(rows.finding_row(finding, row[0], row[1], run_id)) for finding in by_id.values()]
    record_rows(connection, (contract_id,), (), by_id, encoded, run_id)


def record_rows(  # noqa: PLR0913, PLR0917
    connection: duckdb.DuckDBPyConnection,
    contract_ids: Collection[str],
    relationship_ids: Collection[str],
    finding_ids: Collection[str],
    encoded: Iterable[str],
    run_id: str,
) -> None:
    """Make these findings all that is open on these contracts, and on these relationships without a contract.

    `encoded` are their rows as `rows.finding_row` has them, as JSON, each once. Call it inside a transaction.
    """
    if finding_ids:
        dispositions.note_reappearances(connection, finding_ids, run_id)
        query, parameters = bulk.from_json(rows.FINDING, encoded)
        bulk.upsert(connection, "stored.findings", rows.FINDING, query, parameters, again=_AGAIN)
    _resolve(connection, contract_ids, finding_ids, run_id)
    connection.execute(
        f"{_RESOLVED} and contract_id is null and relationship_id in ({bulk.LISTED}) "
        f"and finding_id not in ({bulk.LISTED})",
        [run_id, bulk.listed(relationship_ids), bulk.listed(finding_ids)],
    )


def resolve(connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str], run_id: str | None) -> None:
    """Resolve every open finding on these contracts: what they were made on is gone. Call it inside a transaction."""
    _resolve(connection, contract_ids, (), run_id)


def resolve_on_lost_relationships(connection: duckdb.DuckDBPyConnection, run_id: str | None) -> None:
    """Resolve what is open on relationships that there are no more. Call it inside a transaction."""
    connection.execute(
        f"{_RESOLVED} and contract_id is null "  # noqa: S608
        "and relationship_id not in (select relationship_id from stored.relationships)",
        [run_id],
    )


def _resolve(
    connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str], kept: Collection[str], run_id: str | None
) -> None:
    connection.execute(
        f"{_RESOLVED} and contract_id in ({bulk.LISTED}) and finding_id not in ({bulk.LISTED})",
        [run_id, bulk.listed(contract_ids), bulk.listed(kept)],
    )
