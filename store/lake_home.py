"""A store in a lake: its catalog in PostgreSQL, its rows in Parquet files, and many machines that write to it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import ClassVar, Final

import duckdb

from models.audit import AuditHead
from models.database import Lake
from models.errors import StoreBusyError
from store import lake_connection, lake_schema
from store.audit_interruption import note_interruption
from store.home import Home
from store.lake_files import keep_few
from store.lake_locks import LakeLocks
from store.noted_head import NotedHead
from store.private_folder import make_private
from store.schema_version import refuse_other_program

_LONGEST_WAIT_SECONDS: Final = 4 * 3600.0


class LakeHome(Home):
    """Every transaction waits its turn, whichever machine it is of; what it wrote is seen at once."""

    documents_at_once: ClassVar[int] = 50

    def __init__(self, lake: Lake) -> None:
        """Nothing is opened yet."""
        self._lake = lake
        self.name = str(lake)
        self.own_folder = _own_folder(lake)
        self._is_alone = False

    def open(self, say: Callable[[str], None], *, beside_others: bool) -> duckdb.DuckDBPyConnection:
        """Reach the lake, making it where there is none yet; copies of it are its server's to make."""
        self.own_folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private(self.own_folder)
        connection = self._connect(alone=not beside_others)
        note_interruption(connection, NotedHead(self.own_folder), self.turn)
        return connection

    def alone(self, say: Callable[[str], None]) -> None:
        """Wait for the others to end what they write."""
        if self._is_alone:
            return
        if not self._locks.wait_to_be_alone(0):
            say(f"Waiting until nobody else writes to {self._lake}.")
            if not self._locks.wait_to_be_alone(_LONGEST_WAIT_SECONDS):
                raise StoreBusyError(
                    f"{self._lake} is still being written by others. Run `starkcheck check` afterwards."
                )
        self._is_alone = True

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One transaction at a time, over all machines."""
        with self._locks.turn():
            yield

    def hand_out(self, connection: duckdb.DuckDBPyConnection, newest: AuditHead | None, publication_id: str) -> None:
        """All is seen already; but many small files become few where nobody else writes."""
        if newest is not None:
            NotedHead(self.own_folder).note(newest)
        if self._is_alone:
            with self.turn():
                keep_few(connection, self._lake.schema_name)

    def again(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """The same."""
        return connection

    def close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Let go of the locks first."""
        self._locks.release()
        connection.close()

    def _connect(self, *, alone: bool) -> duckdb.DuckDBPyConnection:
        with ExitStack() as undo:
            connection = undo.enter_context(closing(lake_connection.connect(self._lake, self.own_folder / "spilled")))
            self._locks = LakeLocks(connection, self._lake)
            undo.callback(self._locks.release)
            self._locks.take(shared=not alone)
            self._is_alone = alone
            with self._locks.turn():
                lake_connection.attach(connection, self._lake, read_only=False)
                lake_schema.bring_up_to_date(connection, self.name)
            undo.pop_all()
        return connection


@contextmanager
def reading_lake(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that only reads the lake, and no other file and no other server. Raises StoreError."""
    with closing(lake_connection.connect(lake)) as connection:
        lake_connection.attach(connection, lake, read_only=True)
        connection.execute(f"detach {lake_connection.CATALOG}")
        folder = lake_connection.data_folder(connection).replace("'", "''")
        connection.execute(f"set allowed_directories = ['{folder}']")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        refuse_other_program(connection, str(lake))
        yield connection


def _own_folder(lake: Lake) -> Path:
    """One for each lake: under what systemd gives its service, or where programs keep their state."""
    state = os.environ.get("STATE_DIRECTORY") or os.environ.get("XDG_STATE_HOME")
    base = Path(state) if state else Path.home() / ".local" / "state"
    where = f"{lake.host}\n{lake.port}\n{lake.name}\n{lake.schema_name}"
    return base / "starkcheck" / f"lake-{hashlib.sha256(where.encode()).hexdigest()[:16]}"
