"""Where runs get killed: a store in a file or in a lake, kept as it is and put back as it was."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb

from models.database import Database, as_database
from store.opening import home_of, reading
from tests.postgres import Postgres

RUNS: Final = ("runs", "audit_log", "publication", "schema_versions")
"""Tables of when and by which run something was done; a run more than in an undisturbed store is right there."""
_LASTING: Final = {"store.duckdb", "lock", "published", "audit-head", "recognised"}


class Place(ABC):
    """A store, and states of it to go back to."""

    database: Database

    def __init__(self, folder: Path) -> None:
        """`folder` holds all that the store keeps in files."""
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)

    @property
    @abstractmethod
    def address(self) -> str:
        """What a run is told, a password included."""

    def keep(self, state: str) -> None:
        """Keep the present state under a name."""
        shutil.copytree(self._folder, self._kept(state))

    def go_back(self, state: str | None) -> None:
        """To the state of that name; to no store at all without one."""
        shutil.rmtree(self._folder)
        if state is None:
            self._folder.mkdir(parents=True)
        else:
            shutil.copytree(self._kept(state), self._folder)

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table that says what the contracts hold, but for run ids, times and looks of files."""
        with self._connected() as connection:
            columns = connection.execute(
                "select table_name, list(column_name order by column_index) from duckdb_columns() "
                "where schema_name = 'stored' and not internal and column_name not like '%\\_at' escape '\\' "
                "and column_name not like '%run' and column_name not like '%run\\_id' escape '\\' "
                "and column_name <> 'look' and table_name in (select table_name from duckdb_tables()) group by 1"
            ).fetchall()
            return {
                table: sorted(connection.execute(f"select {', '.join(names)} from stored.{table}").fetchall(), key=repr)
                for table, names in columns
                if table not in RUNS
            }

    def left_behind(self) -> set[str]:
        """Files of the private folder that a run which ended well has no use for."""
        return {path.name for path in home_of(self.database).own_folder.iterdir()} - _LASTING

    @contextmanager
    def _connected(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with reading(self.database) as connection:
            yield connection

    def _kept(self, state: str) -> Path:
        return self._folder.with_name(f"{self._folder.name} {state}")


class FilePlace(Place):
    """A file, and the writer's folder beside it."""

    def __init__(self, folder: Path) -> None:
        """The database is made in `folder`."""
        super().__init__(folder)
        self.database = folder / "contracts.duckdb"

    @property
    def address(self) -> str:
        """Its path."""
        return str(self.database)


class LakePlace(Place):
    """A lake with a database of the server's for itself; what this machine keeps for it is below the same folder.

    `XDG_STATE_HOME` has to name the folder `state` below it.
    """

    NAME: Final = "killed"

    def __init__(self, folder: Path, server: Postgres) -> None:
        """Make the database, empty."""
        super().__init__(folder)
        self._server = server
        self._written = server.address(folder / "rows", "contracts").replace("/postgres?", f"/{self.NAME}?")
        self.database = as_database(self._written)
        server.run("createdb", self.NAME)
        self._make_folder()

    @property
    def address(self) -> str:
        """With the password."""
        return self._written

    def keep(self, state: str) -> None:
        """Keep the catalog too."""
        super().keep(state)
        self._server.run("createdb", "--template", self.NAME, f"{self.NAME} {state}")

    def go_back(self, state: str | None) -> None:
        """Whoever is still connected is thrown out: what a killed run had begun may not end later."""
        super().go_back(state)
        self._server.run("dropdb", "--force", self.NAME)
        template = () if state is None else ("--template", f"{self.NAME} {state}")
        self._server.run("createdb", *template, self.NAME)
        self._make_folder()

    def _make_folder(self) -> None:
        (self._folder / "rows").mkdir(exist_ok=True)
