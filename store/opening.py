"""The one place that decides how a database is opened: as a file of this machine, or as a lake of many."""

from __future__ import annotations

from contextlib import AbstractContextManager

import duckdb

from models.database import Database, Lake
from store.home import Home


def home_of(database: Database) -> Home:
    """Where a database is kept, for its writer."""
    if isinstance(database, Lake):
        from store.lake_home import LakeHome

        return LakeHome(database)
    from store.file_home import FileHome

    return FileHome(database)


def reading(database: Database) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """A connection for reading what is published, closed on leaving; it reaches nothing else. Raises StoreError."""
    if isinstance(database, Lake):
        from store.lake_home import reading_lake

        return reading_lake(database)
    from store import snapshot

    return snapshot.reading(database)
