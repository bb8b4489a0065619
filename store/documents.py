"""Documents and where they stand: storing what was read, and noticing that a path now holds other bytes."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

import duckdb

from models.contract import Extraction
from models.document import DocumentRole, DocumentStatus
from models.errors import Encrypted
from store import contracts, findings, unfinished
from store.clock import utc_now
from store.encodable_text import encodable
from store.unfinished import Work


class Location(NamedTuple):
    """A path and the document it holds; an attachment's path goes on from that of the file that holds it.

    `is_locked` when it is stored as encrypted: no password at hand has opened it. `look` is what the file looked like
    when its bytes were taken, where that is known.
    """

    path: str
    document_id: str
    is_locked: bool
    look: str | None = None


def replace(
    connection: duckdb.DuckDBPyConnection, extraction: Extraction, run_id: str, look: str | None = None
) -> None:
    """Store a document and its contracts in place of what an earlier reading of the same bytes left.

    Call it inside a transaction. Findings on a contract that this reading no longer sees become resolved.
    """
    extraction = _encodable(extraction)
    document = extraction.document
    former = contracts.ids_of(connection, document.document_id)
    contracts.delete(connection, former)
    connection.execute("delete from stored.documents where document_id = ?", [document.document_id])
    now = utc_now()
    connection.execute(
        "insert into stored.documents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)",
        [
            document.document_id,
            document.file_name,
            document.path,
            document.page_count,
            document.byte_count,
            document.text_source,
            _role(extraction),
            document.status,
            document.error_code,
            document.error_message,
            now,
            run_id,
        ],
    )
    for contract in extraction.contracts:
        contracts.insert(connection, contract)
    follow_first_contract(connection, document.document_id)
    gone = set(former) - {contract.contract_id for contract in extraction.contracts}
    findings.resolve(connection, gone, run_id)
    contracts.forget_links_to(connection, gone)
    if any(attachment.is_pdf for attachment in document.attachments):
        unfinished.note(connection, document.document_id, Work.ATTACHMENTS)
    place(connection, document.path, document.document_id, run_id, now, look)


def place(  # noqa: PLR0913, PLR0917
    connection: duckdb.DuckDBPyConnection,
    path: str,
    document_id: str,
    run_id: str | None,
    seen_at: datetime,
    look: str | None = None,
) -> None:
    """Note that a path holds a stored document now, and what follows for the one it held before.

    A document whose every path holds other bytes is superseded, its open findings are resolved; one that is back is
    current again. Call it inside a transaction.
    """
    path = encodable(path)
    before = connection.execute("select document_id from stored.locations where path = ?", [path]).fetchone()
    connection.execute(
        "insert or replace into stored.locations (path, document_id, seen_at, look) values (?, ?, ?, ?)",
        [path, document_id, seen_at, look],
    )
    connection.execute(
        "update stored.documents set path = ?, file_name = ?, superseded_by = null where document_id = ?",
        [path, PurePath(path).name, document_id],
    )
    if before is not None and before[0] != document_id:
        _leave(connection, str(before[0]), document_id, run_id)
        _leave_attachments(connection, path, document_id, run_id)


def follow_first_contract(connection: duckdb.DuckDBPyConnection, document_id: str) -> None:
    """Give a document the role that its first contract has, be it corrected. Call it inside a transaction."""
    connection.execute(
        "update stored.documents set document_role = coalesce((select document_role from stored.contracts "
        "where document_id = $document order by first_page, contract_id limit 1), document_role) "
        "where document_id = $document",
        {"document": document_id},
    )


def is_stored(connection: duckdb.DuckDBPyConnection, document_id: str) -> bool:
    """Whether these bytes were stored before, readable or not."""
    return (
        connection.execute("select 1 from stored.documents where document_id = ?", [document_id]).fetchone() is not None
    )


def locations(connection: duckdb.DuckDBPyConnection) -> list[Location]:
    """Every path with the document that it holds, as last seen."""
    found = connection.execute(
        "select location.path, document_id, error_code is not distinct from ?, look from stored.locations as location "
        "join stored.documents using (document_id) order by location.path",
        [Encrypted.code],
    )
    return [Location(*row) for row in found.fetchall()]


def _leave(connection: duckdb.DuckDBPyConnection, document_id: str, successor: str, run_id: str | None) -> None:
    """Move a document that lost a path to the newest one it still has, or mark it superseded."""
    other = connection.execute(
        "select path from stored.locations where document_id = ? order by seen_at desc, path limit 1", [document_id]
    ).fetchone()
    if other is not None:
        connection.execute(
            "update stored.documents set path = ?, file_name = ? where document_id = ?",
            [other[0], PurePath(other[0]).name, document_id],
        )
        return
    connection.execute("update stored.documents set superseded_by = ? where document_id = ?", [successor, document_id])
    old = contracts.ids_of(connection, document_id)
    findings.resolve(connection, old, run_id)
    contracts.forget_links_to(connection, old)


def _leave_attachments(connection: duckdb.DuckDBPyConnection, path: str, successor: str, run_id: str | None) -> None:
    """Take away what the former file at a path had attached; what the new one has comes back when it is read."""
    inside = connection.execute(
        "delete from stored.locations where starts_with(path, ?) returning document_id", [f"{path}/"]
    ).fetchall()
    for (document_id,) in inside:
        _leave(connection, str(document_id), successor, run_id)


def _role(extraction: Extraction) -> DocumentRole | None:
    """The role of the first instrument; unknown where nothing could be read."""
    if extraction.contracts:
        return min(extraction.contracts, key=lambda contract: contract.first_page).document_role
    return None if extraction.document.status is DocumentStatus.QUARANTINED else DocumentRole.OTHER


def _encodable(extraction: Extraction) -> Extraction:
    slim = extraction.model_copy(update={"document": extraction.document.without_pages()})
    as_json = json.dumps(slim.model_dump(mode="json"), ensure_ascii=False)
    fitting = encodable(as_json)
    return slim if fitting == as_json else Extraction.model_validate_json(fitting)
