"""The Prefect flows: `ingest`, `check` and `ingest-and-check`, one task run a document, the findings as an artifact."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date
from pathlib import Path

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact

from flows.findings_table import artifact_rows
from flows.prefect_runner import PrefectRunner
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import (
    DEFAULT_DATABASE,
    DEFAULT_MEMORY_MEGABYTES,
    DEFAULT_PAGE_LIMIT,
    DEFAULT_SIZE_MEGABYTES,
    DEFAULT_TIME_LIMIT_SECONDS,
    ProgramFaultError,
    RunOptions,
    RunReport,
    processors,
)

ARTIFACT_KEY = "findings"

# A person at the terminal sees the bar here too; a flow's parameters could not carry it.
_progress: ContextVar[Progress | None] = ContextVar("progress", default=None)


@flow(name=Command.INGEST.value, persist_result=False)
def ingest(
    paths: list[Path],
    database: Path = DEFAULT_DATABASE,
    workers: int | None = None,
    seconds_per_document: float = DEFAULT_TIME_LIMIT_SECONDS,
    megabytes_of_memory: int = DEFAULT_MEMORY_MEGABYTES,
    megabytes_per_file: int = DEFAULT_SIZE_MEGABYTES,
    pages_per_document: int = DEFAULT_PAGE_LIMIT,
    password_file: Path | None = None,
    trusted_certificates: Path | None = None,
    again: bool = False,
) -> RunReport:
    """Read files and folders into the database, each document in a task run of its own.

    Of passwords Prefect is told the file's name alone.
    """
    options = RunOptions(
        database=database,
        workers=workers or processors(),
        seconds_per_document=seconds_per_document,
        megabytes_of_memory=megabytes_of_memory,
        megabytes_per_file=megabytes_per_file,
        pages_per_document=pages_per_document,
        password_file=password_file,
        trusted_certificates=trusted_certificates,
        again=again,
    )
    return _carry_out(Command.INGEST, paths, options)


@flow(name=Command.CHECK.value, persist_result=False)
def check(database: Path = DEFAULT_DATABASE, as_of: date | None = None) -> RunReport:
    """Check every contract of the database under the law of `as_of`, or of today."""
    return _carry_out(Command.CHECK, (), RunOptions(database=database, as_of=as_of))


@flow(name=Command.INGEST_AND_CHECK.value, persist_result=False)
def ingest_and_check(
    paths: list[Path],
    database: Path = DEFAULT_DATABASE,
    as_of: date | None = None,
    workers: int | None = None,
    seconds_per_document: float = DEFAULT_TIME_LIMIT_SECONDS,
    megabytes_of_memory: int = DEFAULT_MEMORY_MEGABYTES,
    megabytes_per_file: int = DEFAULT_SIZE_MEGABYTES,
    pages_per_document: int = DEFAULT_PAGE_LIMIT,
    password_file: Path | None = None,
    trusted_certificates: Path | None = None,
    again: bool = False,
) -> RunReport:
    """Read files and folders into the database and check their contracts."""
    options = RunOptions(
        database=database,
        as_of=as_of,
        workers=workers or processors(),
        seconds_per_document=seconds_per_document,
        megabytes_of_memory=megabytes_of_memory,
        megabytes_per_file=megabytes_per_file,
        pages_per_document=pages_per_document,
        password_file=password_file,
        trusted_certificates=trusted_certificates,
        again=again,
    )
    return _carry_out(Command.INGEST_AND_CHECK, paths, options)


def flow_run(command: Command, paths: Sequence[Path], options: RunOptions, progress: Progress) -> RunReport:
    """Carry out a run as a flow run of this process; see run.carry_out."""
    files = [path.absolute() for path in paths]
    here = options.model_copy(
        update={
            "database": options.database.absolute(),
            "password_file": options.password_file and options.password_file.absolute(),
            "trusted_certificates": options.trusted_certificates and options.trusted_certificates.absolute(),
        }
    )
    parameters = {name: getattr(here, name) for name in type(here).model_fields}
    without_day = {name: value for name, value in parameters.items() if name != "as_of"}
    token = _progress.set(progress)
    try:
        match command:
            case Command.INGEST:
                report: RunReport = ingest(files, **without_day)
            case Command.CHECK:
                report = check(here.database, here.as_of)
            case Command.INGEST_AND_CHECK:
                report = ingest_and_check(files, **parameters)
    except ProgramFaultError as fault:
        return fault.report
    finally:
        _progress.reset(token)
    return report


def _carry_out(command: Command, paths: Sequence[Path], options: RunOptions) -> RunReport:
    report = carry_out(command, paths, options, PrefectRunner(), _progress.get() or Progress())
    _log(report)
    if report.check is not None:
        rows = artifact_rows(options.database, report.check.run_id)
        create_table_artifact(
            key=ARTIFACT_KEY,
            table=rows,
            description=f"Findings as of {report.check.as_of}: {len(rows)} of {report.check.findings} shown.",
        )
    if report.faults:
        # All is stored; the flow run fails nevertheless, so that somebody looks.
        raise ProgramFaultError(report)
    return report


def _log(report: RunReport) -> None:
    if report.ingest is None:
        return
    logger = get_run_logger()
    done = report.ingest
    logger.info(
        "%d documents: %d read, %d known, %d contracts",
        len(done.document_ids),
        len(done.statuses),
        done.known,
        done.contracts,
    )
    for trouble in (*done.troubles, *done.unreadable):
        logger.warning("%s: %s: %s", trouble.path, trouble.code, trouble.message)
