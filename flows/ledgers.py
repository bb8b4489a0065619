"""A ledger's file into the store, whole or not at all, or taken back; then the snapshot with it handed out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from extractors.ledgers.claims import read_claims
from extractors.ledgers.reading import read
from flows.discovery import MissingInputError
from flows.waiting import opened
from models.base import Frozen
from models.claims import ClaimColumns
from models.database import Database
from models.ledger import LedgerKind
from models.ledger_import import ImportDone, LedgerSource, WithdrawalDone
from models.ledger_row import LedgerRow


class ImportRequest(Frozen):
    """A file to import, by whom, and how."""

    kind: LedgerKind
    file: Path
    person: str
    replace: bool = False
    leave_other_columns: bool = False


class ImportReport(Frozen):
    """What came of an import, and what a person should know of how the file was read."""

    done: ImportDone
    notes: tuple[str, ...]


def import_file(
    database: Database,
    request: ImportRequest,
    *,
    wait_seconds: float = 0.0,
    say: Callable[[str], None] = lambda _message: None,
) -> ImportReport:
    """Import a CSV file; a database that is not there is made.

    While another process writes, it is waited for so long, and that is said. Raises MissingInputError,
    LedgerRefusedError and StoreError, nothing having been changed.
    """
    try:
        data = request.file.read_bytes()
    except OSError as error:
        raise MissingInputError(f"{request.file} cannot be read: {error.strerror or error}.") from error
    name = os.fsencode(request.file.name).decode("utf-8", "replace")
    found, notes = _read(request, data, name)
    source = LedgerSource(file_name=name, sha256=hashlib.sha256(data).hexdigest(), person=request.person)
    with opened(database, wait_seconds, say) as store:
        done = store.import_ledger(request.kind, found, source, replace=request.replace)
        if done.is_new:
            store.publish()
    return ImportReport(done=done, notes=notes)


def _read(request: ImportRequest, data: bytes, name: str) -> tuple[Sequence[LedgerRow] | ClaimColumns, tuple[str, ...]]:
    """What the file holds, and what a person should know of how it was read."""
    if request.kind is LedgerKind.CLAIMS:
        claims = read_claims(data, leave_other_columns=request.leave_other_columns)
        return claims, claims.notes
    file = read(request.kind, data, name, leave_other_columns=request.leave_other_columns)
    return file.rows, file.notes


def withdraw(  # noqa: PLR0913
    database: Database,
    import_id: int,
    *,
    reason: str,
    person: str,
    wait_seconds: float = 0.0,
    say: Callable[[str], None] = lambda _message: None,
) -> WithdrawalDone:
    """Let the rows of an import count no more; they are kept. Raises LedgerImportRefusedError and StoreError."""
    from store.query import query

    query(database, "select 1")  # taking back makes no database
    with opened(database, wait_seconds, say) as store:
        done = store.withdraw_ledger(import_id, reason, person)
        store.publish()
    return done
