"""The worksheets of group practices and of value-based arrangements, filled in from ledgers and contracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from checks.catalogue import CHECKS
from checks.five_percent import five_percent_test
from models.base import Frozen
from models.database import Database
from models.finding import Outcome
from models.ledger import LedgerKind, Ledgers
from models.ledger_group_rows import GroupCollection, GroupPay, GroupService, RosterEntry
from models.relationship import Relationship
from reports.group_blocks import checklist_block, encounters_block, hours_block, pay_block, roster_block, takings_block
from reports.report import Block, Cell, Column, Report
from store.ledgers import name_key
from store.query import Ask, asking

_LEDGERS: Final = (
    LedgerKind.GROUP_COLLECTIONS,
    LedgerKind.GROUP_PAY,
    LedgerKind.GROUP_SERVICES,
    LedgerKind.GROUP_ROSTER,
)
_ELEMENTS: Final = """
select
    known.arrangement_id, element.file_name, element.exception, element.element, element.citation, element.status,
    element.requirement, element.reason, element.look_for, element.page, element.quote
from elements as element
left join arrangements as known on known.contract_id = element.contract_id
where element.exception in ('group_practice', 'value_based', 'value_based_downside_risk', 'value_based_full_risk')
    and element.kind in ('group_compensation_plan', 'value_based')
