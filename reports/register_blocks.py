"""The sheets of the register beside the register itself: elements, findings, days, and days to act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reports.contract_dates import ContractDate, DateKind
from reports.register_rows import ArrangementRow, ElementRow, FindingRow, PeriodRow
from reports.report import Block, Cell, Column, ColumnKind, listed, words

Rows = Sequence[tuple[Cell, ...]]
_ID = Column("Arrangement ID", width=15)
_FILE = Column("File", width=24)
_DAY, _NUMBER = ColumnKind.DAY, ColumnKind.NUMBER
_TO_DO = {
    DateKind.NOTICE_OPENS: "Decide whether it is to renew",
    DateKind.NOTICE_LAST_DAY: "Last day for notice that it is not to renew",
    DateKind.RENEWS: "Renews",
    DateKind.EXPIRES: "Expires",
    DateKind.CURABLE_UNTIL: "Last day to make good what is missing",
}


def elements_block(rows: Rows) -> Block:
    """Each element of the exception relied on, of the agreement and of what changes it."""
    columns = (
        _ID,
        _FILE,
        Column("Exception", width=18),
        Column("Element", width=22),
        Column("Citation", width=18),
        Column("Status", width=14),
        Column("Decided by", width=11),
        Column("What the law asks", width=44),
        Column("Why", width=50),
        Column("What to look for", width=40),
        Column("Curable until", _DAY, 11),
        Column("Page", _NUMBER, 7),
        Column("Words relied on", width=50),
        Column("Law to be confirmed", width=30),
        Column("Confirmed by", width=18),
        Column("Confirmed on", _DAY, 11),
    )
    return Block("Elements", "Exceptions, element by element", columns, rows)


def findings_block(rows: Rows) -> Block:
    """Each finding that is open or waived, and what was decided on it."""
    columns = (
        _ID,
        _FILE,
        Column("Severity", width=10),
        Column("Check", width=24),
        Column("Status", width=10),
        Column("What is wrong", width=60),
        Column("What to do", width=50),
        Column("Citation", width=18),
        Column("Page", _NUMBER, 7),
        Column("Words relied on", width=50),
        Column("Disposition", width=14),
        Column("Until", _DAY, 11),
        Column("It stands", width=11),
        Column("By", width=18),
        Column("On", _DAY, 11),
        Column("Reason", width=40),
        Column("Finding ID", width=20),
    )
    return Block("Findings", "Findings, open and waived", columns, rows)


def days_block(rows: Rows) -> Block:
    """The days of each arrangement, cut wherever its standing changes."""
    columns = (
        _ID,
        _FILE,
        Column("From", _DAY, 11),
        Column("Until", _DAY, 11),
        Column("Compliant", width=14),
        Column("Citation", width=18),
        Column("Why", width=90),
    )
    return Block("Days", "On which days it was compliant, was not, or cannot be told", columns, rows)


def ticklers_block(dates: Sequence[ContractDate], ids: Mapping[str, str]) -> Block:
    """The days to act on, the next one first; `ids` are those of arrangements by their contracts."""
    columns = (Column("Day", _DAY, 11), _ID, _FILE, Column("What", width=36), Column("Why", width=90))
    cells = tuple(
        (
            each.day,
            ids.get(each.contract_id),
            each.file_name,
            _TO_DO[each.kind],
            each.because,
        )
        for each in dates
    )
    return Block("Ticklers", "Days to act on", columns, cells)


def element_rows(rows: Iterable[ElementRow]) -> Iterator[tuple[Cell, ...]]:
    """The rows of `elements_block`."""
    for row in rows:
        yield (
            row.arrangement_id,
            row.file_name,
            words(row.exception),
            row.element.replace("-", " "),
            row.citation,
            words(row.status),
            row.decided_by,
            row.requirement,
            row.reason,
            row.look_for,
            row.curable_until,
            row.page,
            row.quote,
            row.law_doubt,
            row.confirmed_by,
            row.confirmed_on,
        )


def finding_rows(rows: Iterable[FindingRow]) -> Iterator[tuple[Cell, ...]]:
    """The rows of `findings_block`."""
    for row in rows:
        yield (
            row.arrangement_id,
            row.file_name,
            row.severity,
            row.check_name,
            row.status,
            row.message,
            row.remedy,
            row.citation,
            row.page,
            row.quote,
            words(row.disposition),
            row.disposition_until,
            row.disposition_status,
            row.decided_by,
            row.decided_on,
            row.disposition_reason,
            row.finding_id,
        )


def day_rows(rows: Iterable[PeriodRow], arrangements: Iterable[ArrangementRow]) -> Iterator[tuple[Cell, ...]]:
    """The rows of `days_block`, of these arrangements."""
    files = {one.arrangement_id: one.file_name for one in arrangements}
    for row in rows:
        yield (
            row.arrangement_id,
            files.get(row.arrangement_id),
            row.from_date,
            row.until_date,
            words(row.status),
            row.citation,
            listed(row.reasons),
        )
