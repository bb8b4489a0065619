"""The exception register: every arrangement, the exception it comes nearest to, and the days to act on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar

from models.counting import counted
from models.database import Database
from reports.contract_dates import ContractDate, DateKind, contract_dates
from reports.register_blocks import (
    day_rows,
    days_block,
    element_rows,
    elements_block,
    finding_rows,
    findings_block,
    ticklers_block,
)
from reports.register_rows import (
    ArrangementRow,
    ElementRow,
    FindingRow,
    RegisterRows,
    RelationshipRow,
    register_rows,
)
from reports.report import Block, Cell, Column, ColumnKind, Report, listed, words
from reports.spooled_rows import SpooledRows

MOST_RELATIONSHIP_SHEETS: Final = 500
"""More sheets than that no spreadsheet program opens in good time."""
_DAY, _NUMBER = ColumnKind.DAY, ColumnKind.NUMBER
_COLUMNS: Final = (
    Column("Arrangement ID", width=15),
    Column("Entity", width=26),
    Column("Physician", width=26),
    Column("Parties", width=34),
    Column("Kind", width=14),
    Column("Title", width=26),
    Column("File", width=24),
    Column("Compliant on the day", width=14),
    Column("Why", width=46),
    Column("Exception relied on", width=22),
    Column("Citation", width=17),
    Column("Exception status", width=14),
    Column("Elements met", _NUMBER, 9),
    Column("Elements not met", _NUMBER, 9),
    Column("Elements in doubt", _NUMBER, 9),
    Column("Left to a person", _NUMBER, 9),
    Column("Element by element", width=60),
    Column("What stands between", width=40),
    Column("Effective", _DAY, 11),
    Column("Expires", _DAY, 11),
    Column("Renewal", width=12),
    Column("Decide on renewal from", _DAY, 11),
    Column("Last day for notice", _DAY, 11),
    Column("Renews on", _DAY, 11),
    Column("Curable until", _DAY, 11),
    Column("Days left to cure", _NUMBER, 9),
    Column("Open errors", _NUMBER, 8),
    Column("Open warnings", _NUMBER, 9),
    Column("Open notices", _NUMBER, 8),
    Column("Waived", _NUMBER, 8),
    Column("Dispositions", width=36),
    Column("Pay", width=36),
    Column("Amended by", _NUMBER, 9),
    Column("Last checked", _DAY, 11),
    Column("Last reviewed by a person", _DAY, 11),
    Column("Confirmed by people", width=46),
)
_FROZEN: Final = 3
Row = TypeVar("Row", ElementRow, FindingRow)


def register(database: Database, as_of: date, *, by_relationship: bool = False) -> Report:
    """The register of a database on a day, with a sheet for each relationship if wanted. Raises StoreError."""
    return made(register_rows(database, as_of), contract_dates(database, as_of), as_of, by_relationship=by_relationship)


def made(
    parts: Iterable[RegisterRows], dates: Sequence[ContractDate], as_of: date, *, by_relationship: bool = False
) -> Report:
    """The register of these rows, some arrangements after the other, and of the days to come."""
    ticklers: dict[str, list[ContractDate]] = defaultdict(list)
    for each in dates:
        ticklers[each.contract_id].append(each)
    shown, elements, findings, of_days = SpooledRows(), SpooledRows(), SpooledRows(), SpooledRows()
    told = _Told()
    ids: dict[str, str] = {}
    arranged: dict[str, list[tuple[Cell, ...]]] = {}
    related: dict[str, RelationshipRow] = {}
    for part in parts:
        rows = _rows(part, ticklers, as_of)
        shown.extend(rows)
        elements.extend(element_rows(part.elements))
        findings.extend(finding_rows(part.findings))
        of_days.extend(day_rows(part.periods, part.arrangements))
        ids |= {one.contract_id: one.arrangement_id for one in part.arrangements}
        told.hear(part.arrangements)
        related |= {one.relationship_id: one for one in part.relationships}
        for arrangement, row in zip(part.arrangements if by_relationship else (), rows, strict=False):
            for relationship_id in arrangement.relationship_ids:
                arranged.setdefault(relationship_id, []).append(row)
    missing = [*told.missing(as_of)]
    blocks = [
        _block("Register", "Exception register", shown),
        elements_block(elements),
        findings_block(findings),
        days_block(of_days),
        ticklers_block(dates, ids),
    ]
    named = sorted((related[key] for key in arranged if key in related), key=_by_sides)
    for one in named[:MOST_RELATIONSHIP_SHEETS]:
        blocks.append(_block(one.physician, f"{one.entity} and {one.physician}", arranged[one.relationship_id]))
    if len(named) > MOST_RELATIONSHIP_SHEETS:
        missing.append(f"Only {MOST_RELATIONSHIP_SHEETS} of {len(named)} relationships have their own sheet.")
    # Not validated: the rows would be read into memory for it.
    return Report.of_known(
        name="register",
        title="Exception register",
        as_of=as_of,
        lines=(
            f"{counted(len(shown), 'arrangement')}, each an agreement with its amendments and renewals.",
            "The exception is the one nearest to being met; an arrangement needs one alone, and all its elements.",
            "Undetermined is doubt, and never counts as compliant: what no paper shows, a person confirms.",
        ),
        missing=tuple(missing),
        blocks=tuple(blocks),
    )


def _rows(
    part: RegisterRows, ticklers: Mapping[str, Sequence[ContractDate]], as_of: date
) -> tuple[tuple[Cell, ...], ...]:
    elements, findings = _by_arrangement(part.elements), _by_arrangement(part.findings)
    return tuple(
        _row(one, elements.get(one.arrangement_id, ()), findings.get(one.arrangement_id, ()), ticklers, as_of)
        for one in part.arrangements
    )


def _block(name: str, title: str, rows: Sequence[tuple[Cell, ...]]) -> Block:
    return Block(name, title, _COLUMNS, rows, frozen=_FROZEN)


def _by_sides(one: RelationshipRow) -> tuple[str, str, str]:
    return one.entity, one.physician, one.relationship_id


def _row(
    one: ArrangementRow,
    elements: Sequence[ElementRow],
    findings: Sequence[FindingRow],
    ticklers: Mapping[str, Sequence[ContractDate]],
    as_of: date,
) -> tuple[Cell, ...]:
    own = [element for element in elements if element.contract_id == one.contract_id]
    days: dict[DateKind, date] = {}
    for each in ticklers.get(one.contract_id, ()):
        days.setdefault(each.kind, each.day)
    curable = min(
        (each.curable_until for each in elements if each.curable_until and each.status != "satisfied"), default=None
    )
    still_open = [finding.severity for finding in findings if finding.status == "open"]
    return (
        one.arrangement_id,
        one.entity,
        one.physician,
        listed(one.parties),
        words(one.kind),
        one.title,
        one.file_name,
        words(one.status) or "undetermined",
        listed(one.reasons or ()),
        one.exception_title,
        one.citation,
        words(one.exception_status),
        *_counts(own),
        _in_groups(own),
        one.path,
        one.first_day,
        one.last_day,
        words(one.renewal_kind),
        days.get(DateKind.NOTICE_OPENS),
        days.get(DateKind.NOTICE_LAST_DAY),
        days.get(DateKind.RENEWS),
        curable,
        (curable - as_of).days if curable is not None else None,
        *(still_open.count(severity) for severity in ("error", "warning", "notice")),
        sum(finding.status == "waived" for finding in findings),
        listed([_decision(finding) for finding in findings if finding.disposition]),
        one.pay,
        len(one.amended_by),
        one.last_checked,
        one.last_reviewed,
        listed(one.confirmed or ()),
    )


def _counts(elements: Sequence[ElementRow]) -> tuple[Cell, ...]:
    if not elements:
        return (None, None, None, None)
    in_doubt = [element.decided_by for element in elements if element.status == "undetermined"]
    return (
        sum(element.status == "satisfied" for element in elements),
        sum(element.status == "not_satisfied" for element in elements),
        in_doubt.count("rule"),
        in_doubt.count("person"),
    )


def _in_groups(elements: Sequence[ElementRow]) -> str | None:
    """The elements by their status, what fails first."""
    lines = []
    for status in ("not_satisfied", "undetermined", "satisfied", "not_applicable"):
        names = [element.element.replace("-", " ") for element in elements if element.status == status]
        if names:
            lines.append(f"{words(status)}: {', '.join(names)}")
    return listed(lines)


def _decision(finding: FindingRow) -> str:
    until = f" until {finding.disposition_until}" if finding.disposition_until else ""
    standing = "" if finding.disposition_status == "standing" else f", {finding.disposition_status}"
    who = f"by {finding.decided_by} on {finding.decided_on}"
    return f"{finding.check_name}: {words(finding.disposition)}{until} {who}{standing}"


def _by_arrangement(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.arrangement_id].append(row)
    return found


class _Told:
    """What is said of all arrangements together, and was wanting for it."""

    def __init__(self) -> None:
        self._checked: set[date] = set()
        self._unchecked = self._unsided = 0

    def hear(self, arrangements: Iterable[ArrangementRow]) -> None:
        for one in arrangements:
            if one.last_checked is None:
                self._unchecked += 1
            else:
                self._checked.add(one.last_checked)
            self._unsided += not one.relationship_ids

    def missing(self, as_of: date) -> Iterable[str]:
        for day in sorted(day for day in self._checked if day < as_of):
            yield f"Contracts were last checked as of {day}: `starkcheck check --as-of {as_of}` looks at them again."
        if self._unchecked:
            yield f"No check has looked at {counted(self._unchecked, 'arrangement')}."
        if self._unsided:
            yield f"Of {counted(self._unsided, 'arrangement')}, entity and physician could not be told."
