"""Who may write to a lake when: locks in its PostgreSQL, which go with the process that holds them, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import duckdb

from models.database import Lake
from models.errors import StoreBusyError, StoreError
from store.lake_connection import CATALOG
from store.snapshot import first_line

_RUN: Final = 1
_TURN: Final = 2
_TRY_SECONDS: Final = 5


class LakeLocks:
    """Two locks of a lake: one for the length of a run, which readers of documents share, and one for a transaction.

    DuckLake lets transactions commit that delete and insert the same keys at once, and has lost deletes when it tried a
    commit again; so each of ours has the catalog for itself from its first question to its commit.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
        """`connection` has the catalog attached. Nothing is locked yet."""
        self._lake = lake
        self._run = connection.cursor()
        self._turn = connection.cursor()

    def take(self, *, shared: bool) -> None:
        """Take the lock of the run at once; raises StoreBusyError where that cannot be."""
        self._run.begin()
        if not self._ask(self._run, f"pg_try_advisory_xact_lock{'_shared' if shared else ''}", _RUN):
            self._run.rollback()
            raise StoreBusyError(
                f"{self._lake} is being written by another process. Wait until that run ends, or name another store."
            )

    def wait_to_be_alone(self, seconds: float) -> bool:
        """Whether the lock of the run is ours alone, after waiting for it so long; others queue behind us meanwhile."""
        with suppress(duckdb.Error):
            self._run.rollback()
        for _ in range(max(1, round(seconds / _TRY_SECONDS))):
            try:
                self._run.begin()
                self._run.execute(
                    f"call postgres_execute('{CATALOG}', 'set local lock_timeout = {_TRY_SECONDS * 1000}')"
                )
                self._ask(self._run, "pg_advisory_xact_lock", _RUN)
                return True
            except duckdb.Error as error:
                self._run.rollback()
                if "lock timeout" not in str(error):
                    raise self._lost(error) from None
        return False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for our turn, and keep it for the transaction within. Raises StoreError when the server is gone."""
        try:
            self._run.execute(f"from postgres_query('{CATALOG}', 'select 1 as one')").fetchone()
            self._turn.begin()
            self._ask(self._turn, "pg_advisory_xact_lock", _TURN)
        except duckdb.Error as error:
            raise self._lost(error) from None
        try:
            yield
        finally:
            with suppress(duckdb.Error):
                self._turn.rollback()

    def release(self) -> None:
        """Let go of both. Where the server is gone, DuckDB ends the whole process over a transaction left open."""
        for cursor in (self._turn, self._run):
            with suppress(duckdb.Error):
                cursor.rollback()
            cursor.close()

    def _ask(self, cursor: duckdb.DuckDBPyConnection, function: str, which: int) -> bool:
        key = f"hashtext(''starkcheck {self._lake.schema_name}''), {which}"
        row = cursor.execute(f"from postgres_query('{CATALOG}', 'select {function}({key})::text as held')").fetchone()
        return row is not None and row[0] != "false"

    def _lost(self, error: duckdb.Error) -> StoreError:
        return StoreError(
            f"The connection to {self._lake} was lost: {first_line(error)}. What was stored is whole; run this again."
        )
