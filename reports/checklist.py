"""The self-audit checklist: tasks by role and day, done, due or overdue, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from models.contract import ContractKind
from models.counting import counted
from models.database import Database
from models.ledger import LedgerKind
from models.ledger_words import Task
from reports.checklist_rows import ChecklistRows, DoneRow, checklist_rows
from reports.repapering import Repapered, repapered, repapering_block
from reports.report import Block, Cell, Column, ColumnKind, Report, words
from reports.tasks import TASKS, Cadence, Standing, TaskToDo, standing

STANDINGS: Final = ("overdue", "due", "done", "cannot tell", "not applicable")
_GROUP: Final = (
    LedgerKind.GROUP_COLLECTIONS,
    LedgerKind.GROUP_PAY,
    LedgerKind.GROUP_SERVICES,
    LedgerKind.GROUP_ROSTER,
)
_OF_GROUPS: Final = frozenset({Task.GROUP_PRACTICE, Task.ANCILLARY_SERVICES})
_BONUS_CHECKS: Final = frozenset({"dhs-linked-pay", "pay-from-past-referrals", "pay-justified-by-referrals"})
_DAY: Final = ColumnKind.DAY
_COLUMNS: Final = (
    Column("Task", width=20),
    Column("What is to be done", width=46),
    Column("Role", width=22),
    Column("How often", width=18),
    Column("Standing", width=13),
    Column("Due by", _DAY, 11),
    Column("Last done", _DAY, 11),
    Column("By", width=22),
    Column("What shows it", width=44),
    Column("What the database says", width=52),
    Column("Law", width=22),
)
_RECORDS: Final = (
    Column("Task", width=22),
    Column("Done on", _DAY, 11),
    Column("By", width=24),
    Column("Record", width=40),
    Column("Note", width=60),
    Column("File", width=24),
    Column("Line", ColumnKind.NUMBER, 7),
)


class Shown(NamedTuple):
    """What the store shows of a task: the day it was done, None where that does not follow, and in words."""

    done_on: date | None
    proof: str
    said: str = ""


class Checked(NamedTuple):
    """A task of the checklist with how it stands; `by` and `proof` are of the last time it was done."""

    task: TaskToDo
    standing: Standing
    by: str | None
    proof: str | None
    said: str


def checklist(database: Database, as_of: date) -> Report:
    """The checklist of a database on a day. Raises StoreError."""
    return made(checklist_rows(database, as_of), as_of)


def made(rows: ChecklistRows, as_of: date) -> Report:
    """The checklist of these rows."""
    papers = repapered(rows, as_of)
    tasks = checked(rows, papers, as_of)
    counts = {word: sum(one.standing.word == word for one in tasks) for word in STANDINGS}
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return Report(
        name="checklist",
        title="Self-audit checklist",
        as_of=as_of,
        lines=(
            f"{counted(len(tasks), 'task')}: {said}.",
            "A task is done once it was done in the calendar month, quarter or year of this day, overdue if it was not "
            "done in the one before either, and else due by the end of this one.",
            "What the database does not show, a person's record shows: `starkcheck ledger import tasks_done FILE`.",
        ),
        missing=tuple(_missing(rows, as_of)),
        blocks=(
            Block("Checklist", "Tasks by role and day", _COLUMNS, tuple(_row(one) for one in tasks)),
            repapering_block(papers),
            Block("Records", "What people recorded as done", _RECORDS, tuple(_record(one) for one in rows.done)),
        ),
    )


def checked(rows: ChecklistRows, papers: Sequence[Repapered], as_of: date) -> tuple[Checked, ...]:
    """Every task with how it stands."""
    return tuple(_checked(task, rows, papers, as_of) for task in TASKS)


def _checked(task: TaskToDo, rows: ChecklistRows, papers: Sequence[Repapered], as_of: date) -> Checked:
    records = [one for one in rows.done if one.task is task.task]
    shown = _shown(task.task, rows, as_of)
    if task.task in _OF_GROUPS and not _has_group(rows) and not records:
        none = "No ledger and no plan of a group practice is in the database."
        return Checked(task, Standing("not applicable", None, None), None, None, none)
    if task.cadence is Cadence.AT_RENEWAL:
        return _of_papers(task, records, papers)
    days = [one.done_on for one in records] + ([shown.done_on] if shown.done_on is not None else [])
    found = standing(task.cadence, days, rows.known_from, as_of)
    last = records[-1] if records else None
    if shown.done_on is not None and (last is None or shown.done_on >= last.done_on):
        return Checked(task, found, "the database", shown.proof, shown.said)
    if last is None:
        return Checked(task, found, None, None, shown.said)
    return Checked(task, found, last.done_by, _proof_of(last), shown.said)


def _of_papers(task: TaskToDo, records: Sequence[DoneRow], papers: Sequence[Repapered]) -> Checked:
    counts = {word: sum(one.standing == word for one in papers) for word in ("overdue", "due", "cannot tell", "done")}
    word = next((word for word, count in counts.items() if count), "not applicable")
    days = [one.arrangement.last_day for one in papers if one.standing == "due" and one.arrangement.last_day]
    last = records[-1] if records else None
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return Checked(
        task,
        Standing(word, min(days, default=None) if word == "due" else None, last.done_on if last else None),
        last.done_by if last else None,
        "sheet Leases and services" if papers else None,
        f"Leases and service agreements: {said}." if papers else "There are no leases or service agreements in force.",
    )


def _shown(task: Task, rows: ChecklistRows, as_of: date) -> Shown:
    held = [one for one in rows.arrangements if one.is_in_force(as_of)]
    match task:
        case Task.EXCEPTION_FOR_EACH:
            known = [one for one in held if one.exception_title is not None and one.last_checked is not None]
            said = f"{len(known)} of {len(held)} arrangements in force have an exception they come nearest to."
            is_whole = bool(held) and len(known) == len(held)
            days = [one.last_checked for one in known if one.last_checked is not None and one.last_checked <= as_of]
            whole = min(days) if is_whole and len(days) == len(held) else None
            return Shown(whole, f"the register: every arrangement in force was checked on {whole} or later", said)
        case Task.GROUP_PRACTICE:
            days = [rows.imported[kind] for kind in _GROUP if kind in rows.imported]
            lacking = [kind.value for kind in _GROUP if kind not in rows.imported]
            said = (
                f"Ledgers not imported by {as_of}: {', '.join(lacking)}."
                if lacking
                else "The four ledgers of groups are in."
            )
            done = min(days) if not lacking else None
            return Shown(done, "the ledgers of groups, which `report group` lays beside the law", said)
        case Task.GIFT_LEDGER:
            day = rows.imported.get(LedgerKind.NONMONETARY_COMPENSATION)
            said = (
                f"Last imported on {day}."
                if day
                else f"The ledger nonmonetary_compensation was not imported by {as_of}."
            )
            return Shown(day, "the import of the ledger nonmonetary_compensation", said)
        case Task.BONUSES:
            count = sum(one.check_name in _BONUS_CHECKS for one in rows.findings)
            return Shown(
                None,
                "",
                f"{counted(count, 'open finding says', 'open findings say')} that pay may follow referrals."
                if count
                else "",
            )
        case Task.VALUE_MEMOS:
            day = rows.imported.get(LedgerKind.FMV_OPINIONS)
            lacking_memos = f"The ledger fmv_opinions was not imported by {as_of}."
            return Shown(None, "", f"Opinions last imported on {day}; see `report fmv`." if day else lacking_memos)
        case _:
            return Shown(None, "")


def _has_group(rows: ChecklistRows) -> bool:
    has_plan = any(one.kind == ContractKind.GROUP_COMPENSATION_PLAN for one in rows.arrangements)
    return has_plan or any(kind in rows.imported for kind in _GROUP)


def _row(one: Checked) -> tuple[Cell, ...]:
    task, found = one.task, one.standing
    often = task.cadence.value if task.cadence is Cadence.AT_RENEWAL else f"each {task.cadence.value}"
    return (
        words(task.task.value),
        task.what,
        task.role,
        f"{often}, {task.also}" if task.also else often,
        found.word,
        found.due_by,
        found.last_done,
        one.by,
        one.proof,
        one.said or None,
        task.law,
    )


def _record(one: DoneRow) -> tuple[Cell, ...]:
    return words(one.task.value), one.done_on, one.done_by, one.record, one.note, one.file_name, one.line


def _proof_of(one: DoneRow) -> str:
    return f"{one.record or 'a record without a place'} ({one.file_name} line {one.line})"


def _missing(rows: ChecklistRows, as_of: date) -> Iterable[str]:
    if LedgerKind.TASKS_DONE not in rows.imported and not rows.done:
        yield (
            f"The ledger tasks_done was not imported by {as_of}: what people did is not known, and not that they did "
            "nothing."
        )
    if rows.known_from is None:
        yield "The database has had no run yet, so that nothing can be told to be overdue."
    elif rows.known_from > as_of:
        yield f"The database was first written on {rows.known_from}: it shows nothing of what was done by {as_of}."
