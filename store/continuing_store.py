"""The part of the store by which a run goes on from where the one before it stopped, wherever that was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

import duckdb

from models.errors import StoreError
from store import documents, settled, unfinished
from store.checking_store import CheckingStore
from store.clock import utc_now
from store.settled import Settled
from store.unfinished import Work


class ContinuingStore(CheckingStore):
    """The base of the store that knows what is stored already, what is left to do, and whether anything has changed."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """For the store itself."""
        super().__init__(connection)
        self._run_id: str | None = None
        self._is_settled = settled.is_settled(connection)

    def knows(self, document_id: str) -> bool:
        """Whether these bytes (by their SHA-256) are stored already, readable or not."""
        return documents.is_stored(self._connection, document_id)

    def locations(self) -> list[documents.Location]:
        """Every path with the document it holds, as last seen, in the order of the paths."""
        return documents.locations(self._connection)

    def seen(self, path: str | Path, document_id: str, run_id: str | None = None, look: str | None = None) -> None:
        """Note that `path` holds a document that is stored already, with what follows as in `write`, without its facts.

        Findings resolved by it are ascribed to `run_id`, or to the run begun last. `look` tells a file from a later one
        at that path. Raises StoreError when the document is not stored.
        """
        with self._transaction() as connection:
            if not documents.is_stored(connection, document_id):
                raise StoreError(f"There is no document {document_id} in the store.")
            documents.place(connection, str(path), document_id, run_id or self._run_id, utc_now(), look)

    def unfinished(self, work: Work) -> frozenset[str]:
        """The documents with which this is still to be done, be it since a run that was stopped."""
        return unfinished.noted(self._connection, work)

    def finish_work(self, work: Work, document_ids: Collection[str]) -> None:
        """This was done with these documents."""
        if self.unfinished(work).intersection(document_ids):
            with self._transaction() as connection:
                unfinished.done(connection, work, document_ids)

    def settle(self, made: Settled, as_of: date, rules: str, document_ids: Collection[str] | None) -> None:
        """Note that these documents, or all, were checked for a day by these rules, and that nothing changed since."""
        with self._transaction() as connection:
            settled.settle(connection, made, as_of, rules, document_ids)
        self._is_settled = True

    def still_settled(self, as_of: date, rules: str, document_ids: Collection[str] | None) -> Settled | None:
        """The check that would be made now, if it was made and nothing that checks look at has changed since."""
        return settled.still_settled(self._connection, as_of, rules, document_ids)
