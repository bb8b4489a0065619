"""Documents and where they stand: storing what was read, and noticing that a path now holds other bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Final, NamedTuple

import duckdb

from models.contract import Extraction
from models.correction import CorrectedContract
from models.document import Document, DocumentRole, DocumentStatus
from models.errors import Encrypted
from store import bulk, contracts, findings, unfinished
from store.clock import utc_now
from store.encodable_text import encodable
from store.unfinished import Work

_ESCAPED: Final = re.compile(r"\\(u0000|.)")


class Location(NamedTuple):
    """A path and the document it holds; an attachment's path goes on from that of the file that holds it.

    `is_locked` when it is stored as encrypted: no password at hand has opened it. `look` is what the file looked like
    when its bytes were taken, where that is known.
    """

    path: str
    document_id: str
    is_locked: bool
    look: str | None = None


class Sighting(NamedTuple):
    """A path, and the stored document that it holds now; `look` tells the file from a later one there, where known."""

    path: str
    document_id: str
    look: str | None = None


class Reading(NamedTuple):
    """What was read of a file, and what that looked like before its bytes were taken, where known."""

    extraction: Extraction
    look: str | None = None


def replace(connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], run_id: str) -> None:
    """Store documents and their contracts in place of what earlier readings of the same bytes left.

    Of one document given twice the later counts, and it stands at both paths. Call it inside a transaction. Findings on
    a contract that this reading no longer sees become resolved.
    """
    given = [Reading(_encodable(extraction), look) for extraction, look in readings]
    by_id = {extraction.document.document_id: extraction for extraction, _ in given}
    stored = _stored(connection, by_id)
    former = contracts.ids_of(connection, stored)
    contracts.delete(connection, former)
    if stored:
        connection.execute("delete from stored.documents where document_id in (select unnest(?::varchar[]))", [stored])
    now = utc_now()
    read = [contract for extraction in by_id.values() for contract in extraction.contracts]
    roles = _roles(contracts.insert(connection, read))
    written = [
        (
            document.document_id,
            document.file_name,
            document.path,
            document.page_count,
            document.byte_count,
            document.text_source,
            roles.get(document.document_id, _role(document)),
            document.status,
            document.error_code,
            document.error_message,
            now,
            run_id,
            None,
        )
        for document in (extraction.document for extraction in by_id.values())
    ]
    bulk.append(connection, "documents", written)
    gone = set(former) - {contract.contract_id for contract in read}
    if gone:
        findings.resolve(connection, gone, run_id)
        contracts.forget_links_to(connection, gone)
    with_attachments = {
        document_id
        for document_id, extraction in by_id.items()
        if any(attachment.is_pdf for attachment in extraction.document.attachments)
    }
    unfinished.note(connection, with_attachments, Work.ATTACHMENTS)
    seen = [(extraction.document, look) for extraction, look in given]
    place(connection, [Sighting(document.path, document.document_id, look) for document, look in seen], run_id, now)


def place(
    connection: duckdb.DuckDBPyConnection, sightings: Sequence[Sighting], run_id: str | None, seen_at: datetime
) -> None:
    """Note that paths hold stored documents now, and what follows for those that they held before.

    A document whose every path holds other bytes is superseded, its open findings are resolved; one that is back is
    current again. Call it inside a transaction.
    """
    now = {encodable(sighting.path): sighting for sighting in sightings}
    before = dict(
        connection.execute(
            "select path, document_id from stored.locations where path in (select unnest(?::varchar[]))", [list(now)]
        ).fetchall()
    )
    left = {path: former for path, former in before.items() if former != now[path].document_id}
    attached = {path: _attached_at(connection, path) for path in left}
    away = {*before, *(inside for found in attached.values() for inside in found)}
    if away:
        connection.execute("delete from stored.locations where path in (select unnest(?::varchar[]))", [list(away)])
    bulk.append(connection, "locations", ((path, held.document_id, seen_at, held.look) for path, held in now.items()))
    shown = {sighting.document_id: encodable(sighting.path) for sighting in sightings}
    current = connection.execute(
        "select document_id, path from stored.documents "
        "where superseded_by is null and document_id in (select unnest(?::varchar[]))",
        [list(shown)],
    ).fetchall()
    for document_id, path in sorted(shown.items() - set(current)):
        _show_at(connection, document_id, path)
    for path, former in left.items():
        for document_id in (former, *attached[path].values()):
            _leave(connection, document_id, now[path].document_id, run_id)


def stand_there(connection: duckdb.DuckDBPyConnection, sightings: Collection[Sighting]) -> bool:
    """Whether these documents stand at these paths already, each known by the last of them, as `place` leaves it."""
    places = {(encodable(sighting.path), sighting.document_id) for sighting in sightings}
    shown = {sighting.document_id: encodable(sighting.path) for sighting in sightings}
    known = connection.execute(
        "select location.path, document_id, document.path from stored.locations as location "
        "join stored.documents as document using (document_id) "
        "where superseded_by is null and location.path in (select unnest(?::varchar[]))",
        [[path for path, _ in places]],
    ).fetchall()
    held = {(path, document_id) for path, document_id, known_by in known if shown.get(document_id) == known_by}
    return places <= held


def follow_first_contract(connection: duckdb.DuckDBPyConnection, document_id: str) -> None:
    """Give a document the role that its first contract has, be it corrected. Call it inside a transaction."""
    connection.execute(
        "update stored.documents set document_role = coalesce((select document_role from stored.contracts "
        "where document_id = $document order by first_page, contract_id limit 1), document_role) "
        "where document_id = $document",
        {"document": document_id},
    )


def all_ids(connection: duckdb.DuckDBPyConnection) -> set[bytes]:
    """The SHA-256 of everything stored."""
    found = connection.execute("select unhex(document_id) from stored.documents")
    return {row[0] for row in found.fetchall()}


class ReadDocument(NamedTuple):
    """What reading a document came to, and how many contracts it holds."""

    document_id: str
    path: str
    status: DocumentStatus
    error_code: str | None
    error_message: str | None
    contracts: int


def read_in(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[ReadDocument]:
    """The documents that were read in a run, by their paths."""
    found = connection.execute(
        "select document_id, path, status, error_code, error_message, count(contract_id) from stored.documents "
        "left join stored.contracts using (document_id) where run_id = ? group by all order by path, document_id",
        [run_id],
    ).fetchall()
    return [
        ReadDocument(document_id, path, DocumentStatus(status), code, message, contracts)
        for document_id, path, status, code, message, contracts in found
    ]


def _stored(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> list[str]:
    found = connection.execute(
        "select document_id from stored.documents where document_id in (select unnest(?::varchar[]))",
        [list(document_ids)],
    )
    return [row[0] for row in found.fetchall()]


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
        _show_at(connection, document_id, other[0])
        return
    connection.execute("update stored.documents set superseded_by = ? where document_id = ?", [successor, document_id])
    old = contracts.ids_of(connection, [document_id])
    findings.resolve(connection, old, run_id)
    contracts.forget_links_to(connection, old)


def _attached_at(connection: duckdb.DuckDBPyConnection, path: str) -> dict[str, str]:
    """What the file at a path had attached, by path; what another file there has comes back when it is read."""
    return dict(
        connection.execute(
            "select path, document_id from stored.locations where starts_with(path, ?)", [f"{path}/"]
        ).fetchall()
    )


def _show_at(connection: duckdb.DuckDBPyConnection, document_id: str, path: str) -> None:
    connection.execute(
        "update stored.documents set path = ?, file_name = ?, superseded_by = null where document_id = ?",
        [path, PurePath(path).name, document_id],
    )


def _role(document: Document) -> DocumentRole | None:
    """The role of a document without contracts; unknown where nothing could be read."""
    return None if document.status is DocumentStatus.QUARANTINED else DocumentRole.OTHER


def _roles(written: Sequence[CorrectedContract]) -> dict[str, DocumentRole]:
    """By document, the role of its first instrument, be it corrected."""
    ordered = sorted((of.contract for of in written), key=lambda one: (one.first_page, one.contract_id), reverse=True)
    return {contract.document_id: contract.document_role for contract in ordered}


def _encodable(extraction: Extraction) -> Extraction:
    slim = extraction.model_copy(update={"document": extraction.document.without_pages()})
    as_json = json.dumps(slim.model_dump(mode="json"), ensure_ascii=False)
    fitting = encodable(as_json)
    if "\\u0000" in fitting:  # as JSON writes what cannot stand in it
        fitting = _ESCAPED.sub(lambda found: "\ufffd" if found[1] == "u0000" else found[0], fitting)
    return slim if fitting == as_json else Extraction.model_validate_json(fitting)
