"""What ledgers add to a look-back: the clock of each overpayment, and payments against the terms of contracts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from checks.law.in_force import days_after
from checks.law.overpayment_days import clock_of
from models.base import Frozen
from models.counting import counted
from models.database import Database
from models.look_back import LookBack
from reports.look_back_rows import OverpaymentRow, known_of
from reports.report import Block, Cell, Column, ColumnKind, words
from store.query import asking

_MONEY, _DAY, _NUMBER = ColumnKind.MONEY, ColumnKind.DAY, ColumnKind.NUMBER
_PAYMENT_CHECKS: Final = (
    *("payments-differ", "payments-after-end", "payments-without-writing", "hours-without-log", "rent-not-collected"),
    *("past-services-in-one-sum", "limited-pay-over-limit", "holdover-on-changed-terms"),
)
_PAYMENT_FINDINGS: Final = f"""
select finding.file_name, relationship.entity, relationship.physician, finding.check_name,
    finding.severity, finding.status, finding.message, finding.citation
from findings as finding
left join relationships as relationship using (relationship_id)
where finding.check_name in {_PAYMENT_CHECKS!r} and finding.status <> 'resolved'
order by all
"""  # noqa: S608


class _PaymentFinding(Frozen):
    file_name: str | None
    entity: str | None
    physician: str | None
    check_name: str
    severity: str
    status: str
    message: str
    citation: str


def clock_block(rows: Sequence[OverpaymentRow], as_of: date) -> Block:
    """Until when each overpayment is reported, what suspends that, and how it stands."""
    heads = (
        *(Column("Reference", width=16), Column("Physician", width=28), Column("Identified", _DAY, 12)),
        *(Column("Amount", _MONEY, 14), Column("Investigated from", _DAY, 12), Column("Suspended until", _DAY, 12)),
        *(Column("Days suspended", _NUMBER, 11), Column("Last day to report", _DAY, 13)),
        *(Column("Reported", _DAY, 12), Column("Standing", width=40)),
    )
    made: list[tuple[Cell, ...]] = []
    for row in rows:
        clock = clock_of(row.identified_on, row.investigation_from, row.investigation_until)
        last = clock.last_day if clock else None
        made.append(
            (
                *(row.reference, row.physician, row.identified_on, row.amount, row.investigation_from),
                clock.suspended_until if clock else None,
                clock.suspended_days if clock else None,
                *(last, row.reported_on, _standing(last, row.reported_on, as_of)),
            )
        )
    return Block(
        name="Sixty days",
        title="Until when overpayments are reported and returned (42 CFR 401.305)",
        columns=heads,
        rows=tuple(made),
        lines=(
            "The day it was identified is day 0. Since 2025 a timely investigation suspends the days, 180 at the most. "
            "A disclosure that CMS acknowledged suspends them until it is settled, withdrawn or removed.",
        ),
    )


def _standing(last: date | None, reported: date | None, as_of: date) -> str:
    if last is None:
        return "cannot tell"
    if reported is not None:
        return "done" if reported <= last else f"reported {counted((reported - last).days, 'day')} late"
    left = (last - as_of).days
    return f"due: {counted(left, 'day')} left" if left >= 0 else f"overdue since {days_after(last, 1)}"


def payments_block(database: Database, found: LookBack) -> Block:
    """What checks found of payments: amount, payee, period, after the end. Raises StoreError."""
    heads = (
        *(Column("Contract", width=26), Column("Physician", width=26), Column("Check", width=22)),
        *(Column("Severity", width=10), Column("Status", width=10), Column("What was found", width=80)),
        Column("Law", width=20),
    )
    known = known_of(database)
    with asking(database) as ask:
        told = ask(_PAYMENT_FINDINGS).of(_PaymentFinding)
    rows = tuple(
        (
            *(one.file_name, one.physician, words(one.check_name.replace("-", "_"))),
            *(one.severity, one.status, one.message, one.citation),
        )
        for one in told
        if one.entity is None or known.is_entity(one.entity, found.entity)
    )
    title = "Payments against the terms of contracts"
    return Block(name="Payments", title=title, columns=heads, rows=rows)
