"""Documents that wait to be written together: a transaction costs as much for one as for twenty."""

from __future__ import annotations

import time
from typing import Final

import duckdb

from store import documents
from store.clock import utc_now
from store.documents import Reading, Sighting

_LONGEST_WAIT_SECONDS: Final = 20.0


class WaitingDocuments:
    """What was read, and where known documents were seen, since the last transaction."""

    def __init__(self, at_once: int, longest_wait_seconds: float = _LONGEST_WAIT_SECONDS) -> None:
        """Nothing waits; it is full with so many documents, or when the first of them has waited so long."""
        self._at_once = at_once
        self._longest_wait_seconds = longest_wait_seconds
        self._read: list[tuple[Reading, str]] = []
        self._seen: list[tuple[Sighting, str | None]] = []
        self._paths: dict[str, str] = {}
        self._first_came: float | None = None
        self.document_ids: set[str] = set()

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self._read or self._seen)

    def __contains__(self, document_id: str) -> bool:
        """Whether a document waits to be written."""
        return document_id in self.document_ids

    def has_another_at(self, path: str, document_id: str) -> bool:
        """Whether a path waits to be written with another document than this one."""
        return self._paths.get(path, document_id) != document_id

    @property
    def is_full(self) -> bool:
        """Whether it is time for a transaction; asked when something comes, so that what waits may wait for that."""
        if len(self._read) + len(self._seen) >= self._at_once:
            return True
        return self._first_came is not None and time.monotonic() - self._first_came >= self._longest_wait_seconds

    def add(self, reading: Reading, run_id: str) -> None:
        """Let a document wait that was read in a run."""
        document = reading.extraction.document
        self._note(document.path, document.document_id)
        self._read.append((reading, run_id))
        self.document_ids.add(document.document_id)

    def see(self, sighting: Sighting, run_id: str | None) -> None:
        """Let the news wait that a document stands at a path."""
        self._note(sighting.path, sighting.document_id)
        self._seen.append((sighting, run_id))

    def changes_anything(self, connection: duckdb.DuckDBPyConnection) -> bool:
        """Whether the checks would see that it was written: that a known file was looked at again, they do not."""
        return bool(self._read) or not documents.stand_there(connection, [sighting for sighting, _ in self._seen])

    def write(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write all of it: first what was read, then where it was seen. Call it inside a transaction."""
        for run_id in dict.fromkeys(run_id for _, run_id in self._read):
            documents.replace(connection, [one for one, run in self._read if run == run_id], run_id)
        for seen_in in dict.fromkeys(run_id for _, run_id in self._seen):
            documents.place(connection, [one for one, run in self._seen if run == seen_in], seen_in, utc_now())

    def _note(self, path: str, document_id: str) -> None:
        self._paths[path] = document_id
        if self._first_came is None:
            self._first_came = time.monotonic()
