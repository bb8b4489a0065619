"""Opening the published file for reading, whoever else has it open."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Final

import duckdb

from models.errors import StoreError
from store.schema_version import refuse_other_program

_CONFIGURATION = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_persistent_secrets": "false",
}
QUIET: Final = "set enable_progress_bar = false"
"""For each connection: DuckDB would draw a bar into the output of whoever asks for long, terminal or not."""
WAY_OUT: Final = "What was stored is whole. Make room on the disk, or see what is wrong with it, and run again."
_ATTEMPTS = 3


@contextmanager
def reading(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to a snapshot of ours, closed on leaving; it reaches no other file and no network.

    A file that another program holds for writing, or whose write-ahead log that program left unusable, is read from a
    copy. Raises StoreError when the file is missing, is no DuckDB database, or is not ours to read.
    """
    refuse_other_files(database)
    with ExitStack() as opened:
        try:
            connection = _connect(database)
        except duckdb.Error:
            connection = _connect_to_copy(database, opened)
        opened.enter_context(closing(connection))
        refuse_other_program(connection, database)
        yield connection


def refuse_other_files(database: Path) -> None:
    """Raise StoreError unless the path is a file that begins as a DuckDB database does.

    DuckDB itself is not asked: shown a SQLite file, it would try to fetch an extension from the network.
    """
    try:
        with database.open("rb") as file:
            beginning = file.read(12)
    except FileNotFoundError as error:
        raise StoreError(
            f"There is no database at {database}. `starkcheck run FOLDER --db {database}` makes one."
        ) from error
    except OSError as error:
        raise StoreError(f"{database} cannot be read: {error.strerror}.") from error
    if beginning[8:12] != b"DUCK":
        raise StoreError(f"{database} is not a DuckDB database. It is left as it is; name another file with --db.")


def copy_at_rest(source: Path, target: Path) -> None:
    """Copy a database file for its owner's eyes only, and see it onto the disk.

    Raises StoreError when another program keeps writing to it meanwhile, or the disk refuses.
    """
    try:
        for _ in range(_ATTEMPTS):
            before = source.stat()
            with source.open("rb") as original, open(target, "wb", opener=private) as copy:
                shutil.copyfileobj(original, copy, 1 << 20)
                copy.flush()
                os.fsync(copy.fileno())
            after = source.stat()
            if (before.st_ino, before.st_mtime_ns, before.st_size) == (after.st_ino, after.st_mtime_ns, after.st_size):
                return
    except OSError as error:
        target.unlink(missing_ok=True)  # half a copy is of no use, and takes room
        raise StoreError(f"{source} cannot be copied to {target}: {error.strerror}. {WAY_OUT}") from error
    raise StoreError(f"Another program is writing to {source}. Close it there, or open it there for reading only.")


def first_line(error: Exception) -> str:
    """What DuckDB says of an error, without the sketch of the statement below it."""
    return str(error).splitlines()[0]


def _connect(database: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(database), read_only=True, config=dict(_CONFIGURATION))
    connection.execute(QUIET)
    connection.execute("set lock_configuration = true")
    return connection


def _connect_to_copy(database: Path, opened: ExitStack) -> duckdb.DuckDBPyConnection:
    copy = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="starkcheck-"))) / "snapshot.duckdb"
    copy_at_rest(database, copy)
    try:
        return _connect(copy)
    except duckdb.Error as error:
        said = first_line(error).replace(str(copy), str(database))
        raise StoreError(
            f"{database} cannot be opened: {said.rstrip('.')}. If it is damaged, put a copy from your backup in its "
            "place; or name another file with --db."
        ) from error


def private(path: str, flags: int) -> int:
    """An opener for files that their owner alone can read."""
    return os.open(path, flags, 0o600)
