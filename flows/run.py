"""The run itself: what `starkcheck run`, its two halves, the watch and the Prefect flows all carry out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from flows.discovery import discover
from flows.exit_codes import say
from flows.notices.delivery import Deliver
from flows.notifying import NoticeReport, Told, tell_people, ways
from flows.progress import Progress
from flows.run_options import RunOptions, RunReport, today
from flows.settings import Settings
from flows.steps import StepRunner
from flows.trust import readable_certificates
from models.errors import StoreError
from models.notice import Channel

if TYPE_CHECKING:
    from flows.parts import Spread


class Command(StrEnum):
    """What a run does: read files into the store, check the store's contracts, or both for the same documents."""

    INGEST = "ingest"
    CHECK = "check"
    INGEST_AND_CHECK = "ingest-and-check"


def carry_out(  # noqa: PLR0913, PLR0917
    command: Command,
    paths: Sequence[Path],
    options: RunOptions,
    runner: StepRunner,
    progress: Progress,
    also_tell: Mapping[Channel, Deliver] | None = None,
    spread: Spread | None = None,
) -> RunReport:
    """Carry out a run; CHECK looks at every contract of the store and takes no paths.

    With `spread`, others read the files. Where the settings say so, people are told afterwards what is new, by these
    ways and by `also_tell`. Raises MissingInputError, SettingsError and StoreError before anything is done, StoreError
    later when the disk refuses. What was done until an interruption is kept and published.
    """
    from flows.checking import as_checked_before, check_contracts
    from flows.ingestion import Ingestion
    from flows.linking import link_amendments
    from flows.parts import ingest_in_parts
    from flows.passwords import Passwords
    from flows.waiting import opened
    from store.unfinished import Work

    found = discover(paths)
    passwords = Passwords.read(options.password_file)
    trusted = readable_certificates(options.trusted_certificates)
    options = options.model_copy(update={"trusted_certificates": trusted})
    telling = Settings.read(options.settings, options.database).notices if command != Command.INGEST else None
    if telling is not None and not telling.after_runs:
        telling = None
    found_ways = {**ways(telling), **(also_tell or {})} if telling is not None else {}
    as_of = options.as_of or today()
    ingested = checked = None
    beside_others = command != Command.CHECK
    with opened(options.database, options.seconds_to_wait, say, beside_others=beside_others) as store, progress:
        run_id = store.begin_run(command, as_of)
        try:
            if command != Command.CHECK:
                if spread is not None:
                    ingested = ingest_in_parts(store, run_id, paths, found, options, spread)
                else:
                    ingested = Ingestion(store, run_id, options, passwords, progress).run(found, runner)
                store.alone(say)
                link_amendments(store)
            if command != Command.INGEST:
                documents = None
                if ingested is not None:
                    documents = store.unfinished(Work.CHECKING).union(ingested.document_ids)
                    checked = as_checked_before(store, as_of, documents)
                if checked is None:
                    checked = check_contracts(store, run_id, as_of, runner, progress, document_ids=documents)
            store.finish_run(run_id)
        finally:
            store.publish()
    told = None
    if telling is not None:
        try:
            told = tell_people(options.database, telling, found_ways, say)
        except StoreError as error:  # the run itself is done
            told = NoticeReport(told=tuple(Told(channel=channel, trouble=str(error)) for channel in found_ways))
    return RunReport(ingest=ingested, check=checked, notices=told)
