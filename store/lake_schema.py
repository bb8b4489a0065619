"""The tables and views of a lake: the same as of a file, less what DuckLake does not have."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from typing import Final

import duckdb

from store.schema_version import (
    apply_migrations,
    define_views,
    migrations,
    not_brought_up_to_date,
    refuse_newer,
    version_present,
    views,
)

_KEY: Final = re.compile(r",\s*primary key\s*\([^)]*\)|\bprimary key\b", re.IGNORECASE)
_INDEX: Final = re.compile(r"^create index [^;]*;", re.IGNORECASE | re.MULTILINE)


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Apply the migrations that the lake lacks, and define the views anew where they are others. Call it in our turn.

    Each change of the schema makes every reader look at all of it again, so that none is made without need. Raises
    StoreError, calling the lake `name`, when a newer version made it, and when it cannot be brought up to date, which
    leaves it as it was.
    """
    present = version_present(connection)
    refuse_newer(present, name)
    wanted = _fingerprint()
    if present == max(migrations()) and _views_made(connection) == wanted:
        return
    try:
        _migrate(connection, present, wanted)
    except duckdb.Error as error:
        raise not_brought_up_to_date(name, present, error) from error


def _migrate(connection: duckdb.DuckDBPyConnection, present: int, wanted: str) -> None:
    connection.begin()
    try:
        apply_migrations(connection, present, without_keys)
        define_views(connection)
        connection.execute("create table if not exists stored.views_made (fingerprint varchar not null)")
        connection.execute("delete from stored.views_made")
        connection.execute("insert into stored.views_made values (?)", [wanted])
        connection.commit()
    except BaseException:
        with suppress(duckdb.Error):  # a commit that failed has ended it, and a server may be gone
            connection.rollback()
        raise


def without_keys(sql: str) -> str:
    """A migration as DuckLake understands it: it has no keys, which our writers see to, and no indexes."""
    return _INDEX.sub("", _KEY.sub("", sql))


def _fingerprint() -> str:
    return hashlib.sha256("\n".join(path.read_text(encoding="utf-8") for path in views()).encode()).hexdigest()[:16]


def _views_made(connection: duckdb.DuckDBPyConnection) -> str | None:
    found = connection.execute("select 1 from duckdb_tables() where table_name = 'views_made'").fetchone()
    row = connection.execute("select fingerprint from stored.views_made").fetchone() if found else None
    return str(row[0]) if row else None
