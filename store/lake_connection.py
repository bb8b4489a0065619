"""Reaching a lake: DuckDB with the two extensions that its package brings, and the catalog in PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import duckdb

from models.database import Lake
from models.errors import StoreError
from store.snapshot import QUIET, first_line

CATALOG: Final = "catalog"
"""What the PostgreSQL database itself is attached as."""
NAME: Final = "lake"
PATIENCE_SECONDS: Final = 30.0
"""How long a server that does not answer is tried."""
_EXTENSIONS: Final = ("ducklake", "postgres_scanner")
_CONFIGURATION: Final[Mapping[str, str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_persistent_secrets": "false",
    "memory_limit": "1GB",
}
# What no waiting cures.
_REFUSED: Final = re.compile(
    r"authentication failed|no password supplied|does not exist|no pg_hba.conf entry|permission denied|"
    r"could not translate host name|invalid",
    re.IGNORECASE,
)


def connect(lake: Lake, spill_folder: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB of this process's own with the catalog attached; a server that does not answer is tried for a while.

    The password goes into a secret, which DuckDB shows to nobody. Raises StoreError, which names no password.
    """
    try:
        connection = duckdb.connect(config=dict(_CONFIGURATION))
        connection.execute(QUIET)
        # Small writes go to files like large ones: kept in the catalog, concurrent deletes of them have been lost.
        for name in _EXTENSIONS:
            connection.execute(f"load '{_escaped(str(_extension(name)))}'")
        connection.execute("set ducklake_default_data_inlining_row_limit = 0")
        if spill_folder is not None:
            connection.execute(f"set temp_directory = '{_escaped(str(spill_folder))}'")
        connection.execute(f"create secret catalog_secret (type postgres, {_access(lake)})")
        connection.execute(
            "create secret lake_secret (type ducklake, metadata_path '', "
            f"metadata_parameters map {{'TYPE': 'postgres', 'SECRET': 'catalog_secret'}}, "
            f"metadata_schema '{lake.schema_name}')"
        )
    except duckdb.Error as error:
        # DuckDB's own words may repeat the statement, in which the password stands.
        raise StoreError(f"DuckDB cannot prepare the way to {lake} ({type(error).__name__}).") from None
    try:
        _attach_catalog(connection, lake)
    except BaseException:
        connection.close()
        raise
    return connection


def is_made(connection: duckdb.DuckDBPyConnection, lake: Lake) -> bool:
    """Whether there is a lake in the catalog already."""
    found = connection.execute(
        f"from postgres_query('{CATALOG}', "  # noqa: S608 - a name of plain letters
        f"'select 1 as one from information_schema.tables where table_schema = ''{lake.schema_name}'' "
        "and table_name = ''ducklake_metadata''')"
    ).fetchone()
    return found is not None


def attach(connection: duckdb.DuckDBPyConnection, lake: Lake, *, read_only: bool) -> None:
    """Attach the lake and make it the default; made if it is not there, unless only for reading. Raises StoreError."""
    from store.lake_leftovers import own_folder_in

    made = is_made(connection, lake)
    if not made and read_only:
        raise StoreError(f"There is no store at {lake}. `starkcheck run FOLDER --store {lake}` makes one.")
    options = []
    if read_only:
        options.append("read_only")
    if not made:
        if lake.data_folder is None:
            raise StoreError(
                f"There is no store at {lake} yet, and its files need a folder that all machines see: "
                "add ?data=/THAT/FOLDER to the address."
            )
        if not lake.data_folder.is_dir():
            raise StoreError(
                f"The folder {lake.data_folder} for the store's files is not there, or not on this machine."
            )
        try:
            own = own_folder_in(lake.data_folder)
        except OSError as error:
            raise StoreError(f"Nothing can be written in {lake.data_folder}: {error.strerror}.") from error
        options.append(f"data_path '{_escaped(str(own))}'")
    try:
        with_options = f"({', '.join(options)})" if options else ""
        connection.execute(f"attach 'ducklake:lake_secret' as {NAME} {with_options}")
        connection.execute(f"use {NAME}")
    except duckdb.Error as error:
        raise StoreError(f"{lake} cannot be opened: {first_line(error)}") from None


def data_folder(connection: duckdb.DuckDBPyConnection) -> str:
    """Where the attached lake has its files."""
    row = connection.execute("select value from ducklake_options(?) where option_name = 'data_path'", [NAME]).fetchone()
    return str(row[0]) if row else ""


def _attach_catalog(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_exponential

    tries = Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, duckdb.Error) and not _REFUSED.search(str(error))),
        stop=stop_after_delay(PATIENCE_SECONDS),
        wait=wait_exponential(multiplier=0.5, max=5.0),
        reraise=True,
    )
    try:
        tries(connection.execute, f"attach '' as {CATALOG} (type postgres, secret catalog_secret)")
    except duckdb.Error as error:
        said = first_line(error).partition('at "": ')[2] or first_line(error)
        refused = bool(_REFUSED.search(said))
        what = "does not let us in" if refused else f"does not answer, not in {PATIENCE_SECONDS:.0f} seconds either"
        remedy = (
            "Look at user, password (PGPASSWORD or ~/.pgpass) and database."
            if refused
            else "Is it running, and is the address right? What was stored is whole; run this again when it is back."
        )
        raise StoreError(f"The PostgreSQL of {lake} {what}: {said}. {remedy}") from None


def _access(lake: Lake) -> str:
    """The parameters of a secret for what the address says; the rest is PostgreSQL's library to find."""
    password = lake.password.get_secret_value() if lake.password is not None else None
    given = {"host": lake.host, "user": lake.user, "password": password, "database": lake.name}
    texts = [f"{name} '{_escaped(value)}'" for name, value in given.items() if value is not None]
    return ", ".join([*texts, *([f"port {lake.port}"] if lake.port is not None else [])])


def _extension(name: str) -> Path:
    package = find_spec(f"duckdb_extension_{name}")
    if package is None or not package.submodule_search_locations:
        raise StoreError(f"The Python package duckdb-extension-{name.replace('_', '-')} is not installed.")
    return Path(
        package.submodule_search_locations[0], "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension"
    )


def _escaped(text: str) -> str:
    return text.replace("'", "''")
