"""Files in a lake's folder that belong to no row: what a worker that was killed in its turn had begun to write."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

import duckdb

from store.lake_connection import NAME, data_folder

TOLD_DAYS: Final = 1
"""A younger file may be one that somebody is about to enter in the catalog."""
REMOVED_DAYS: Final = 7
"""So long one may still go back to an earlier state of the catalog."""
_OWN: Final = "starkcheck-lake-"
_DAY_SECONDS: Final = 24 * 3600.0
_CATALOG: Final = f"__ducklake_metadata_{NAME}"
_LISTS: Final = ("ducklake_data_file", "ducklake_delete_file", "ducklake_files_scheduled_for_deletion")


def own_folder_in(folder: Path) -> Path:
    """Makes a folder for a new lake inside the one that was named, so that whatever lies in it is this lake's.

    Raises OSError.
    """
    made = folder / f"{_OWN}{uuid4().hex}"
    made.mkdir()
    return made


def is_own(folder: Path) -> bool:
    """Whether a lake's folder was made for it alone; those of earlier versions may be shared by several lakes."""
    return folder.name.startswith(_OWN)


def leftovers(connection: duckdb.DuckDBPyConnection, schema_name: str, *, days: float) -> tuple[Path, ...]:
    """The files of rows in the lake's folder that are in none of the catalog's lists and older than so many days.

    Files go by their names, which are never given twice, and not by their paths, which may be written in several ways.
    Raises duckdb.Error.
    """
    # The folder first: what is written meanwhile is then in the lists, and not the other way round.
    old = list(_older(Path(data_folder(connection)), time.time() - days * _DAY_SECONDS))
    known: set[str] = set()
    for name in _LISTS:
        rows = connection.execute(f'select path from {_CATALOG}."{schema_name}".{name}').fetchall()  # noqa: S608 - names of plain letters
        known |= {Path(str(path)).name for (path,) in rows}
    return tuple(path for path in old if path.name not in known)


def remove_leftovers(connection: duckdb.DuckDBPyConnection, schema_name: str) -> int:
    """Remove what has been left over for a week from a folder that is this lake's own, and say how many files went.

    Nobody else may write meanwhile. Raises duckdb.Error.
    """
    if not is_own(Path(data_folder(connection))):
        return 0
    removed = 0
    for path in leftovers(connection, schema_name, days=REMOVED_DAYS):
        with suppress(OSError):  # another time
            path.unlink()
            removed += 1
    return removed


def _older(folder: Path, than: float) -> Iterator[Path]:
    for path in sorted(folder.rglob("ducklake-*.parquet")):
        with suppress(OSError):  # gone meanwhile
            if path.stat().st_mtime < than:
                yield path
