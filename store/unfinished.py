"""What a run has still to do with documents that are stored, noted with them, so that no crash makes it forgotten."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import duckdb


class Work(StrEnum):
    """What is still to be done: store the attachments, link the amendments, or check what was linked."""

    ATTACHMENTS = "attachments"
    LINKING = "linking"
    CHECKING = "checking"


def note(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str], work: Work) -> None:
    """Note that this is to be done with documents. Call it inside the transaction that gives rise to it."""
    if document_ids:
        connection.execute(
            "insert into stored.unfinished (document_id, work) select given.document_id, $work "
            "from (select unnest($documents::varchar[]) as document_id) as given where given.document_id not in "
            "(select document_id from stored.unfinished where work = $work)",
            {"documents": sorted(set(document_ids)), "work": work.value},
        )


def noted(connection: duckdb.DuckDBPyConnection, work: Work) -> frozenset[str]:
    """The documents with which this is still to be done."""
    found = connection.execute("select document_id from stored.unfinished where work = ?", [work.value])
    return frozenset(row[0] for row in found.fetchall())


def done(connection: duckdb.DuckDBPyConnection, work: Work, document_ids: Collection[str]) -> None:
    """Forget it of these documents. Call it inside a transaction."""
    connection.execute(
        "delete from stored.unfinished where work = ? and document_id in (select unnest(?::varchar[]))",
        [work.value, list(document_ids)],
    )
