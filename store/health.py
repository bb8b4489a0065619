"""How a database is: looked at without changing anything, whatever state it is in."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

import duckdb

from models.database import Database, Lake
from models.diagnosis import Condition, Diagnosis
from models.errors import StoreError
from store.clock import utc_now
from store.lake_health import look_at_lake, look_at_own_folder
from store.private_folder import PrivateFolder
from store.schema_version import migrations
from store.snapshot import QUIET, first_line, reading

_STALE: Final = timedelta(days=7)
_AHEAD: Final = timedelta(minutes=10)


def look_at_database(database: Database) -> list[Diagnosis]:
    """Its version, who writes to it, what was left behind, and whether the published file is up to date."""
    if isinstance(database, Lake):
        return look_at_lake(database)
    folder = PrivateFolder(database)
    found = [_writer(folder, database)]
    if not folder.published.exists():
        kept = folder.database.exists()
        left = " A run was stopped before it handed anything out; what it read is kept." if kept else ""
        remedy = f"starkcheck run FOLDER --db {database}"
        return [*found, _trouble("database", f"There is no database at {database}.{left}", remedy)]
    try:
        with reading(folder.published) as connection:
            row = connection.execute("select max(version) from stored.schema_versions").fetchone()
            found.append(_version(int(row[0]) if row and row[0] else 0, database))
            found += _runs(connection, database)
    except StoreError as error:
        return [*found, _trouble("database", str(error), "")]  # its message says what to do
    except duckdb.Error as error:
        message = f"{database} cannot be read: {first_line(error)}"
        return [*found, _trouble("database", message, "Restore it from a backup, or name another file with --db.")]
    return [*found, *_unpublished(folder, database)]


def look_at_access(database: Database) -> list[Diagnosis]:
    """Whether its owner, and nobody else, can read and write the database and the writer's private folder."""
    if isinstance(database, Lake):
        return look_at_own_folder(database)
    folder = PrivateFolder(database)
    parent = folder.published.parent
    if not parent.is_dir():
        return [_trouble("access", f"The folder {parent} is not there.", f"mkdir -p {parent}")]
    found = []
    if not os.access(parent, os.W_OK | os.X_OK):
        is_mounted_so = os.statvfs(parent).f_flag & os.ST_RDONLY
        why = ": its file system is mounted read-only" if is_mounted_so else ""
        remedy = "Mount it for writing, or name another file with --db." if is_mounted_so else f"chmod u+wx {parent}"
        found.append(_trouble("access", f"Nothing can be written in {parent}{why}.", remedy))
    if parent.stat().st_mode & stat.S_IWOTH and not parent.stat().st_mode & stat.S_ISVTX:
        found.append(_trouble("access", f"Anybody may replace files in {parent}.", f"chmod o-w {parent}"))
    if folder.published.exists():
        mode = stat.S_IMODE(folder.published.stat().st_mode)
        if mode & 0o077:
            readers = "Everybody" if mode & 0o007 else "Its group"
            found.append(
                _note("access", f"{readers} may read {folder.published} ({mode:o}).", f"chmod 600 {folder.published}")
            )
        if not os.access(folder.published, os.R_OK):
            found.append(_trouble("access", f"{folder.published} cannot be read by this account.", "Ask its owner."))
    if folder.path.exists():
        found += _private(folder)
    if not found and not folder.published.exists() and not folder.path.exists():
        return [_fine("access", f"There is nothing yet that others could read; this account may write in {parent}.")]
    return found or [_fine("access", "The database and its private folder are open to their owner only.")]


def _writer(folder: PrivateFolder, database: Path) -> Diagnosis:
    holder = _holder(folder.lock)
    if holder:
        return _note("writer", f"{database} is being written by {holder}; others wait or end with exit code 4.")
    if folder.database.with_name(f"{folder.database.name}.wal").exists():
        return _note(
            "writer",
            "A run was killed while it wrote. What it had finished is whole, and the next run goes on from there.",
            f"starkcheck run FOLDER --db {database}",
        )
    return _fine("writer", "Nobody is writing, and nothing was left behind.")


@contextmanager
def _kept_from_writers(lock: Path) -> Iterator[str]:
    """Who writes; or, where nobody does, the empty name, and nobody begins to until this is left."""
    try:
        file = lock.open("rb")
    except OSError:
        yield ""
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            yield file.read(200).decode(errors="replace") or "another process"
        else:
            yield ""


def _holder(lock: Path) -> str:
    with _kept_from_writers(lock) as holder:
        return holder


