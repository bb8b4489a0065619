"""Imports of ledgers: rows are added whole or not at all, and never deleted; an import that counts no more says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from models.audit import AuditAction
from models.claims import ClaimColumns
from models.ledger import LAID_BESIDE_CONTRACTS, LedgerKind
from models.ledger_import import (
    ImportDone,
    ImportNotStoredError,
    LedgerImportRefusedError,
    LedgerSource,
    WithdrawalDone,
)
from models.ledger_row import LedgerRow
from store import audit, bulk, claims, confirmations_imported
from store.clock import utc_now
from store.encodable_text import encodable
from store.ledgers import found_by
from store.numbered_rows import next_number

_INNER: Final = set(LedgerRow.model_fields)
_STANDING: Final = """
select import_id, row_count, sha256 from stored.ledger_imports
where kind = ? and file_name = ? and import_id not in (select import_id from stored.ledger_withdrawals)
order by import_id
"""
_SAME_BYTES: Final = """
select import_id, row_count, file_name from stored.ledger_imports
where kind = ? and sha256 = ? and import_id not in (select import_id from stored.ledger_withdrawals)
"""

Rows = Sequence[LedgerRow] | ClaimColumns
"""The rows of a file; of claims by columns, or row by row where they are few."""


def add(
    connection: duckdb.DuckDBPyConnection,
    kind: LedgerKind,
    rows: Rows,
    source: LedgerSource,
    *,
    replace: bool = False,
) -> ImportDone:
    """Add the rows of a file; with `replace`, in place of all that stands of that ledger and file name.

    Bytes that stand already, under whatever name, are not added again. Call it inside a transaction. Raises
    LedgerRefusedError where a confirmation cannot be taken.
    """
    row_count = len(rows.lines if isinstance(rows, ClaimColumns) else rows)
    same = connection.execute(_SAME_BYTES, [kind.value, source.sha256]).fetchone()
    if same is not None:
        return ImportDone(import_id=same[0], kind=kind, file_name=same[2], row_count=same[1], is_new=False)
    file_name = encodable(source.file_name)
    of_that_name = [row[0] for row in connection.execute(_STANDING, [kind.value, file_name]).fetchall()]
    import_id = next_number(connection, "stored.ledger_imports", "import_id")
    connection.execute(
        "insert into stored.ledger_imports values (?, ?, ?, ?, ?, ?, ?)",
        [import_id, kind.value, file_name, source.sha256, row_count, encodable(source.person), utc_now()],
    )
    if isinstance(rows, ClaimColumns):
        claims.insert(connection, import_id, rows)
    elif kind is LedgerKind.CLAIMS:
        claims.insert(connection, import_id, claims.by_columns(rows))
    else:
        _insert(connection, import_id, kind, rows)
    if kind is LedgerKind.CONFIRMATIONS and not isinstance(rows, ClaimColumns):
        confirmations_imported.record(connection, import_id, rows, source)
    for replaced in of_that_name if replace else ():
        _withdraw(connection, replaced, f"replaced by import {import_id}", source.person, import_id)
    done = ImportDone(
        import_id=import_id,
        kind=kind,
        file_name=file_name,
        row_count=row_count,
        is_new=True,
        replaced=tuple(of_that_name) if replace else (),
        beside=() if replace else tuple(of_that_name),
    )
    details = {"kind": kind.value, "file_name": file_name, "sha256": source.sha256, "row_count": row_count}
    subject = f"ledger import {import_id}"
    audit.record(
        connection, source.person, AuditAction.LEDGER_IMPORTED, subject, {**details, "replaced": list(done.replaced)}
    )
    return done


def withdraw(connection: duckdb.DuckDBPyConnection, import_id: int, reason: str, person: str) -> WithdrawalDone:
    """Let the rows of an import count no more. Call it inside a transaction.

    Raises LedgerImportRefusedError when no reason is given, and when the import is not there or counts no more already.
    """
    if not reason.strip():
        raise LedgerImportRefusedError("Say why with --reason.")
    found = connection.execute(
        "select kind, file_name, row_count, status from main.ledger_imports where import_id = ?", [import_id]
    ).fetchone()
    if found is None:
        raise ImportNotStoredError(f"There is no import {import_id}. `starkcheck ledger list` shows them all.")
    kind, file_name, row_count, status = found
    if status != "standing":
        raise LedgerImportRefusedError(f"Import {import_id} ({file_name}) is {status} already.")
    _withdraw(connection, import_id, encodable(reason.strip()), person, None)
    audit.record(
        connection,
        person,
        AuditAction.LEDGER_WITHDRAWN,
        f"ledger import {import_id}",
        {"kind": kind, "file_name": file_name, "row_count": row_count, "reason": reason.strip()},
    )
    return WithdrawalDone(import_id=import_id, kind=LedgerKind(kind), file_name=file_name, row_count=row_count)


def _insert(connection: duckdb.DuckDBPyConnection, import_id: int, kind: LedgerKind, rows: Sequence[LedgerRow]) -> None:
    bulk.insert(
        connection,
        "stored.ledger_rows",
        {"import_id": "INTEGER", "line": "INTEGER", "record": "VARCHAR"},
        ((import_id, row.line, encodable(row.model_dump_json(exclude_none=True, exclude=_INNER))) for row in rows),
    )
    if kind not in LAID_BESIDE_CONTRACTS:
        return
    bulk.insert(
        connection,
        "stored.ledger_names",
        {"name_key": "VARCHAR", "import_id": "INTEGER", "line": "INTEGER", "alone": "BOOLEAN"},
        ((key, import_id, row.line, alone) for row in rows for key, alone in sorted(set(found_by(kind, row)))),
    )


def _withdraw(
    connection: duckdb.DuckDBPyConnection, import_id: int, reason: str, person: str, replaced_by: int | None
) -> None:
    connection.execute(
        "insert into stored.ledger_withdrawals values (?, ?, ?, ?, ?)",
        [import_id, reason, encodable(person), utc_now(), replaced_by],
    )
