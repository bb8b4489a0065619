"""Leases and service agreements that need a new paper: because they end, or because of what is wrong with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from models.contract import ContractKind, RenewalKind
from models.counting import counted
from reports.arrangements_held import HeldArrangement
from reports.checklist_rows import ChecklistRows, OpenFinding
from reports.report import Block, Column, ColumnKind, listed, words

AHEAD: Final = timedelta(days=90)
"""How long before the end of a term its paper is due."""
BEHIND: Final = timedelta(days=365)
"""How long an arrangement that ended is asked about."""
_KINDS: Final = frozenset(
    {
        ContractKind.OFFICE_LEASE,
        ContractKind.EQUIPMENT_LEASE,
        ContractKind.TIMESHARE,
        ContractKind.PERSONAL_SERVICES,
    }
)
_WANT_A_PAPER: Final = frozenset(
    {
        *("dhs-linked-pay", "holdover-on-changed-terms", "lease-subject-not-described", "missing-signature"),
        *("pay-not-set-in-advance", "payments-after-end", "per-click-rent", "percentage-rent"),
        *("services-not-described", "term-under-one-year", "undefined-base"),
    }
)
_COLUMNS: Final = (
    Column("Arrangement", width=13),
    Column("Entity", width=26),
    Column("Physician", width=26),
    Column("Kind", width=18),
    Column("File", width=26),
    Column("Standing", width=12),
    Column("Last day", ColumnKind.DAY, 11),
    Column("Afterwards", width=14),
    Column("What is wrong", width=30),
    Column("Why", width=64),
)


class Repapered(NamedTuple):
    """An arrangement and whether its paper is done, due, overdue, or whether that cannot be told, and why."""

    arrangement: HeldArrangement
    standing: str
    faults: tuple[str, ...]
    why: str


def repapered(rows: ChecklistRows, as_of: date) -> tuple[Repapered, ...]:
    """Each lease and service agreement in force, or ended within a year before; the worst first."""
    by_contract: dict[str, list[OpenFinding]] = defaultdict(list)
    for finding in rows.findings:
        if finding.contract_id is not None and finding.check_name in _WANT_A_PAPER and finding.severity == "error":
            by_contract[finding.contract_id].append(finding)
    found = [
        one
        for arrangement in rows.arrangements
        for one in _judged(arrangement, by_contract.get(arrangement.contract_id, ()), as_of)
    ]
    order = ("overdue", "due", "cannot tell", "done")
    return tuple(sorted(found, key=lambda one: order.index(one.standing)))


def _judged(one: HeldArrangement, findings: Sequence[OpenFinding], as_of: date) -> Iterator[Repapered]:
    if one.kind not in _KINDS:
        return
    names = tuple(sorted({str(words(finding.check_name.replace("-", "_"))) for finding in findings}))
    if one.is_in_force(as_of):
        if names:
            yield Repapered(
                one, "overdue", names, "What is wrong with it only a new paper puts right; see the register."
            )
        elif one.last_day is not None and not one.goes_on and one.last_day <= as_of + AHEAD:
            left = (one.last_day - as_of).days
            yield Repapered(
                one, "due", (), f"Its term ends in {counted(left, 'day')}: renew it in writing, or let it end."
            )
        else:
            yield Repapered(one, "done", (), "Its term runs, and no open error asks for a new paper.")
    elif one.last_day is not None and as_of - BEHIND <= one.last_day < as_of:
        if "payments after end" in names or "holdover on changed terms" in names:
            yield Repapered(one, "overdue", names, "Its term ended, and payments go on.")
        else:
            option = " It has an option to renew." if one.renewal_kind is RenewalKind.OPTIONAL else ""
            why = f"Its term ended, and no later paper was read.{option} If it goes on, it needs one."
            yield Repapered(one, "cannot tell", names, why)


def repapering_block(found: Sequence[Repapered]) -> Block:
    """A row for each of them."""
    rows = tuple(
        (
            each.arrangement.arrangement_id,
            each.arrangement.entity,
            each.arrangement.physician,
            words(each.arrangement.kind),
            each.arrangement.file_name,
            each.standing,
            each.arrangement.last_day,
            words(each.arrangement.renewal_kind),
            listed(each.faults),
            each.why,
        )
        for each in found
    )
    lines = (f"Due from {AHEAD.days} days before the end of a term on; those that ended over a year ago are left out.",)
    return Block("Leases and services", "Leases and service agreements by their papers", _COLUMNS, rows, lines)
