"""The sheets of the group practice worksheet: rows of the ledgers with the shares that they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from operator import ge, le, lt
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from checks.five_percent import five_percent_share
from checks.law.parameter import parameters
from models.ledger_group_rows import GroupCollection, GroupPay, GroupService, RosterEntry
from models.ledger_words import GroupStatus
from reports.report import Block, Cell, Column, ColumnKind, Formula, words

if TYPE_CHECKING:
    from reports.group import ChecklistRow

_DAY, _MONEY, _NUMBER, _PERCENT = ColumnKind.DAY, ColumnKind.MONEY, ColumnKind.NUMBER, ColumnKind.PERCENT
_GROUP: Final = Column("Group practice", width=28)
_PHYSICIAN: Final = Column("Physician", width=28)
_YEAR: Final = Column("Year", width=7)
_SHARE: Final = Column("Share", _PERCENT, 15)
_STANDING: Final = Column("Standing", width=13)
_FIRST_ROW: Final = 3
"""The row of a sheet below its title and its headings."""
_COMPARED: Final = {"<": lt, "<=": le, ">=": ge}
Row = TypeVar("Row")
Key = tuple[str, int]


def takings_block(rows: Sequence[GroupCollection]) -> Block:
    """What each group took in a year, in all and for designated health services, beside the share of the test."""
    grouped = _grouped(rows, lambda row: (row.group_practice, row.received_from.year))
    cells: list[tuple[Cell, ...]] = []
    for row, ((name, year), own) in enumerate(grouped.items(), _FIRST_ROW):
        total = sum((each.amount for each in own), Decimal(0))
        designated = sum((each.amount for each in own if each.dhs_category is not None), Decimal(0))
        limit = five_percent_share("five_percent_revenue_share", year)
        cells.append(
            (name, str(year), total, designated, *_cells(_Share(designated, total, "D", "C", limit, "<"), row))
        )
    columns = (
        _GROUP,
        _YEAR,
        Column("All takings", _MONEY, 15),
        Column("Of DHS", _MONEY, 15),
        _SHARE,
        Column("Less than", _PERCENT, 10),
        _STANDING,
    )
    return Block("Takings", "Takings of designated health services must be less than the limit", columns, tuple(cells))


def pay_block(rows: Sequence[GroupPay]) -> Block:
    """What each physician had in a year, and how much of it was profit of designated health services."""
    cells: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows, _FIRST_ROW):
        limit = five_percent_share("five_percent_physician_share", row.year)
        shares = _cells(_Share(row.dhs_profits, row.total_pay, "E", "D", limit, "<="), number)
        cells.append((row.group_practice, row.physician, str(row.year), row.total_pay, row.dhs_profits, *shares))
    columns = (
        _GROUP,
        _PHYSICIAN,
        _YEAR,
        Column("All pay", _MONEY, 15),
        Column("Profits of DHS", _MONEY, 15),
        _SHARE,
        Column("At most", _PERCENT, 10),
        _STANDING,
    )
    return Block("Pay", "No physician may have more than the limit of it in profits of DHS", columns, tuple(cells))


def hours_block(rows: Sequence[GroupService]) -> Block:
    """The members' hours through the group, all of them together, in each year."""
    members = [row for row in rows if row.status is not GroupStatus.CONTRACTOR and row.hours_in_all is not None]
    grouped = _grouped(members, lambda row: (row.group_practice, row.year))
    cells: list[tuple[Cell, ...]] = []
    for number, ((name, year), own) in enumerate(grouped.items(), _FIRST_ROW):
        through = sum((row.hours_through_group for row in own if row.hours_through_group is not None), Decimal(0))
        whole = sum((row.hours_in_all for row in own if row.hours_in_all is not None), Decimal(0))
        limit = _limit("patient_care_share", year)
        cells.append(
            (name, str(year), len(own), through, whole, *_cells(_Share(through, whole, "D", "E", limit, ">="), number))
        )
    columns = (
        _GROUP,
        _YEAR,
        Column("Members", _NUMBER, 9),
        Column("Hours through the group", _NUMBER, 14),
        Column("Hours in all", _NUMBER, 14),
        _SHARE,
        Column("At least", _PERCENT, 10),
        _STANDING,
    )
    return Block("Hours", "Members' patient care through the group, in aggregate", columns, tuple(cells))


