"""A log that lacks entries which were handed out before says so itself."""

from __future__ import annotations

import duckdb

from models.audit import AuditAction, AuditHead
from store import audit
from store.account import account
from store.private_folder import PrivateFolder


def note_interruption(connection: duckdb.DuckDBPyConnection, folder: PrivateFolder) -> None:
    """Write into the log that it lacks the entry last handed out, as when an earlier copy was put in its place."""
    noted = folder.noted_head()
    if noted is None or audit.holds(connection, noted):
        return
    connection.begin()
    details = {"missing_number": noted.number, "missing_hash": noted.hash}
    entry = audit.record(connection, account(), AuditAction.LOG_INTERRUPTED, "audit log", details)
    connection.commit()
    folder.note_head(AuditHead(number=entry.number, hash=entry.hash))
