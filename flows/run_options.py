"""What a run is asked to do, and what it answers."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from traceback import format_exception

from pydantic import Field

from extractors.reading.options import DEFAULT_BYTES, DEFAULT_PAGES
from flows.notifying import NoticeReport
from models.base import Frozen
from models.counting import counted
from models.database import Database
from models.document import DocumentStatus
from models.errors import Crashed

BYTES_PER_MEGABYTE = 1024 * 1024
DEFAULT_DATABASE = Path("starkcheck.duckdb")
DEFAULT_TIME_LIMIT_SECONDS = 1200.0
DEFAULT_MEMORY_MEGABYTES = 3000
DEFAULT_SIZE_MEGABYTES = DEFAULT_BYTES // BYTES_PER_MEGABYTE
DEFAULT_PAGE_LIMIT = DEFAULT_PAGES
DEFAULT_PARTS = 16


def processors() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def today() -> date:
    """The day it is here. Rules never ask: they are told."""
    return datetime.now().astimezone().date()


class RunOptions(Frozen):
    """How to ingest and check. `as_of` None means the day of the run; `seconds_per_document` is wall time.

    Each document may take so many megabytes of memory while it is read, have so many bytes (in megabytes) and so many
    pages. `again` reads documents anew that the store already knows. `password_file` names a file of passwords (see
    flows/passwords.py); they themselves are never part of these options. `trusted_certificates` names a file of
    certificates that digital signatures are to lead to. `settings` None means `starkcheck.toml` beside the database.
    While another process writes to the database, it is waited for so long. With `spread_over`, other processes read the
    files, in so many `parts`: it is the address of a Dask scheduler, or the name of a Prefect deployment.
    """

    database: Database = DEFAULT_DATABASE
    as_of: date | None = None
    workers: int = Field(default_factory=processors, ge=1)
    seconds_per_document: float = Field(default=DEFAULT_TIME_LIMIT_SECONDS, gt=0)
    megabytes_of_memory: int = Field(default=DEFAULT_MEMORY_MEGABYTES, gt=0)
    megabytes_per_file: int = Field(default=DEFAULT_SIZE_MEGABYTES, gt=0)
    pages_per_document: int = Field(default=DEFAULT_PAGE_LIMIT, gt=0)
    password_file: Path | None = None
    trusted_certificates: Path | None = None
    again: bool = False
    settings: Path | None = None
    seconds_to_wait: float = Field(default=0.0, ge=0)
    parts: int = Field(default=DEFAULT_PARTS, ge=1)
    spread_over: str | None = None


class Trouble(Frozen):
    """A file that is not, or not wholly, in the store as read: its path, the error code, and what to do about it.

    `traceback` is where a bug of ours was met.
    """

    path: str
    code: str
    message: str
    traceback: str = ""


def fault_of_ours(path: str, error: Exception) -> Trouble:
    """The trouble that a bug of ours made with a file, with the place in our code."""
    return Trouble(
        path=path,
        code=Crashed.code,
        message=f"{type(error).__name__}: {error}",
        traceback="".join(format_exception(error)),
    )


class IngestReport(Frozen):
    """What one ingestion did. `document_ids` are the documents found, read now or known before.

    `troubles` are bad files, each stored with its reason; `unreadable` could not be had at all and are not stored;
    `faults` are our own bugs, met in the files named; `skipped` were passed over because they are not PDFs, `under_way`
    because they are uploads that have not ended. `orphaned` are files read with corrections that find their contract no
    more, `left_behind` those replaced by other bytes, whose corrections are not those of the new ones; `undisposed` the
    same of dispositions.
    """

    run_id: str
    document_ids: tuple[str, ...] = ()
    statuses: tuple[DocumentStatus, ...] = ()
    known: int = 0
    contracts: int = 0
    troubles: tuple[Trouble, ...] = ()
    unreadable: tuple[Trouble, ...] = ()
    faults: tuple[Trouble, ...] = ()
    skipped: tuple[str, ...] = ()
    under_way: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()
    left_behind: tuple[str, ...] = ()
    undisposed: tuple[str, ...] = ()


class CheckReport(Frozen):
    """What one check run did: the contracts looked at, the findings made, and our own bugs met.

    Where nothing had changed since an earlier run, that run is named, and `unchanged` is the number of its contracts.
    """

    run_id: str
    as_of: date
    contract_ids: tuple[str, ...] = ()
    findings: int = 0
    unchanged: int = 0
    faults: tuple[Trouble, ...] = ()


class RunReport(Frozen):
    """The two halves of a run, and what came of telling people; None where they are not to be told."""

    ingest: IngestReport | None = None
    check: CheckReport | None = None
    notices: NoticeReport | None = None

    @property
    def faults(self) -> tuple[Trouble, ...]:
        """Our own bugs, met in either half."""
        halves = (self.ingest, self.check)
        return tuple(fault for half in halves if half is not None for fault in half.faults)


class ProgramFaultError(Exception):
    """Bugs of ours were met; all else went on. `report` holds what was done, `faults` among it."""

    def __init__(self, report: RunReport) -> None:
        """Say how many and where."""
        names = ", ".join(fault.path for fault in report.faults)
        super().__init__(f"{counted(len(report.faults), 'document')} met a fault of the program: {names}")
        self.report = report
