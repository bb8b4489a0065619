"""A log that lacks entries which were handed out before says so itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import duckdb

from models.audit import AuditAction, AuditHead
from store import audit
from store.account import account
from store.noted_head import NotedHead


def note_interruption(
    connection: duckdb.DuckDBPyConnection,
    kept: NotedHead,
    turn: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Write into the log that it lacks the entry last handed out, as when an earlier copy was put in its place.

    The entry that says so is written within `turn`.
    """
    noted = kept.noted()
    if noted is None or audit.holds(connection, noted):
        return
    with turn():
        connection.begin()
        details = {"missing_number": noted.number, "missing_hash": noted.hash}
        entry = audit.record(connection, account(), AuditAction.LOG_INTERRUPTED, "audit log", details)
        connection.commit()
    kept.note(AuditHead(number=entry.number, hash=entry.hash))
