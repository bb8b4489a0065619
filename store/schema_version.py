"""Whether a database is ours and of a version we know, and the numbered steps that bring an older one up to date."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb

from models.errors import StoreError
from store.audit_subjects import carry_over
from store.clock import utc_now

APPLICATION_ID = "starkcheck"
_SCHEMA = Path(__file__).parent / "schema"
_VIEWS = Path(__file__).parent / "views"
FIRST_WITH_A_LOG = 6
# DuckDB alters no table whose rows the same transaction updated: up to here in one, beyond in the next. From the ninth
# version on it is all or nothing.
_ALTERED_NEXT = (7, 9)


def migrations() -> dict[int, Path]:
    """The migration files by version, in order; a file is named by its number: `0001_tables.sql`."""
    return {int(path.name.split("_")[0]): path for path in sorted(_SCHEMA.glob("*.sql"))}


def views() -> list[Path]:
    """The files that define the views, in the order in which they build on each other."""
    return sorted(_VIEWS.glob("*.sql"))


def refuse_other_program(connection: duckdb.DuckDBPyConnection, database: Path | str) -> None:
    """Raise StoreError unless the open database was made by this program, and by no newer version of it.

    `database` is what the message calls it.
    """
    try:
        named = connection.execute("select application_id from stored.application").fetchone()
    except duckdb.Error:
        named = None
    if named != (APPLICATION_ID,):
        raise StoreError(
            f"{database} is a DuckDB database of another program. It is left as it is; name another file with --db."
        )
    refuse_newer(stored_version(connection), database)


def version_behind(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The version of a database that an older program made; None when it is empty, of this version, or newer."""
    version = version_present(connection)
    return version if 0 < version < max(migrations()) else None


def backup_of(database: Path, version: int, day: date) -> Path:
    """Where a database goes that is about to be migrated: `contracts.duckdb.schema-9.2026-01-31.backup`."""
    return database.with_name(f"{database.name}.schema-{version}.{day}.backup")


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Apply the migrations that our open, writable database lacks and define the views anew, all of it or nothing.

    An empty database is filled. Raises StoreError, calling it `database`, when a newer version made it, and when it
    cannot be brought up to date, which leaves it as it was.
    """
    present = version_present(connection)
    refuse_newer(present, database)
    try:
        _migrate(connection, present)
    except duckdb.Error as error:
        raise not_brought_up_to_date(database, present, error) from error


def not_brought_up_to_date(database: Path | str, present: int, error: duckdb.Error) -> StoreError:
    """What is said when a migration failed and was undone."""
    return StoreError(
        f"{database} (schema {present}) cannot be brought up to schema {max(migrations())}: "
        f"{str(error).splitlines()[0]}. It is as it was. Make room if the disk is full; else go on with the starkcheck "
        "that wrote it last."
    )


def _migrate(connection: duckdb.DuckDBPyConnection, present: int) -> None:
    for last in (*_ALTERED_NEXT, max(migrations())):
        if present < last:
            connection.begin()
            try:
                apply_migrations(connection, present, last=last)
                if last == max(migrations()):
                    define_views(connection)
                connection.commit()
            except BaseException:
                with suppress(duckdb.Error):
                    connection.rollback()
                raise
            present = last


def apply_migrations(
    connection: duckdb.DuckDBPyConnection,
    present: int,
    dialect: Callable[[str], str] = lambda sql: sql,
    last: int | None = None,
) -> None:
    """Apply those beyond the version `present`, up to `last` or all, in the words that `dialect` makes of them.

    Call it in a transaction.
    """
    for version, path in migrations().items():
        if present < version <= (last or version):
            connection.execute(dialect(path.read_text(encoding="utf-8")))
            connection.execute("insert into stored.schema_versions values (?, ?)", [version, utc_now()])
            if version == FIRST_WITH_A_LOG:
                carry_over(connection)


def define_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Define every view anew. Call it inside a transaction."""
    for path in views():
        connection.execute(path.read_text(encoding="utf-8"))


def refuse_newer(found: int, database: Path | str) -> None:
    """Raise StoreError when a database has a newer version than we know."""
    known = max(migrations())
    if found > known:
        raise StoreError(
            f"{database} was made by a newer starkcheck (schema {found}; this one knows up to {known}). "
            "Update starkcheck, or name another file with --db."
        )


def version_present(connection: duckdb.DuckDBPyConnection) -> int:
    """The version of an open database, ours or empty; 0 when it is empty."""
    is_new = connection.execute("select 1 from duckdb_schemas() where schema_name = 'stored'").fetchone() is None
    return 0 if is_new else stored_version(connection)


def stored_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The version of a database of ours."""
    row = connection.execute("select max(version) from stored.schema_versions").fetchone()
    return int(row[0]) if row and row[0] is not None else 0
