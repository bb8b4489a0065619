"""The part of the store by which a run goes on from where the one before it stopped, wherever that was."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import duckdb

from models.errors import StoreError
from store import documents, settled, unfinished
from store.checking_store import CheckingStore
from store.home import Home
from store.settled import Settled
from store.unfinished import Work
from store.waiting_documents import WaitingDocuments


class ContinuingStore(CheckingStore):
    """The base of the store that knows what is stored already, what is left to do, and whether anything has changed."""

    def __init__(self, home: Home, connection: duckdb.DuckDBPyConnection) -> None:
        """For the store itself."""
        super().__init__(connection)
        self._home = home
        self._run_id: str | None = None
        self._waiting = WaitingDocuments(home.documents_at_once)
        self._known: set[bytes] | None = None
        self._look_for_a_check()

    def _alone_at_it(self, *, changes: bool) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """A transaction that does not write what waits first."""
        raise NotImplementedError

    def knows(self, document_id: str) -> bool:
        """Whether these bytes (by their SHA-256) are stored already, readable or not."""
        if document_id in self._waiting:
            return True
        if self._known is None:  # to ask for one takes as long as for thousands
            self._known = documents.all_ids(self._connection)
        return bytes.fromhex(document_id) in self._known

    def read_in(self, run_id: str) -> list[documents.ReadDocument]:
        """The documents that were read in a run, whichever process read them, by their paths."""
        self.settle()
        return documents.read_in(self._connection, run_id)

    def locations(self) -> list[documents.Location]:
        """Every path with the document it holds, as last seen, in the order of the paths."""
        self.settle()
        return documents.locations(self._connection)

    def seen(self, path: str | Path, document_id: str, run_id: str | None = None, look: str | None = None) -> None:
        """Note that `path` holds a document that is stored already, with what follows as in `write`, without its facts.

        Findings resolved by it are ascribed to `run_id`, or to the run begun last. `look` tells a file from a later one
        at that path. Raises StoreError when the document is not stored.
        """
        self.seen_together([documents.Sighting(str(path), document_id, look)], run_id)

    def seen_together(self, sightings: Sequence[documents.Sighting], run_id: str | None = None) -> None:
        """As `seen`, of several paths in one transaction; a document that stands at some of them is known by the last.

        Raises StoreError when a document is not stored; then none of them is noted.
        """
        for sighting in sightings:
            if not self.knows(sighting.document_id):
                raise StoreError(f"There is no document {sighting.document_id} in the store.")
        for sighting in sightings:
            self._make_way(sighting.path, sighting.document_id)
        for sighting in sightings:
            self._waiting.see(sighting, run_id or self._run_id)
        if self._waiting.is_full:
            self.settle()

    def unfinished(self, work: Work) -> frozenset[str]:
        """The documents with which this is still to be done, be it since a run that was stopped."""
        self.settle()
        return unfinished.noted(self._connection, work)

    def finish_work(self, work: Work, document_ids: Collection[str]) -> None:
        """This was done with these documents."""
        left = self.unfinished(work).intersection(document_ids)
        if left:
            with self._transaction() as connection:
                unfinished.done(connection, work, left)

    def note_checked(self, made: Settled, as_of: date, rules: str, document_ids: Collection[str] | None) -> None:
        """Note that these documents, or all, were checked for a day by these rules, and that nothing changed since."""
        with self._transaction() as connection:
            settled.note(connection, made, as_of, rules, document_ids)
        self._check_holds = True

    def checked_before(self, as_of: date, rules: str, document_ids: Collection[str] | None) -> Settled | None:
        """The check that would be made now, if it was made and nothing that checks look at has changed since."""
        self.settle()
        return settled.holding(self._connection, as_of, rules, document_ids)

    def settle(self) -> None:
        """Write what waits to be written together; when that fails, it waits no more, and the next run reads it."""
        if self._waiting:
            waiting, self._waiting = self._waiting, WaitingDocuments(self._home.documents_at_once)
            with self._alone_at_it(changes=False) as connection:
                changes = waiting.changes_anything(connection)
                if changes and self._check_holds:
                    settled.forget(connection)
                waiting.write(connection)
            self._check_holds = self._check_holds and not changes
            if self._known is not None:
                self._known.update(map(bytes.fromhex, waiting.document_ids))

    def _make_way(self, path: str, document_id: str) -> None:
        """Write what waits when it has another document at this path, for which of them came last must be known."""
        if self._waiting.has_another_at(path, document_id):
            self.settle()

    def _look_for_a_check(self) -> None:
        """See whether some check holds; only a store that is alone may note one, so that others cannot meanwhile."""
        self._check_holds = settled.is_any(self._connection)
