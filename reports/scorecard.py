"""The monthly scorecard: a page of figures and charts, with the rows behind them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from models.counting import counted
from models.database import Database
from models.scorecard import Ahead, Compliances, MonthEnd, ScorecardFigures, Severities
from reports.checklist import checked
from reports.checklist_rows import checklist_rows
from reports.contract_dates import contract_dates
from reports.repapering import repapered
from reports.report import Block, Cell, Column, ColumnKind, Report, words
from reports.scorecard_figures import figures, points
from reports.scorecard_rows import ScorecardRows, scorecard_rows

UNKNOWN: Final = "not known"
_NUMBER, _DAY = ColumnKind.NUMBER, ColumnKind.DAY
_SEVERITIES: Final = tuple(Column(f"Open {name}s", _NUMBER, 11) for name in Severities.model_fields)
_STATUSES: Final = tuple(Column(str(words(name)).capitalize(), _NUMBER, 13) for name in Compliances.model_fields)


class Scorecard(Report):
    """A scorecard: a report whose blocks are the rows behind the charts, and the figures that the charts show."""

    figures: ScorecardFigures


def scorecard(database: Database, as_of: date) -> Scorecard:
    """The scorecard of a database on a day. Raises StoreError."""
    rows = scorecard_rows(database, points(as_of))
    todo = checklist_rows(database, as_of)
    tasks = checked(todo, repapered(todo, as_of), as_of)
    found = figures(rows, contract_dates(database, as_of), tasks, as_of)
    return Scorecard(
        name="scorecard",
        title=f"Compliance scorecard, {as_of:%B %Y}",
        as_of=as_of,
        lines=(
            "Findings are counted by the days on which checks of this database found them and found them no more. One "
            "that was gone for a time and came back counts all along.",
            "Arrangements are those in force on each day, by what is known of them now.",
        ),
        missing=tuple(_missing(rows, as_of)),
        blocks=_blocks(found),
        figures=found,
    )


def _blocks(found: ScorecardFigures) -> tuple[Block, ...]:
    return (
        Block(
            "Months",
            "At the end of each month, and on the day of the card",
            (
                Column("Day", _DAY, 11),
                *_SEVERITIES,
                Column("Gone or remedied in the month", _NUMBER, 14),
                Column("Median days to cure", _NUMBER, 12),
                Column("Arrangements in force", _NUMBER, 13),
                *_STATUSES,
            ),
            tuple(_month_row(one) for one in found.months),
        ),
        Block(
            "Checks",
            "Open findings by check",
            (Column("Check", width=34), *_SEVERITIES),
            tuple((words(one.check_name.replace("-", "_")), *_counts(one.open)) for one in found.checks),
        ),
        Block(
            "Exceptions",
            "Arrangements in force by the exception they come nearest to",
            (
                Column("Exception", width=40),
                Column("Satisfied", _NUMBER, 12),
                Column("Undetermined", _NUMBER, 13),
                Column("Not satisfied", _NUMBER, 13),
            ),
            tuple(
                (one.title or "none is known", one.satisfied, one.undetermined, one.not_satisfied)
                for one in found.exceptions
            ),
        ),
        Block(
            "Ahead",
            "What the next ninety days bring",
            (
                Column("What", width=30),
                *(Column(text, _NUMBER, 15) for text in ("Within 30 days", "31 to 60 days", "61 to 90 days")),
            ),
            tuple((one.what, *ahead_counts(one)) for one in found.ahead),
        ),
        Block(
            "Waiting",
            "Open errors and warnings by the days since they were first found",
            (Column("Days", width=16), Column("Errors and warnings", _NUMBER, 14)),
            tuple((one.days, one.count) for one in found.waiting),
        ),
        Block(
            "Tasks",
            "Tasks of the checklist",
            (Column("Standing", width=18), Column("Tasks", _NUMBER, 10)),
            found.tasks,
        ),
    )


def ahead_counts(one: Ahead) -> tuple[int, int, int]:
    """The counts of 30, 60 and 90 days."""
    return one.within_30, one.within_60, one.within_90


def _counts(found: Severities) -> tuple[int, int, int]:
    return found.error, found.warning, found.notice


def _month_row(one: MonthEnd) -> tuple[Cell, ...]:
    states = one.arrangements
    return (
        one.day,
        *(_counts(one.open) if one.open is not None else (UNKNOWN,) * 3),
        one.gone if one.gone is not None else UNKNOWN,
        one.days_to_cure if one.gone is not None else UNKNOWN,
        states.total,
        states.compliant,
        states.undetermined,
        states.not_compliant,
    )


def _missing(rows: ScorecardRows, as_of: date) -> Iterable[str]:
    if rows.known_from is None:
        yield "The database has had no run yet: nothing is known of findings, which is not to say that there are none."
    elif rows.seen_later:
        yield (
            f"The database was first written on {rows.known_from}: open findings are those of its last check, and of "
            "earlier months nothing is known."
        )
    elif rows.known_from > points(as_of)[0]:
        yield f"The database was first written on {rows.known_from}: of findings before that day nothing is known."
    held = [one for one in rows.arrangements if one.is_in_force(as_of)]
    behind = sorted({one.last_checked for one in held if one.last_checked is not None and one.last_checked < as_of})
    for day in behind[:1]:
        yield f"Contracts were last checked as of {day}: `starkcheck check --as-of {as_of}` looks at them again."
    unchecked = sum(one.last_checked is None for one in held)
    if unchecked:
        yield f"No check has looked at {counted(unchecked, 'arrangement')}."
