"""`starkcheck watch`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.exit_codes import say
from flows.option_types import AsOf, Database, Quiet, TimeLimit, Workers, run_options
from flows.run import Command
from flows.run_options import DEFAULT_DATABASE, DEFAULT_TIME_LIMIT_SECONDS, RunReport


def watch(
    folder: Annotated[Path, typer.Argument(help="The folder that contracts are dropped into.", metavar="FOLDER")],
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    quiet: Quiet = False,
    workers: Workers = None,
    time_limit: TimeLimit = DEFAULT_TIME_LIMIT_SECONDS,
    every: Annotated[
        float, typer.Option("--every", min=0.1, help="Seconds between two looks at the folder.", metavar="SECONDS")
    ] = 5.0,
) -> None:
    """Stay, and ingest and check each contract that is dropped into the folder, once it is wholly written."""
    from flows import engine
    from flows.progress import progress
    from flows.summary import tell
    from flows.watching import Watching

    options = run_options(database, as_of, workers, time_limit)

    def take(files: tuple[Path, ...]) -> RunReport:
        return engine.carry_out(Command.INGEST_AND_CHECK, files, options, progress(quiet))

    def show(report: RunReport) -> None:
        tell(report, database, quiet)

    watching = Watching(folder, every, take, show, say)
    say(f"Watching {folder}; Ctrl-C ends it.")
    watching.until_stopped()
    say("The watch has ended.")
