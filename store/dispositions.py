"""The table of dispositions: who decided what on which finding, until when and why. It only grows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import duckdb

from models.disposition import Disposition, DispositionKind
from store import bulk
from store.clock import utc_now
from store.numbered_rows import add_numbered

_COLUMNS: Final = tuple(Disposition.model_fields)
_LATEST: Final = f"""
select {", ".join(_COLUMNS)} from stored.dispositions
where finding_id = ? and disposition_id not in (select disposition_id from stored.disposition_withdrawals)
order by disposition_id desc limit 1
"""  # noqa: S608


def add(connection: duckdb.DuckDBPyConnection, disposition: Disposition) -> Disposition:
    """Write a disposition under the next number; returns it with that. Call it inside a transaction."""
    return add_numbered(connection, "stored.dispositions", "disposition_id", disposition)


def withdraw(connection: duckdb.DuckDBPyConnection, disposition_id: int, reason: str, person: str) -> None:
    """Note that a disposition is taken back. Call it inside a transaction."""
    connection.execute(
        "insert into stored.disposition_withdrawals values (?, ?, ?, ?)", [disposition_id, reason, person, utc_now()]
    )


def latest(connection: duckdb.DuckDBPyConnection, finding_id: str) -> Disposition | None:
    """The newest disposition of a finding that was not taken back, whether or not it still stands."""
    row = connection.execute(_LATEST, [finding_id]).fetchone()
    return None if row is None else Disposition.model_validate(dict(zip(_COLUMNS, row, strict=True)))


def note_reappearances(connection: duckdb.DuckDBPyConnection, finding_ids: Collection[str], run_id: str) -> None:
    """Note which of these findings were resolved, are found again, and had been called remedied.

    Call it inside a transaction, before they are written as open.
    """
    connection.execute(
        # After the decision, whatever the clock says: it may have been moved.
        "insert into stored.reappearances "  # noqa: S608
        "select finding_id, ?, greatest(cast(? as timestamp), max(decided_at) + interval 1 microsecond) "
        "from stored.dispositions join stored.findings using (finding_id) "
        f"where disposition = ? and status = 'resolved' and finding_id in ({bulk.LISTED}) group by finding_id",
        [run_id, utc_now(), DispositionKind.REMEDIED.value, bulk.listed(finding_ids)],
    )


def left_behind(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> list[str]:
    """The file names under which documents with dispositions stood whose place these documents have taken."""
    found = connection.execute(
        "select distinct file_name from stored.dispositions join stored.documents using (document_id) "
        "where superseded_by in (select unnest(?::varchar[])) "
        "and disposition_id not in (select disposition_id from stored.disposition_withdrawals) order by all",
        [list(document_ids)],
    )
    return [row[0] for row in found.fetchall()]
