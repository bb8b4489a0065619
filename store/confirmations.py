"""The table of confirmations: who confirmed which element of an arrangement, for which days and why. It only grows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import duckdb

from models.confirmation import Confirmation
from store.clock import utc_now
from store.numbered_rows import add_numbered

_COLUMNS: Final = tuple(Confirmation.model_fields)
_LATEST: Final = f"""
select {", ".join(f"made.{name}" for name in _COLUMNS)}
from stored.confirmations as made
join main.confirmations as known using (confirmation_id)
where known.status <> 'withdrawn' and made.contract_id = ? and made.exception = ? and made.element = ?
order by made.confirmation_id desc limit 1
"""  # noqa: S608 - no text from outside


def add(connection: duckdb.DuckDBPyConnection, confirmation: Confirmation) -> Confirmation:
    """Write a confirmation under the next number; returns it with that. Call it inside a transaction."""
    return add_numbered(connection, "stored.confirmations", "confirmation_id", confirmation)


def withdraw(connection: duckdb.DuckDBPyConnection, confirmation_id: int, reason: str, person: str) -> None:
    """Note that a confirmation is taken back. Call it inside a transaction."""
    connection.execute(
        "insert into stored.confirmation_withdrawals values (?, ?, ?, ?)", [confirmation_id, reason, person, utc_now()]
    )


def latest(
    connection: duckdb.DuckDBPyConnection, contract_id: str, exception: str, element: str
) -> Confirmation | None:
    """The newest confirmation of an agreement's element that was not taken back, whether or not it still stands."""
    row = connection.execute(_LATEST, [contract_id, exception, element]).fetchone()
    return None if row is None else Confirmation.model_validate(dict(zip(_COLUMNS, row, strict=True)))


def left_behind(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> list[str]:
    """The file names under which documents with confirmations stood whose place these documents have taken."""
    found = connection.execute(
        "select distinct document.file_name from main.confirmations as made "
        "join stored.contracts as contract on list_contains(made.contract_ids, contract.contract_id) "
        "join stored.documents as document using (document_id) "
        "where document.superseded_by in (select unnest(?::varchar[])) and made.status <> 'withdrawn' order by all",
        [list(document_ids)],
    )
    return [row[0] for row in found.fetchall()]
