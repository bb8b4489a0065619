"""What the checklist is made of: tasks that people did, and what the store itself shows of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from models.base import Frozen
from models.database import Database
from models.ledger import LedgerKind
from models.ledger_words import Task
from reports.arrangements_held import ARRANGEMENTS_HELD, HeldArrangement
from store.query import asking

_DONE: Final = """
select task, done_on, done_by, record, note, file_name, line from tasks_done
where done_on <= cast($day as date)
order by done_on, file_name, line
"""
_IMPORTED: Final = """
select kind, max(cast(imported_at as date)) as day from ledger_imports
where status = 'standing' and cast(imported_at as date) <= cast($day as date)
group by kind order by kind
"""
_OPEN: Final = """
select contract_id, check_name, severity from findings where status = 'open' order by check_name, finding_id
"""
_BEGUN: Final = "select min(cast(started_at as date)) from runs where finished_at is not null"


class DoneRow(Frozen):
    """A task that a person did."""

    task: Task
    done_on: date
    done_by: str
    record: str | None
    note: str | None
    file_name: str
    line: int


class OpenFinding(Frozen):
    """A finding that is open."""

    contract_id: str | None
    check_name: str
    severity: str


class ChecklistRows(Frozen):
    """All of it. `imported` has the day on which each standing ledger was last imported, by the clock of the store.

    `known_from` is the day of the first run in the store, None for a store without one.
    """

    known_from: date | None
    done: tuple[DoneRow, ...]
    imported: Mapping[LedgerKind, date]
    arrangements: tuple[HeldArrangement, ...]
    findings: tuple[OpenFinding, ...]


def checklist_rows(database: Database, as_of: date) -> ChecklistRows:
    """The rows as far as they had happened on the day. Raises StoreError."""
    day = as_of.isoformat()
    with asking(database, "arrangements", "tasks_done") as ask:
        ((known_from,),) = ask(_BEGUN).rows
        return ChecklistRows.model_validate(
            {
                "known_from": known_from,
                "done": ask(_DONE, day=day).of(DoneRow),
                "imported": {str(kind): last for kind, last in ask(_IMPORTED, day=day).rows},
                "arrangements": ask(ARRANGEMENTS_HELD).of(HeldArrangement),
                "findings": ask(_OPEN).of(OpenFinding),
            }
        )
