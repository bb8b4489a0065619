"""The rows of a ledger of confirmations, each recorded as if it were made alone; one that is refused refuses all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import duckdb

from extractors.ledgers.reading import MOST_PROBLEMS, LedgerRefusedError, Problem
from models.confirmation import ConfirmationRequest
from models.confirmation_row import ConfirmationRow
from models.correction import ContractReference
from models.errors import RefusedError
from models.ledger_import import LedgerSource
from models.ledger_row import LedgerRow
from store.clock import utc_now
from store.confirmations_recording import confirm

_FEW: Final = 5


def record(
    connection: duckdb.DuckDBPyConnection, import_id: int, rows: Sequence[LedgerRow], source: LedgerSource
) -> None:
    """Record every row. Call it inside a transaction, which has to be undone when this raises LedgerRefusedError."""
    problems: list[Problem] = []
    day = utc_now().date()
    for row in rows:
        assert isinstance(row, ConfirmationRow)
        try:
            confirm(connection, _request(row, source, day), import_id=import_id, line=row.line)
        except RefusedError as error:
            problems.append(Problem(line=row.line, reason=_told(error)))
    if problems:
        raise LedgerRefusedError(problems[:MOST_PROBLEMS], len(problems))


def _request(row: ConfirmationRow, source: LedgerSource, day: date) -> ConfirmationRequest:
    return ConfirmationRequest(
        arrangement=row.arrangement,
        references=(ContractReference(name=row.arrangement, path=row.arrangement),),
        element=row.element,
        is_met=row.met,
        reason=row.reason,
        person=row.confirmed_by or source.person,
        first_day=row.from_day,
        last_day=row.until_day,
        document_name=row.document,
        day=day,
    )


def _told(error: RefusedError) -> str:
    shown = ", ".join(error.candidates[:_FEW])
    if len(error.candidates) > _FEW:
        shown += f" and {len(error.candidates) - _FEW} more"
    return f"{error} {shown}" if shown else str(error)
