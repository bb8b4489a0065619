"""The stored files that a person may mean by a name."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import duckdb

from models.correction import ContractReference, CorrectionRefusedError
from store.encodable_text import encodable

_SHORTEST_DIGEST: Final = 8
_FILES: Final = """
select distinct document_id, document.path from stored.documents as document
left join stored.locations as location using (document_id)
where {condition} order by document.path
"""


class StoredFile(NamedTuple):
    """A document and the path at which it was last seen."""

    document_id: str
    path: str


def files_named(connection: duckdb.DuckDBPyConnection, reference: ContractReference) -> list[StoredFile]:
    """The files of that path; else those of the same bytes, else of that name or end of a path, else of that SHA-256.

    A file whose bytes another one has replaced is meant by its SHA-256 alone. Raises CorrectionRefusedError when the
    file has changed since it was read.
    """
    here = _found(connection, "location.path = ?", encodable(reference.path))
    if here and reference.document_id not in {None, here[0].document_id}:
        raise CorrectionRefusedError(
            f"{reference.name} has changed since it was read. Read it again with starkcheck run first."
        )
    if here:
        return here
    if reference.document_id is not None:
        same = _found(connection, "document_id = ?", reference.document_id)
        if same:
            return same
    name = encodable(reference.name).removeprefix("./")
    named = _found(connection, "ends_with('/' || location.path, '/' || ?) and superseded_by is null", name)
    if named or not re.fullmatch(rf"[0-9a-f]{{{_SHORTEST_DIGEST},64}}", name):
        return named
    return _found(connection, "starts_with(document_id, ?)", name)


def _found(connection: duckdb.DuckDBPyConnection, condition: str, value: str) -> list[StoredFile]:
    found = connection.execute(_FILES.format(condition=condition), [value]).fetchall()
    return [StoredFile(*row) for row in found]
