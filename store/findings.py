"""Findings, which keep their identity from run to run."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import duckdb

from models.errors import StoreError
from models.finding import Finding
from store import dispositions, rows


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
    if findings:
        document_id, kind = row
        values = [list(rows.finding_row(finding, document_id, kind, run_id)) for finding in findings]
        dispositions.note_reappearances(connection, [finding.finding_id for finding in findings], run_id)
        connection.executemany(rows.FINDING, values)
    _resolve(connection, [contract_id], {finding.finding_id for finding in findings}, run_id)


def resolve(connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str], run_id: str | None) -> None:
    """Resolve every open finding on these contracts: what they were made on is gone. Call it inside a transaction."""
    _resolve(connection, contract_ids, (), run_id)


def _resolve(
    connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str], kept: Collection[str], run_id: str | None
) -> None:
    connection.execute(
        "update stored.findings set status = 'resolved', resolved_run = ? where status = 'open' "
        "and contract_id in (select unnest(?::varchar[])) and finding_id not in (select unnest(?::varchar[]))",
        [run_id, list(contract_ids), list(kept)],
    )
