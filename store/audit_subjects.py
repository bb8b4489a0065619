"""The rows that audit entries are about: what people decided and corrected, held beside the log and in it."""

from __future__ import annotations

from typing import Final, NamedTuple

import duckdb

from models.audit import AuditAction
from store import audit


class Kept(NamedTuple):
    """A table whose every row an entry of one action repeats, and what its rows are called by, who, and when.

    `since` is the version of the schema that brought the table.
    """

    action: AuditAction
    table: str
    key: str
    actor: str
    at: str
    since: int = 6


KEPT: Final = (
    Kept(AuditAction.CORRECTION, "corrections", "correction_id", "corrected_by", "corrected_at"),
    Kept(AuditAction.CORRECTION_WITHDRAWN, "withdrawals", "correction_id", "withdrawn_by", "withdrawn_at"),
    Kept(AuditAction.DISPOSITION, "dispositions", "disposition_id", "decided_by", "decided_at"),
    Kept(
        AuditAction.DISPOSITION_WITHDRAWN,
        *("disposition_withdrawals", "disposition_id", "withdrawn_by", "withdrawn_at"),
    ),
    Kept(AuditAction.CONFIRMATION, "confirmations", "confirmation_id", "confirmed_by", "confirmed_at", 14),
    Kept(
        AuditAction.CONFIRMATION_WITHDRAWN,
        *("confirmation_withdrawals", "confirmation_id", "withdrawn_by", "withdrawn_at", 14),
    ),
)
CARRIED_OVER: Final = "carried_over"
"""The detail that marks an entry of something done before there was a log."""


def rows_of(connection: duckdb.DuckDBPyConnection, kept: Kept) -> dict[int, dict[str, object]]:
    """Every row of such a table by its number, each by the names of its columns; none before there was the table."""
    (version,) = connection.execute("select max(version) from stored.schema_versions").fetchone() or (0,)
    if version < kept.since:
        return {}
    found = connection.execute(f"select * from stored.{kept.table}")  # noqa: S608
    names = [column[0] for column in found.description or ()]
    rows = (dict(zip(names, row, strict=True)) for row in found.fetchall())
    return {row[kept.key]: row for row in rows}


def subject_of(kept: Kept, number: int) -> str:
    """What an entry calls a row: "correction 3"."""
    return f"{kept.key.removesuffix('_id')} {number}"


def record_row(connection: duckdb.DuckDBPyConnection, action: AuditAction, number: int) -> int:
    """Write the entry on a row that was just written; returns the entry's number. Call it in the same transaction."""
    (kept,) = (one for one in KEPT if one.action is action)
    row = rows_of(connection, kept)[number]
    return audit.record(connection, str(row[kept.actor]), action, subject_of(kept, number), row).number


def carry_over(connection: duckdb.DuckDBPyConnection) -> None:
    """Enter what people did before there was a log, in the order of its time, each marked as carried over."""
    before = [(row[kept.at], kept, number, row) for kept in KEPT for number, row in rows_of(connection, kept).items()]
    for _, kept, number, row in sorted(before, key=lambda one: (one[0], KEPT.index(one[1]), one[2])):
        details = row | {CARRIED_OVER: True}
        audit.record(connection, str(row[kept.actor]), kept.action, subject_of(kept, number), details)