def _version(found: int, database: Path) -> Diagnosis:
    known = max(migrations())
    if found < known:
        return _note(
            "database",
            f"{database} was last written by an older starkcheck (schema {found}; this one writes {known}). "
            "The next run keeps a copy of it, and brings it up to date.",
            f"starkcheck check --db {database}",
        )
    return _fine("database", f"{database} is of this version (schema {found}).")


def _runs(connection: duckdb.DuckDBPyConnection, database: Path) -> list[Diagnosis]:
    row = connection.execute(
        "select max(started_at), max(started_at) filter (command <> 'ingest') from runs"
    ).fetchone()
    last, last_check = row or (None, None)
    found = []
    now = utc_now()
    if last is not None and last > now + _AHEAD:
        message = f"The last run began at {last:%Y-%m-%d %H:%M} UTC, and it is {now:%Y-%m-%d %H:%M} UTC now."
        found.append(_trouble("clock", f"{message} The clock was moved, or is wrong.", "timedatectl status"))
    if last_check is None or last_check < now - _STALE:
        since = f"since {last_check:%Y-%m-%d}" if last_check else "yet"
        found.append(
            _note("checks", f"Nothing was checked {since}; days move findings.", f"starkcheck check --db {database}")
        )
    unfinished = connection.execute(
        "select command, started_at from runs where finished_at is null order by started_at desc limit 1"
    ).fetchone()
    newest = connection.execute("select max(finished_at) from runs").fetchone()
    if unfinished and (newest is None or newest[0] is None or newest[0] < unfinished[1]):
        message = f"The last run ({unfinished[0]}, {unfinished[1]:%Y-%m-%d %H:%M} UTC) did not end."
        found.append(
            _note("runs", f"{message} Run it again; it goes on from there.", f"starkcheck run FOLDER --db {database}")
        )
    return found


def _unpublished(folder: PrivateFolder, database: Path) -> list[Diagnosis]:
    """Whether the writer's own database knows of runs that the published file does not."""
    newest = "select (select max(run_id) from stored.runs), (select max(publication_id) from stored.publication)"
    with _kept_from_writers(folder.lock) as holder:
        if holder or not folder.database.exists():
            return []
        try:
            with reading(folder.published) as shown:
                seen = shown.execute(newest).fetchone() or ("", "")
            with duckdb.connect(str(folder.database), read_only=True) as kept:
                kept.execute(QUIET)
                known = kept.execute(newest).fetchone() or ("", "")
        except duckdb.Error as error:
            message = f"The writer's own database cannot be opened: {first_line(error)}."
            remedy = f"mv {folder.path} {folder.path}.broken   # the next run goes on from {database}"
            return [_trouble("snapshot", message, remedy)]
    if seen[1] not in (known[1], folder.last_published()):
        message = f"{database} was put in place of the file handed out last; the next run goes on from it."
        return [_note("snapshot", message)]
    if known[0] != seen[0]:
        message = f"A run did more than {database} shows: it was stopped before it handed that out."
        return [_note("snapshot", message, f"starkcheck check --db {database}")]
    return [_fine("snapshot", "The published file is up to date.")]


def _private(folder: PrivateFolder) -> list[Diagnosis]:
    found = []
    status = folder.path.stat()
    if status.st_uid != os.getuid():
        remedy = "Run starkcheck from the account that owns it."
        found.append(_trouble("access", f"{folder.path} belongs to another account.", remedy))
    if stat.S_IMODE(status.st_mode) & 0o077:
        found.append(_trouble("access", f"Others may look into {folder.path}.", f"chmod 700 {folder.path}"))
    open_files = [path for path in folder.path.glob("*") if path.is_file() and path.stat().st_mode & 0o077]
    if open_files and not _holder(folder.lock):
        names = ", ".join(path.name for path in open_files[:5])
        found.append(_trouble("access", f"Others may read {names} in {folder.path}.", f"chmod -R go= {folder.path}"))
    return found


def _fine(subject: str, message: str) -> Diagnosis:
    return Diagnosis(subject=subject, condition=Condition.FINE, message=message)


def _note(subject: str, message: str, remedy: str = "") -> Diagnosis:
    return Diagnosis(subject=subject, condition=Condition.NOTE, message=message, remedy=remedy)


def _trouble(subject: str, message: str, remedy: str) -> Diagnosis:
    return Diagnosis(subject=subject, condition=Condition.TROUBLE, message=message, remedy=remedy)
