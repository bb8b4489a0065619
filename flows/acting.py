"""A person's act into the store, the contracts checked again that it moves, and the snapshot with both handed out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TypeVar

from flows.progress import Progress
from flows.run_options import CheckReport, today
from flows.steps import StepRunner
from flows.waiting import opened
from models.database import Database
from store.writer import Store

Done = TypeVar("Done")


def act(database: Database, done_by: Callable[[Store], Done], wait_seconds: float, say: Callable[[str], None]) -> Done:
    """What `done_by` did, the snapshot with it handed out.

    While another process writes, it is waited for so long, and that is said. Raises what `done_by` raises, and
    StoreError, nothing having been changed. No database is made.
    """
    from store.query import query

    query(database, "select 1")
    with opened(database, wait_seconds, say) as store:
        done = done_by(store)
        store.publish()
    return done


def act_and_check(  # noqa: PLR0913
    database: Database,
    command: str,
    act: Callable[[Store], Done],
    moved: Callable[[Store, Done], Collection[str]],
    *,
    as_of: date | None,
    wait_seconds: float,
    say: Callable[[str], None],
) -> tuple[Done, CheckReport]:
    """What `act` did, and what the checks say of the documents that it `moved`, in a run of their own.

    While another process writes, it is waited for so long, and that is said. Raises what `act` raises, and StoreError,
    nothing having been changed. No database is made.
    """
    from flows.checking import check_contracts
    from store.query import query

    query(database, "select 1")
    day = as_of or today()
    with opened(database, wait_seconds, say) as store:
        done = act(store)
        run_id = store.begin_run(command, day)
        try:
            documents = moved(store, done)
            check = check_contracts(store, run_id, day, StepRunner(), Progress(), document_ids=documents)
            store.finish_run(run_id)
        finally:
            store.publish()
    return done, check