order by element.file_name, element.contract_id, element.exception, element.position
"""
_TESTS: Final = (
    Column("Group practice", width=28),
    Column("Test", width=44),
    Column("Year or pod", width=16),
    Column("Citation", width=18),
    Column("Standing", width=13),
    Column("Why", width=100),
)
_WORDS: Final = {
    Outcome.CLEAR: "passes",
    Outcome.FLAGGED: "fails",
    Outcome.UNDETERMINED: "undetermined",
    Outcome.NOT_APPLICABLE: "not applicable",
}
_RULES: Final = {
    "services-outside-group": "75 percent of the members' patient care through the group",
    "encounters-by-nonmembers": "75 percent of the encounters by members",
    "pool-under-five": "Five physicians in each part that shares profits of its own",
}
"""The rules that judge a group by its ledgers alone, and what each asks."""


class ChecklistRow(Frozen):
    """An element of an exception that a plan or a value-based arrangement rests on."""

    arrangement_id: str | None
    file_name: str
    exception: str
    element: str
    citation: str
    status: str
    requirement: str
    reason: str
    look_for: str | None
    page: int | None
    quote: str | None


class GroupBooks(Frozen):
    """The ledgers of one group practice, called as its first row calls it."""

    name: str
    ledgers: Ledgers


def group(database: Database, as_of: date) -> Report:
    """The worksheets of a database on a day. Raises StoreError."""
    with asking(database, "arrangements", "group_roster") as ask:
        imported = frozenset(
            LedgerKind(str(row[0]))
            for row in ask("select distinct kind from ledger_imports where status = 'standing'").rows
        )
        books = _books(ask, imported, as_of)
        checklist = ask(_ELEMENTS).of(ChecklistRow)
    return made(books, checklist, imported, as_of)


def made(
    books: Sequence[GroupBooks], checklist: Sequence[ChecklistRow], imported: frozenset[LedgerKind], as_of: date
) -> Report:
    """The worksheets of these groups and contracts."""
    tests = tuple(row for one in books for row in _tests(one, as_of))
    plans = [row for row in checklist if row.exception == "group_practice"]
    value_based = [row for row in checklist if row.exception != "group_practice"]
    missing = [f"The ledger {kind.value} was not imported." for kind in _LEDGERS if kind not in imported]
    if not plans:
        missing.append("No compensation plan of a group practice was read.")
    if not value_based:
        missing.append("No value-based arrangement was read.")
    return Report(
        name="group",
        title="Group practices and value-based arrangements",
        as_of=as_of,
        lines=(
            "A group practice has to meet all of 42 CFR 411.352; one test alone shows nothing of the others.",
            "Figures in the sheets of takings, pay, hours and encounters may be changed: shares are computed anew.",
            "The year of this day is not over, and its figures are not complete.",
        ),
        missing=tuple(missing),
        blocks=(
            Block("Tests", "What the ledgers say of each test", _TESTS, tests),
            takings_block([row for one in books for row in one.ledgers.group_collections]),
            pay_block([row for one in books for row in one.ledgers.group_pay]),
            hours_block([row for one in books for row in one.ledgers.group_services]),
            encounters_block([row for one in books for row in one.ledgers.group_services]),
            roster_block([row for one in books for row in one.ledgers.group_roster], as_of),
            checklist_block("Plans", "411.352, element by element, of each compensation plan", plans),
            checklist_block("Value-based", "411.357(aa), element by element, of each arrangement", value_based),
        ),
    )


def _books(ask: Ask, imported: frozenset[LedgerKind], as_of: date) -> tuple[GroupBooks, ...]:
    def rows(view: LedgerKind) -> str:
        return f"select * exclude (import_id) from {view.value} order by file_name, line"  # noqa: S608 - a fixed name

    taken = ask(rows(LedgerKind.GROUP_COLLECTIONS)).of(GroupCollection)
    collections = [row for row in taken if row.received_from <= as_of]
    pay = [row for row in ask(rows(LedgerKind.GROUP_PAY)).of(GroupPay) if row.year <= as_of.year]
    services = [row for row in ask(rows(LedgerKind.GROUP_SERVICES)).of(GroupService) if row.year <= as_of.year]
    roster = [row for row in ask(rows(LedgerKind.GROUP_ROSTER)).of(RosterEntry) if row.first_day <= as_of]
    named = [row.group_practice for row in collections]
    named += [row.group_practice for row in pay]
    named += [row.group_practice for row in services]
    named += [row.group_practice for row in roster]
    names: dict[str, str] = {}
    for name in named:
        names.setdefault(name_key(name), name)
    return tuple(
        GroupBooks(
            name=name,
            ledgers=Ledgers(
                imported=imported,
                group_collections=tuple(row for row in collections if name_key(row.group_practice) == key),
                group_pay=tuple(row for row in pay if name_key(row.group_practice) == key),
                group_services=tuple(row for row in services if name_key(row.group_practice) == key),
                group_roster=tuple(row for row in roster if name_key(row.group_practice) == key),
            ),
        )
        for key, name in sorted(names.items())
    )


def _tests(one: GroupBooks, as_of: date) -> Iterator[tuple[Cell, ...]]:
    for year in sorted(_years(one)):
        outcome, why = five_percent_test(one.ledgers.group_collections, one.ledgers.group_pay, year)
        test = "Five-percent test, if the plan rests on it"
        yield one.name, test, str(year), "42 CFR 411.352(i)", *_judged(outcome, why, is_over=year < as_of.year)
    alone = Relationship(relationship_id="", entity=one.name, physician="", ledgers=one.ledgers)
    for check in CHECKS:
        if check.name not in _RULES:
            continue
        for verdict in check(alone, as_of):
            is_over = verdict.subject != str(as_of.year)
            said = _judged(verdict.outcome, verdict.message, is_over=is_over)
            yield one.name, _RULES[check.name], verdict.subject or None, f"42 CFR {check.citation}", *said


def _judged(outcome: Outcome, why: str, *, is_over: bool) -> tuple[str, str]:
    """A standing in words; that of a year which is not over stays open."""
    if not is_over and outcome in {Outcome.CLEAR, Outcome.FLAGGED}:
        return _WORDS[Outcome.UNDETERMINED], f"{why} So far: the year is not over."
    return _WORDS[outcome], why


def _years(one: GroupBooks) -> Iterable[int]:
    taken = {row.received_from.year for row in one.ledgers.group_collections}
    return taken | {row.year for row in one.ledgers.group_pay}
