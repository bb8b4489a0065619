"""`starkcheck watch`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.exit_codes import say
from flows.option_types import (
    AsOf,
    Database,
    MemoryLimit,
    PageLimit,
    PasswordFile,
    Quiet,
    SettingsFile,
    SizeLimit,
    TimeLimit,
    TrustedCertificates,
    Workers,
)
from flows.run import Command
from flows.run_options import (
    DEFAULT_DATABASE,
    DEFAULT_MEMORY_MEGABYTES,
    DEFAULT_PAGE_LIMIT,
    DEFAULT_SIZE_MEGABYTES,
    DEFAULT_TIME_LIMIT_SECONDS,
    RunOptions,
    RunReport,
    processors,
)
from flows.settings import Settings
from flows.trust import readable_certificates


def watch(
    folder: Annotated[Path, typer.Argument(help="The folder that contracts are dropped into.", metavar="FOLDER")],
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    quiet: Quiet = False,
    workers: Workers = None,
    time_limit: TimeLimit = DEFAULT_TIME_LIMIT_SECONDS,
    memory_limit: MemoryLimit = DEFAULT_MEMORY_MEGABYTES,
    size_limit: SizeLimit = DEFAULT_SIZE_MEGABYTES,
    page_limit: PageLimit = DEFAULT_PAGE_LIMIT,
    password_file: PasswordFile = None,
    trusted_certificates: TrustedCertificates = None,
    every: Annotated[
        float, typer.Option("--every", min=0.1, help="Seconds between two looks at the folder.", metavar="SECONDS")
    ] = 5.0,
    settings: SettingsFile = None,
) -> None:
    """Stay, and ingest and check each contract that is dropped into the folder, once it is wholly written."""
    from flows import engine
    from flows.progress import progress
    from flows.summary import tell
    from flows.watching import Watching

    options = RunOptions(
        database=database,
        as_of=as_of,
        workers=workers or processors(),
        seconds_per_document=time_limit,
        megabytes_of_memory=memory_limit,
        megabytes_per_file=size_limit,
        pages_per_document=page_limit,
        password_file=password_file,
        trusted_certificates=readable_certificates(trusted_certificates),
        settings=settings,
    )
    Settings.read(settings, database)  # wrong ones are told of now, not when something is dropped

    def take(files: tuple[Path, ...]) -> RunReport:
        return engine.carry_out(Command.INGEST_AND_CHECK, files, options, progress(quiet))

    def show(report: RunReport) -> None:
        tell(report, database, quiet)

    watching = Watching(folder, every, take, show, say)
    say(f"Watching {folder}; Ctrl-C ends it.")
    watching.until_stopped()
    say("The watch has ended.")
