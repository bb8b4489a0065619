"""The audit log: an entry for each act of a person and each run, chained by hashes, never changed, never deleted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import duckdb
import rfc8785

from models.audit import ROOT_HASH, AuditAction, AuditEntry, AuditHead
from store.account import account
from store.clock import utc_now
from store.encodable_text import encodable

_COLUMNS: Final = ("number", "recorded_at", "actor", "account", "action", "subject", "details", "previous_hash", "hash")
_BATCH: Final = 1000


def record(
    connection: duckdb.DuckDBPyConnection,
    actor: str,
    action: AuditAction,
    subject: str,
    details: Mapping[str, object],
) -> AuditEntry:
    """Write the next entry: who (`actor`) did what to which `subject`. Call it inside the transaction of the act.

    `details` may hold what JSON holds, days, moments (in UTC) and Decimals. Raises TypeError for anything else.
    """
    before = head(connection) or AuditHead(number=0, hash=ROOT_HASH)
    bare = AuditEntry(
        number=before.number + 1,
        recorded_at=utc_now(),
        actor=encodable(actor),
        account=encodable(account()),
        action=action.value,
        subject=encodable(subject),
        details=canonical(details),
        previous_hash=before.hash,
        hash="",
    )
    entry = bare.model_copy(update={"hash": hash_of(bare)})
    marks = ", ".join("?" for _ in _COLUMNS)
    connection.execute(
        f"insert into stored.audit_log ({', '.join(_COLUMNS)}) values ({marks})",  # noqa: S608
        [getattr(entry, name) for name in _COLUMNS],
    )
    return entry


def head(connection: duckdb.DuckDBPyConnection) -> AuditHead | None:
    """The newest entry, or None while there is none."""
    row = connection.execute("select number, hash from stored.audit_log order by number desc limit 1").fetchone()
    return AuditHead(number=row[0], hash=row[1]) if row else None


def holds(connection: duckdb.DuckDBPyConnection, noted: AuditHead) -> bool:
    """Whether the log has the entry that was its newest at some earlier time."""
    found = connection.execute(
        "select 1 from stored.audit_log where number = ? and hash = ?", [noted.number, noted.hash]
    ).fetchone()
    return found is not None


def entries(connection: duckdb.DuckDBPyConnection) -> Iterator[AuditEntry]:
    """Every entry in the order of its number; nothing else may be asked of the connection meanwhile."""
    found = connection.execute(f"select {', '.join(_COLUMNS)} from stored.audit_log order by number")  # noqa: S608
    while rows := found.fetchmany(_BATCH):
        for row in rows:
            yield AuditEntry.of_known(**dict(zip(_COLUMNS, row, strict=True)))


def hash_of(entry: AuditEntry) -> str:
    """The SHA-256, in hexadecimal digits, of all that an entry says and of the hash of the one before.

    What is hashed is the canonical JSON of an object with these keys; `recorded_at` is as 2026-01-31T09:30:00.000000Z.
    Raises ValueError when the details are no JSON.
    """
    said = {
        "number": entry.number,
        "recorded_at": _plain(entry.recorded_at),
        "actor": entry.actor,
        "account": entry.account,
        "action": entry.action,
        "subject": entry.subject,
        "details": json.loads(entry.details),
        "previous_hash": entry.previous_hash,
    }
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()


def canonical(details: Mapping[str, object]) -> str:
    """Details as JSON in the one form that RFC 8785 gives them. Raises TypeError for what JSON cannot hold."""
    return rfc8785.dumps(_plain(details)).decode()


def _plain(value: object) -> Any:
    """A value of the database as JSON holds it: days and moments as ISO 8601 writes them, Decimals as exact text."""
    match value:
        case str():
            return encodable(value)
        case None | bool() | int() | float():
            return value
        case Decimal():
            return f"{value:f}"
        case datetime():
            return f"{value.isoformat(timespec='microseconds')}Z"
        case date():
            return value.isoformat()
        case Mapping():
            return {encodable(str(name)): _plain(each) for name, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(each) for each in (sorted(value) if isinstance(value, set | frozenset) else value)]
        case _:
            raise TypeError(f"{type(value).__name__} is nothing that the audit log can hold")
