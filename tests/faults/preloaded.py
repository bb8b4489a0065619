"""A process that has loaded all that a run needs, and carries out each run it is told of in a process of its own.

Loading takes longer than a small run does. A run here is what `starkcheck run` does without a Prefect server: the same
`carry_out`, reading in processes of their own. It says on standard output what it is about to do, so that somebody can
kill it there: `pid N`, then a mark a line, then `ended STATUS`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import extractors.assembly.amendments  # noqa: F401 - loaded here, once for all runs
import flows.checking
import flows.ingestion
import flows.judging
import flows.linking  # noqa: F401 - loaded here, once for all runs
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import RunOptions
from flows.steps import StepRunner
from models.database import as_database
from store.lake_home import LakeHome
from store.private_folder import PrivateFolder
from store.waiting_documents import WaitingDocuments
from store.writer import Store

AS_OF: Final = date(2026, 1, 31)
PATIENCE_SECONDS: Final = 60.0
"""A server needs a moment to see that the process which held its locks is gone."""


def say(mark: str) -> None:
    """One line, at once and whole."""
    os.write(1, f"{mark}\n".encode())


class Marks(Progress):
    """Says what the run has come to."""

    def begin(self, what: str, total: int) -> None:
        """A part of the run."""
        say(what.lower())

    def advance(self, name: str) -> None:
        """A document that is done."""
        say("document")


def main() -> None:
    """Carry out runs: a line names the inbox, the database and the number of processes that read."""
    announce(WaitingDocuments, "write", "storing")
    announce(Store, "relate", "relating")
    announce(Store, "record_checked", "recording")
    announce(Store, "finish_run", "finishing")
    announce(Store, "publish", "publishing")
    announce(Store, "alone", "going on alone")
    announce(PrivateFolder, "publish", "copying")
    announce(LakeHome, "hand_out", "handing out")
    say("ready")
    for line in sys.stdin:
        inbox, database, workers = line.rstrip("\n").split("\t")
        process = os.fork()
        if process == 0:
            os.setsid()
            say(f"pid {os.getpid()}")
            options = RunOptions(
                database=as_database(database), as_of=AS_OF, workers=int(workers), seconds_to_wait=PATIENCE_SECONDS
            )
            report = carry_out(Command.INGEST_AND_CHECK, [Path(inbox)], options, StepRunner(), Marks())
            os._exit(1 if report.faults else 0)
        _, status = os.waitpid(process, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


def announce(owner: type, method: str, mark: str) -> None:
    """Say so whenever the method is called."""
    real: Callable[..., Any] = getattr(owner, method)

    def announced(*args: Any, **named: Any) -> Any:
        say(mark)
        return real(*args, **named)

    setattr(owner, method, announced)


if __name__ == "__main__":
    main()