def encounters_block(rows: Sequence[GroupService]) -> Block:
    """The members' encounters among all of the group, in each year."""
    grouped = _grouped([row for row in rows if row.encounters is not None], lambda row: (row.group_practice, row.year))
    cells: list[tuple[Cell, ...]] = []
    for number, ((name, year), own) in enumerate(grouped.items(), _FIRST_ROW):
        by_members = sum(row.encounters or 0 for row in own if row.status is not GroupStatus.CONTRACTOR)
        whole = sum(row.encounters or 0 for row in own)
        limit = _limit("encounter_share", year)
        shares = _cells(_Share(Decimal(by_members), Decimal(whole), "C", "D", limit, ">="), number)
        cells.append((name, str(year), by_members, whole, *shares))
    columns = (
        _GROUP,
        _YEAR,
        Column("By members", _NUMBER, 12),
        Column("In all", _NUMBER, 12),
        _SHARE,
        Column("At least", _PERCENT, 10),
        _STANDING,
    )
    return Block("Encounters", "Encounters that members conducted in person", columns, tuple(cells))


def roster_block(rows: Sequence[RosterEntry], as_of: date) -> Block:
    """Who belonged to each group, and to which part of it."""
    columns = (
        _GROUP,
        _PHYSICIAN,
        Column("Status", width=12),
        Column("Pod", width=18),
        Column("Since", _DAY, 11),
        Column("Until", _DAY, 11),
        Column("There on the day", width=11),
    )
    cells = tuple(
        (
            row.group_practice,
            row.physician,
            row.status.value,
            row.pod,
            row.first_day,
            row.last_day,
            row.last_day is None or row.last_day >= as_of,
        )
        for row in rows
    )
    return Block("Roster", "Who belonged to each group, and to which pod", columns, cells)


def checklist_block(name: str, title: str, rows: Sequence[ChecklistRow]) -> Block:
    """Elements with their status and the words they rest on, as far as contracts and ledgers show."""
    columns = (
        Column("Arrangement ID", width=14),
        Column("File", width=24),
        Column("Exception", width=20),
        Column("Element", width=22),
        Column("Citation", width=20),
        Column("Status", width=14),
        Column("What the law asks", width=44),
        Column("Why", width=50),
        Column("What to look for", width=40),
        Column("Page", _NUMBER, 7),
        Column("Words relied on", width=50),
    )
    cells = tuple(
        (
            row.arrangement_id,
            row.file_name,
            words(row.exception),
            row.element.replace("-", " "),
            row.citation,
            words(row.status),
            row.requirement,
            row.reason,
            row.look_for,
            row.page,
            row.quote,
        )
        for row in rows
    )
    return Block(name, title, columns, cells, frozen=2)


def _grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return dict(sorted(found.items()))


def _limit(key: str, year: int) -> Decimal | None:
    value = parameters()[key].on(date(year, 12, 31))
    return value.value if value is not None else None


class _Share(NamedTuple):
    """A part of a whole beside a limit, in percent, with the columns in which part and whole stand.

    `sign` is how the share must be to the limit.
    """

    part: Decimal
    whole: Decimal
    part_at: str
    whole_at: str
    limit: Decimal | None
    sign: str


def _cells(share: _Share, row: int) -> tuple[Cell, ...]:
    """The share, the limit and the standing, in the three columns after part and whole."""
    limit_at = chr(ord(max(share.part_at, share.whole_at)) + 2)
    part, whole, limit = f"{share.part_at}{row}", f"{share.whole_at}{row}", f"{limit_at}{row}"
    standing = "undetermined"
    if share.whole and share.limit is not None:
        kept = _COMPARED[share.sign](share.part * 100, share.whole * share.limit)
        standing = "passes" if kept else "fails"
    exact = f"{part}/{whole}*100"
    return (
        Formula(
            f'=IF({whole}=0,"",ROUND({exact},IF(ROUND({exact},4)={limit},8,4)))',
            _percent(share) if share.whole else None,
        ),
        share.limit,
        Formula(
            f'=IF(OR({whole}=0,{limit}=""),"undetermined",IF({part}*100{share.sign}{whole}*{limit},"passes","fails"))',
            standing,
        ),
    )


def _percent(share: _Share) -> Decimal:
    """The share in percent, with more digits where four of them make it the limit: a cent more is beyond it."""
    exact = share.part / share.whole * 100
    short = exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return exact.quantize(Decimal("0.00000001"), ROUND_HALF_UP) if short == share.limit else short
