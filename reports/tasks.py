"""The tasks of a compliance program that come round again: whose they are, how often, and by what law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from models.ledger_words import Task

MONTHS_OF: Final = {"month": 1, "quarter": 3, "year": 12}


class Cadence(StrEnum):
    """How often a task comes round, by the calendar; AT_RENEWAL: whenever an agreement ends or changes."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    AT_RENEWAL = "at renewal and change"


class TaskToDo(NamedTuple):
    """A task: what is to be done, by whom, how often, and the law it serves."""

    task: Task
    what: str
    role: str
    cadence: Cadence
    law: str
    also: str = ""


TASKS: Final = (
    TaskToDo(
        Task.DHS_INVENTORY,
        "Go through every line of services and mark those that are designated health services.",
        "Compliance lead",
        Cadence.QUARTER,
        "42 CFR 411.351",
        "and whenever a service is added",
    ),
    TaskToDo(
        Task.EXCEPTION_FOR_EACH,
        "See that each financial relationship stands in the register with the exception it relies on.",
        "Owner or administrator",
        Cadence.QUARTER,
        "42 CFR 411.355, 411.357",
    ),
    TaskToDo(
        Task.GROUP_PRACTICE,
        "Show that the practice still is a group practice, where the exception for in-office services is relied on.",
        "Practice manager",
        Cadence.YEAR,
        "42 CFR 411.352",
    ),
    TaskToDo(
        Task.ANCILLARY_SERVICES,
        "Confirm building, supervision and billing of designated health services furnished in the office.",
        "Operations and clinical lead",
        Cadence.QUARTER,
        "42 CFR 411.355(b)",
    ),
    TaskToDo(
        Task.LEASES_AND_SERVICES,
        "Put leases and service agreements on pay that is fixed in advance and fair, in a writing that still runs.",
        "Administrator",
        Cadence.AT_RENEWAL,
        "42 CFR 411.357(a), (b), (d)",
    ),
    TaskToDo(
        Task.BONUSES,
        "Reckon physicians' bonuses anew without profit of designated health services that others performed.",
        "Finance and payroll",
        Cadence.YEAR,
        "42 CFR 411.357(c), 411.352(i)",
    ),
    TaskToDo(
        Task.EVIDENCE_PACKS,
        "Take one arrangement and see that contract, value memo, logs and payments are in its folder.",
        "Compliance",
        Cadence.MONTH,
        "42 CFR 411.350 to 411.357",
    ),
    TaskToDo(
        Task.EVIDENCE_DRILL,
        "Put together everything on one arrangement within 48 hours, and note how long it took and what was absent.",
        "Compliance and billing",
        Cadence.QUARTER,
        "42 CFR 411.353",
    ),
    TaskToDo(
        Task.VALUE_MEMOS,
        "Look at each memo of fair market value again, and renew those that time or changed terms have overtaken.",
        "Compliance lead",
        Cadence.YEAR,
        "42 CFR 411.357",
        "and when terms change",
    ),
    TaskToDo(
        Task.ARRANGEMENT_REVIEW,
        "Go through one arrangement from its first page to its last payment, and write down what was put right.",
        "Compliance, owner and billing",
        Cadence.QUARTER,
        "42 CFR 411.353",
    ),
    TaskToDo(
        Task.GIFT_LEDGER,
        "Bring the ledger of gifts to physicians up to date, beside the limit of the year.",
        "Compliance",
        Cadence.QUARTER,
        "42 CFR 411.357(k)",
    ),
    TaskToDo(
        Task.SCORECARD,
        "Hand out the scorecard of the month.",
        "Compliance lead",
        Cadence.MONTH,
        "program policy",
    ),
)


class Standing(NamedTuple):
    """How a task stands: `word` is done, due, overdue, not applicable or cannot tell; `due_by` None where no day is."""

    word: str
    due_by: date | None
    last_done: date | None


def standing(cadence: Cadence, done: Iterable[date], known_from: date | None, as_of: date) -> Standing:
    """How a task of the calendar stands on a day.

    It is done once it was done in the month, quarter or year of that day. It is overdue if it was not done in the one
    before either, which has to have begun since `known_from`, or since it was last done: of what was before nothing can
    be told.
    """
    last = max((day for day in done if day <= as_of), default=None)
    told_from = min((day for day in (last, known_from) if day is not None), default=None)
    first, end = period_of(cadence, as_of)
    if last is not None and last >= first:
        return Standing("done", period_of(cadence, end + timedelta(days=1))[1], last)
    before, before_end = period_of(cadence, first - timedelta(days=1))
    if (last is None or last < before) and told_from is not None and told_from <= before:
        return Standing("overdue", before_end, last)
    return Standing("due", end, last)


def period_of(cadence: Cadence, day: date) -> tuple[date, date]:
    """First and last day of the calendar month, quarter or year of a day. Raises KeyError for AT_RENEWAL."""
    months = MONTHS_OF[cadence.value]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first, date(year, month + 1, 1) - timedelta(days=1)
