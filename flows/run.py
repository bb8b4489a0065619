"""The run itself: what `starkcheck run`, its two halves, the watch and the Prefect flows all carry out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from flows.discovery import discover
from flows.progress import Progress
from flows.run_options import RunOptions, RunReport, today
from flows.steps import StepRunner
from flows.trust import readable_certificates


class Command(StrEnum):
    """What a run does: read files into the store, check the store's contracts, or both for the same documents."""

    INGEST = "ingest"
    CHECK = "check"
    INGEST_AND_CHECK = "ingest-and-check"


def carry_out(
    command: Command, paths: Sequence[Path], options: RunOptions, runner: StepRunner, progress: Progress
) -> RunReport:
    """Carry out a run; CHECK looks at every contract of the store and takes no paths.

    Raises MissingInputError and StoreError before anything is done, StoreError later when the disk refuses. What was
    done until an interruption is kept and published.
    """
    from flows.checking import check_contracts
    from flows.ingestion import Ingestion
    from flows.linking import link_amendments
    from flows.passwords import Passwords
    from store.writer import Store

    found = discover(paths)
    passwords = Passwords.read(options.password_file)
    trusted = readable_certificates(options.trusted_certificates)
    options = options.model_copy(update={"trusted_certificates": trusted})
    as_of = options.as_of or today()
    ingested = checked = None
    linked: frozenset[str] = frozenset()
    with Store.open(options.database) as store, progress:
        run_id = store.begin_run(command, as_of)
        try:
            if command != Command.CHECK:
                ingested = Ingestion(store, run_id, options, passwords, progress).run(found, runner)
                if ingested.contracts:
                    linked = link_amendments(store)
            if command != Command.INGEST:
                documents = linked.union(ingested.document_ids) if ingested is not None else None
                checked = check_contracts(store, run_id, as_of, runner, progress, document_ids=documents)
            store.finish_run(run_id)
        finally:
            store.publish()
    return RunReport(ingest=ingested, check=checked)
