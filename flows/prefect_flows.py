"""The Prefect flows: `ingest`, `check` and `ingest-and-check`, one task run a document, the findings as an artifact."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date
from pathlib import Path

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.findings_table import ARTIFACT_ROWS, artifact_rows
from flows.notices.wording import as_markdown
from flows.parts import Spread
from flows.prefect_runner import PrefectRunner
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import (
    DEFAULT_DATABASE,
    DEFAULT_MEMORY_MEGABYTES,
    DEFAULT_PAGE_LIMIT,
    DEFAULT_PARTS,
    DEFAULT_SIZE_MEGABYTES,
    DEFAULT_TIME_LIMIT_SECONDS,
    ProgramFaultError,
    RunOptions,
    RunReport,
    processors,
)
from models.counting import counted
from models.database import Database, absolute
from models.notice import Channel, Notice
from reports.plain_text import visible

ARTIFACT_KEY = "findings"
NOTICE_KEY = "notice"
PATIENCE_SECONDS = 4 * 3600.0
"""How long a scheduled run waits for another that is writing to the same database, so that none fails by it."""

# A person at the terminal sees the bar here too; a flow's parameters could not carry it.
_progress: ContextVar[Progress | None] = ContextVar("progress", default=None)


@flow(name=Command.INGEST.value, persist_result=False)
def ingest(
    paths: list[Path],
    database: Database = DEFAULT_DATABASE,
    workers: int | None = None,
    seconds_per_document: float = DEFAULT_TIME_LIMIT_SECONDS,
    megabytes_of_memory: int = DEFAULT_MEMORY_MEGABYTES,
    megabytes_per_file: int = DEFAULT_SIZE_MEGABYTES,
    pages_per_document: int = DEFAULT_PAGE_LIMIT,
    password_file: Path | None = None,
    trusted_certificates: Path | None = None,
    again: bool = False,
    seconds_to_wait: float = PATIENCE_SECONDS,
    parts: int = DEFAULT_PARTS,
    spread_over: str | None = None,
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
        seconds_to_wait=seconds_to_wait,
        parts=parts,
        spread_over=spread_over,
    )
    return _carry_out(Command.INGEST, paths, options)


@flow(name=Command.CHECK.value, persist_result=False)
def check(
    database: Database = DEFAULT_DATABASE,
    as_of: date | None = None,
    settings: Path | None = None,
    seconds_to_wait: float = PATIENCE_SECONDS,
) -> RunReport:
    """Check every contract of the database under the law of `as_of`, or of today."""
    options = RunOptions(database=database, as_of=as_of, settings=settings, seconds_to_wait=seconds_to_wait)
    return _carry_out(Command.CHECK, (), options)


@flow(name=Command.INGEST_AND_CHECK.value, persist_result=False)
def ingest_and_check(
    paths: list[Path],
    database: Database = DEFAULT_DATABASE,
    as_of: date | None = None,
    workers: int | None = None,
    seconds_per_document: float = DEFAULT_TIME_LIMIT_SECONDS,
    megabytes_of_memory: int = DEFAULT_MEMORY_MEGABYTES,
    megabytes_per_file: int = DEFAULT_SIZE_MEGABYTES,
    pages_per_document: int = DEFAULT_PAGE_LIMIT,
    password_file: Path | None = None,
    trusted_certificates: Path | None = None,
    again: bool = False,
    settings: Path | None = None,
    seconds_to_wait: float = PATIENCE_SECONDS,
    parts: int = DEFAULT_PARTS,
    spread_over: str | None = None,
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
        settings=settings,
        seconds_to_wait=seconds_to_wait,
        parts=parts,
        spread_over=spread_over,
    )
    return _carry_out(Command.INGEST_AND_CHECK, paths, options)


def flow_run(command: Command, paths: Sequence[Path], options: RunOptions, progress: Progress) -> RunReport:
    """Carry out a run as a flow run of this process; see run.carry_out."""
    files = [path.absolute() for path in paths]
    here = options.model_copy(
        update={
            "database": absolute(options.database),
            "password_file": options.password_file and options.password_file.absolute(),
            "trusted_certificates": options.trusted_certificates and options.trusted_certificates.absolute(),
            "settings": options.settings and options.settings.absolute(),
        }
    )
    parameters = {name: getattr(here, name) for name in type(here).model_fields}
    reading = {name: value for name, value in parameters.items() if name not in ("as_of", "settings")}
    token = _progress.set(progress)
    try:
        match command:
            case Command.INGEST:
                report: RunReport = ingest(files, **reading)
            case Command.CHECK:
                report = check(here.database, here.as_of, here.settings, here.seconds_to_wait)
            case Command.INGEST_AND_CHECK:
                report = ingest_and_check(files, **parameters)
    except ProgramFaultError as fault:
        return fault.report
    finally:
        _progress.reset(token)
    return report


def _carry_out(command: Command, paths: Sequence[Path], options: RunOptions) -> RunReport:
    runner = PrefectRunner()
    also_tell = {Channel.ARTIFACT: _as_artifact}
    spread: Spread | None = None
    if options.spread_over is not None:
        from flows import prefect_parts

        spread = prefect_parts.spread
    report = carry_out(command, paths, options, runner, _progress.get() or Progress(), also_tell, spread)
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


def _as_artifact(notice: Notice) -> None:
    """What is new or changed, on the flow run's page; a contract's words stay out of Prefect's database."""
    bare = tuple(item.model_copy(update={"quote": None}) for item in notice.items[:ARTIFACT_ROWS])
    create_markdown_artifact(
        key=NOTICE_KEY,
        markdown=as_markdown(notice.model_copy(update={"items": bare})),
        description=f"New and changed findings: {len(bare)} of {len(notice.items)} shown.",
    )


def _log(report: RunReport) -> None:
    logger = get_run_logger()
    for trouble in report.notices.troubles if report.notices is not None else ():
        logger.warning("%s", visible(trouble))
    if report.ingest is not None:
        done = report.ingest
        logger.info(
            "%s: %d read, %d known, %s",
            counted(len(done.document_ids), "document"),
            len(done.statuses),
            done.known,
            counted(done.contracts, "contract"),
        )
        for each in (*done.troubles, *done.unreadable):
            logger.warning("%s", visible(f"{each.path}: {each.code}: {each.message}"))
    if report.check is not None:
        looked_at = report.check.unchanged or len(report.check.contract_ids)
        how = "unchanged" if report.check.unchanged else "checked"
        findings = counted(report.check.findings, "finding")
        logger.info("%s %s as of %s: %s", counted(looked_at, "contract"), how, report.check.as_of, findings)
