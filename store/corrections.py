"""The log of corrections: who said what against the reading, when and why. Nothing in it is changed or deleted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import duckdb

from models.correction import Correction, CorrectionStatus
from store.clock import utc_now
from store.numbered_rows import add_numbered

_COLUMNS: Final = (
    "correction_id, document_id, contract_id, first_page, field, subject, value_before, value, page, reason, "
    "corrected_by, corrected_at"
)
# Of each field of each contract the newest that was not taken back.
_STANDING: Final = f"""
select {_COLUMNS} from stored.corrections
where correction_id not in (select correction_id from stored.withdrawals)
    and ($every or contract_id in (select unnest($contracts::varchar[])))
qualify row_number() over (partition by contract_id, field, subject order by correction_id desc) = 1
order by correction_id
"""  # noqa: S608


def add(connection: duckdb.DuckDBPyConnection, correction: Correction) -> Correction:
    """Write a correction under the next number; returns it with that. Call it inside a transaction."""
    return add_numbered(connection, "stored.corrections", "correction_id", correction)


def withdraw(connection: duckdb.DuckDBPyConnection, correction_id: int, reason: str, person: str) -> None:
    """Note that a correction is taken back. Call it inside a transaction."""
    connection.execute("insert into stored.withdrawals values (?, ?, ?, ?)", [correction_id, reason, person, utc_now()])


def standing(
    connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str] | None = None
) -> dict[str, list[Correction]]:
    """By contract, those neither taken back nor followed by a later one of the same field; of all contracts or some.

    Those whose contract is read no more are among them.
    """
    found = connection.execute(
        _STANDING, {"every": contract_ids is None, "contracts": list(contract_ids or ())}
    ).fetchall()
    by_contract: dict[str, list[Correction]] = {}
    for row in found:
        correction = Correction.model_validate(dict(zip(_COLUMNS.split(", "), row, strict=True)))
        by_contract.setdefault(correction.contract_id, []).append(correction)
    return by_contract


def orphaned(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> list[str]:
    """The file names of these documents that have corrections whose contract, or row of it, is read no more."""
    found = connection.execute(
        "select distinct file_name from main.corrections where status = ? "
        "and document_id in (select unnest(?::varchar[])) order by all",
        [CorrectionStatus.ORPHANED.value, list(document_ids)],
    )
    return [row[0] for row in found.fetchall()]


def left_behind(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> list[str]:
    """The file names under which corrected documents stood whose place these documents have taken."""
    found = connection.execute(
        "select distinct file_name from main.corrections join stored.documents using (document_id, file_name) "
        "where corrections.status in (?, ?) and documents.superseded_by in (select unnest(?::varchar[])) order by all",
        [CorrectionStatus.APPLIED.value, CorrectionStatus.ORPHANED.value, list(document_ids)],
    )
    return [row[0] for row in found.fetchall()]
