"""Runs: when each began and ended, and what it came to."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from uuid import uuid4

import duckdb

from models.audit import AuditAction
from models.errors import StoreError
from store import audit
from store.account import account
from store.clock import utc_now


def begin(connection: duckdb.DuckDBPyConnection, command: str, as_of: date) -> str:
    """Open a run and return its id; ids sort by the time the runs began."""
    now = utc_now()
    run_id = f"{now:%Y%m%dT%H%M%S%f}-{uuid4().hex[:6]}"
    connection.execute(
        "insert into stored.runs (run_id, command, started_at, as_of) values (?, ?, ?, ?)",
        [run_id, command, now, as_of],
    )
    details = {"command": command, "as_of": as_of, "program_version": version("starkcheck")}
    audit.record(connection, account(), AuditAction.RUN_BEGUN, f"run {run_id}", details)
    return run_id


def finish(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Close a run with its counts; raises StoreError when it was never begun."""
    connection.execute(
        """
        update stored.runs set
            finished_at = $now,
            document_count = (select count(*) from stored.documents where run_id = $run),
            quarantined_count = (
                select count(*) from stored.documents where run_id = $run and status = 'quarantined'
            ),
            contract_count = (
                select count(*) from stored.contracts join stored.documents using (document_id) where run_id = $run
            ),
            open_finding_count = (select count(*) from main.findings where status = 'open'),
            new_finding_count = (select count(*) from stored.findings where first_seen_run = $run),
            resolved_finding_count = (select count(*) from stored.findings where resolved_run = $run)
        where run_id = $run
        """,
        {"now": utc_now(), "run": run_id},
    )
    updated = connection.execute("select * from stored.runs where run_id = ?", [run_id])
    names, row = [column[0] for column in updated.description or ()], updated.fetchone()
    if row is None:
        raise StoreError(f"There is no run {run_id} in the store.")
    details = {name: value for name, value in zip(names, row, strict=True) if name.endswith("_count")}
    audit.record(connection, account(), AuditAction.RUN_FINISHED, f"run {run_id}", details)
