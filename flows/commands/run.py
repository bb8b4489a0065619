"""`starkcheck run`, and its halves `ingest` and `check`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from flows.exit_codes import ExitCode, say
from flows.option_types import Again, AsOf, Database, FailOn, Paths, Quiet, TimeLimit, Workers, run_options
from flows.run import Command
from flows.run_options import DEFAULT_DATABASE, DEFAULT_TIME_LIMIT_SECONDS, RunOptions
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
    fail_on: FailOn = None,
) -> None:
    """Ingest files and folders of contracts, check them, and print the findings."""
    options = run_options(database, as_of, workers, time_limit, again)
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
) -> None:
    """Read files and folders of contracts into the database, and check nothing yet."""
    options = run_options(database, None, workers, time_limit, again)
    raise typer.Exit(_carry_out(Command.INGEST, paths, options, quiet, None))


def check(
    database: Database = DEFAULT_DATABASE, as_of: AsOf = None, quiet: Quiet = False, fail_on: FailOn = None
) -> None:
    """Check every contract in the database, and print the findings."""
    raise typer.Exit(_carry_out(Command.CHECK, (), run_options(database, as_of), quiet, fail_on))


def _carry_out(
    command: Command, paths: Sequence[Path], options: RunOptions, quiet: bool, fail_on: Severity | None
) -> ExitCode:
    from flows import engine
    from flows.progress import progress
    from flows.summary import exit_code, tell

    report = engine.carry_out(command, paths, options, progress(quiet))
    tell(report, options.database, quiet)
    return exit_code(report, options.database, fail_on)


def _suggest_sql(database: Path) -> None:
    where = "" if database == DEFAULT_DATABASE else f" --db {database}"
    starkcheck = _own_name()
    say("Next, ask the database:")
    for command in NEXT_COMMANDS:
        say(f"  {starkcheck} {command}{where}")


def _own_name() -> str:
    """What to type to call this program again: its bare name only where the shell finds it by that."""
    called = Path(sys.argv[0])
    return str(called) if called.name == PROGRAM and shutil.which(PROGRAM) is None else PROGRAM
