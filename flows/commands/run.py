"""`starkcheck run`, and its halves `ingest` and `check`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from flows.exit_codes import ExitCode, say
from flows.option_types import (
    Again,
    AsOf,
    Database,
    FailOn,
    MemoryLimit,
    PageLimit,
    Parts,
    PasswordFile,
    Paths,
    Quiet,
    SettingsFile,
    SizeLimit,
    SpreadOver,
    TimeLimit,
    TrustedCertificates,
    Workers,
)
from flows.run import Command
from flows.run_options import (
    DEFAULT_DATABASE,
    DEFAULT_MEMORY_MEGABYTES,
    DEFAULT_PAGE_LIMIT,
    DEFAULT_PARTS,
    DEFAULT_SIZE_MEGABYTES,
    DEFAULT_TIME_LIMIT_SECONDS,
    RunOptions,
    processors,
)
from models.database import Database as StoreDatabase
from models.finding import Severity

PROGRAM = "starkcheck"
NEXT_COMMANDS = (
    'sql "select file_name, kind, effective_date, expiration_date from contracts"',
    'sql "select check_name, severity, count(*) from findings group by all order by all"',
    'sql "select name, count(distinct contract_id) as contracts from parties where is_physician group by all"',
    "findings --severity error",
)


def run(
    paths: Paths,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    quiet: Quiet = False,
    again: Again = False,
    workers: Workers = None,
    time_limit: TimeLimit = DEFAULT_TIME_LIMIT_SECONDS,
    memory_limit: MemoryLimit = DEFAULT_MEMORY_MEGABYTES,
    size_limit: SizeLimit = DEFAULT_SIZE_MEGABYTES,
    page_limit: PageLimit = DEFAULT_PAGE_LIMIT,
    password_file: PasswordFile = None,
    trusted_certificates: TrustedCertificates = None,
    spread_over: SpreadOver = None,
    parts: Parts = None,
    fail_on: FailOn = None,
    settings: SettingsFile = None,
) -> None:
    """Ingest files and folders of contracts, check them, and print the findings."""
    options = RunOptions(
        database=database,
        as_of=as_of,
        workers=workers or processors(),
        seconds_per_document=time_limit,
        megabytes_of_memory=memory_limit,
        megabytes_per_file=size_limit,
        pages_per_document=page_limit,
        password_file=password_file,
        trusted_certificates=trusted_certificates,
        again=again,
        spread_over=spread_over,
        parts=parts or DEFAULT_PARTS,
        settings=settings,
    )
    code = _carry_out(Command.INGEST_AND_CHECK, paths, options, quiet, fail_on)
    if not quiet:
        _suggest_sql(database)
    raise typer.Exit(code)


def ingest(
    paths: Paths,
    database: Database = DEFAULT_DATABASE,
    quiet: Quiet = False,
    again: Again = False,
    workers: Workers = None,
    time_limit: TimeLimit = DEFAULT_TIME_LIMIT_SECONDS,
    memory_limit: MemoryLimit = DEFAULT_MEMORY_MEGABYTES,
    size_limit: SizeLimit = DEFAULT_SIZE_MEGABYTES,
    page_limit: PageLimit = DEFAULT_PAGE_LIMIT,
    password_file: PasswordFile = None,
    trusted_certificates: TrustedCertificates = None,
    spread_over: SpreadOver = None,
    parts: Parts = None,
) -> None:
    """Read files and folders of contracts into the database, and check nothing yet."""
    options = RunOptions(
        database=database,
        workers=workers or processors(),
        seconds_per_document=time_limit,
        megabytes_of_memory=memory_limit,
        megabytes_per_file=size_limit,
        pages_per_document=page_limit,
        password_file=password_file,
        trusted_certificates=trusted_certificates,
        again=again,
        spread_over=spread_over,
        parts=parts or DEFAULT_PARTS,
    )
    raise typer.Exit(_carry_out(Command.INGEST, paths, options, quiet, None))


def check(
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    quiet: Quiet = False,
    fail_on: FailOn = None,
    settings: SettingsFile = None,
) -> None:
    """Check every contract in the database, and print the findings."""
    options = RunOptions(database=database, as_of=as_of, settings=settings)
    raise typer.Exit(_carry_out(Command.CHECK, (), options, quiet, fail_on))


def _carry_out(
    command: Command, paths: Sequence[Path], options: RunOptions, quiet: bool, fail_on: Severity | None
) -> ExitCode:
    from flows import engine
    from flows.progress import progress
    from flows.summary import exit_code, tell

    report = engine.carry_out(command, paths, options, progress(quiet))
    tell(report, options.database, quiet)
    return exit_code(report, options.database, fail_on)


def _suggest_sql(database: StoreDatabase) -> None:
    where = "" if database == DEFAULT_DATABASE else f" --db {database}"
    starkcheck = _own_name()
    say("Next, ask the database:")
    for command in NEXT_COMMANDS:
        say(f"  {starkcheck} {command}{where}")


def _own_name() -> str:
    """What to type to call this program again: its bare name only where the shell finds it by that."""
    called = Path(sys.argv[0])
    return str(called) if called.name == PROGRAM and shutil.which(PROGRAM) is None else PROGRAM
