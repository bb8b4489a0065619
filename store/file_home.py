"""A store in a file of this machine: one writer, on a database of its own, and snapshots handed out to people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import ClassVar

import duckdb

from models.audit import AuditHead
from models.errors import StoreError
from store.audit_interruption import note_interruption
from store.home import Home
from store.noted_head import NotedHead
from store.private_folder import PrivateFolder
from store.schema_version import bring_up_to_date, version_behind
from store.snapshot import QUIET, WAY_OUT, first_line, reading
from store.writer_lock import WriterLock

# DuckDB keeps what it has seen in memory, up to four fifths of the machine's; a hundred thousand contracts need no more
# than this, and beyond it DuckDB goes on in files of the private folder.
# Its log may grow long before it is worked into the database, for which the keys of all rows are written anew.
_CONFIGURATION = {
    "autoinstall_known_extensions": "false",
    "memory_limit": "512MB",
    "checkpoint_threshold": "64MB",
}


class FileHome(Home):
    """The file that people open is a snapshot; the writer works on its own database in a private folder beside it, so
    neither waits for the other.
    """

    documents_at_once: ClassVar[int] = 20

    def __init__(self, database: Path) -> None:
        """Nothing is opened yet."""
        self._folder = PrivateFolder(database)
        self.name = str(self._folder.database)
        self.own_folder = self._folder.path

    def open(self, say: Callable[[str], None], *, beside_others: bool) -> duckdb.DuckDBPyConnection:
        """Take the lock and open the writer's own database, going on from the published file.

        One that an older version wrote is copied beside the published file first.
        """
        folder = self._folder
        if folder.published.exists() and not folder.path.exists():
            with reading(folder.published):
                pass  # Refused before anything is made beside a file that is not ours.
        folder.create()
        self._lock = WriterLock(folder.lock, folder.published)
        with ExitStack() as undo:
            undo.callback(self._lock.release)
            folder.follow_published_file()
            connection = undo.enter_context(closing(_connect(folder)))
            older = version_behind(connection)
            if older is not None:
                connection.close()  # only a closed database is one whole file
                say(folder.keep_a_copy(older))
                connection = undo.enter_context(closing(_connect(folder)))
            bring_up_to_date(connection, folder.published)
            note_interruption(connection, NotedHead(folder.path))
            folder.tighten()
            undo.pop_all()
        return connection

    def alone(self, say: Callable[[str], None]) -> None:
        """Nothing to wait for: there is one writer."""

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else commits anyway; what DuckDB makes anew is kept to its owner."""
        yield
        self._folder.tighten()

    def hand_out(self, connection: duckdb.DuckDBPyConnection, newest: AuditHead | None, publication_id: str) -> None:
        """Swap a whole copy in for the published file."""
        try:
            connection.execute("checkpoint")
            # A closed database is one whole file, and copying it cannot drop the lock that DuckDB has on an open one.
            connection.close()
            self._folder.publish(publication_id)
            if newest is not None:
                NotedHead(self.own_folder).note(newest)
        except duckdb.Error as error:
            raise StoreError(f"{self._folder.published} cannot be written: {first_line(error)}. {WAY_OUT}") from error

    def again(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """A write that failed has made an open connection, and every other that joins it, useless."""
        connection.close()
        return _connect(self._folder)

    def close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Release the lock last."""
        connection.close()
        self._lock.release()


def _connect(folder: PrivateFolder) -> duckdb.DuckDBPyConnection:
    """The writer's own database; raises StoreError when DuckDB cannot open it."""
    try:
        connection = duckdb.connect(str(folder.database), config=dict(_CONFIGURATION))
        connection.execute(QUIET)
        return connection
    except duckdb.Error as error:
        raise StoreError(
            f"{folder.database} cannot be opened: {first_line(error)}. Without the folder {folder.path} the next run "
            "goes on from the database as it was last published."
        ) from error
