"""What the exception register is made of: the rows of the store's views, on one snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar

from models.base import Frozen
from models.database import Database
from store.query import Ask, asking

MOST_AT_ONCE: Final = 5_000
"""Arrangements that are asked about together: so many need no more memory than any other report."""
_ASKED: Final = (
    "(getvariable('only_contracts') is null "
    "or {}.contract_id in (select unnest(cast(getvariable('only_contracts') as varchar[]))))"
)
_ARRANGEMENTS: Final = f"""
with human as (
    select contract_id, max(cast(done_at as date)) as last_reviewed
    from (
        select contract_id, decided_at as done_at from dispositions
        union all
        select contract_id, corrected_at from corrections
        union all
        select contract_id, confirmed_at from confirmations
    )
    group by contract_id
),
named as (
    select contract_id, list(concat(name, ' (', replace(role, '_', ' '), ')') order by page, name) as parties
    from parties group by contract_id
)
select
    known.arrangement_id, known.contract_id, known.entity, known.physician,
    coalesce(named.parties, []) as parties, known.kind, known.title, known.file_name, known.first_day, known.last_day,
    known.renewal_kind, known.pay, known.amended_by, known.relationship_ids,
    answer.exception, answer.title as exception_title, answer.citation, answer.status as exception_status, answer.path,
    looked.as_of as last_checked, human.last_reviewed
from stored.listed_arrangements as known
left join (select contract_id, as_of from stored.answers join stored.runs using (run_id)) as looked
    on looked.contract_id = known.contract_id
left join exceptions as answer on answer.contract_id = known.contract_id and answer.is_best
left join named on named.contract_id = known.contract_id
left join human on human.contract_id = known.contract_id
where {_ASKED.format("known")}
order by known.entity nulls last, known.physician nulls last, known.file_name, known.arrangement_id
"""  # noqa: S608 - no text from outside
_ORDER: Final = """
select contract_id from stored.listed_arrangements
order by entity nulls last, physician nulls last, file_name, arrangement_id
"""
_PAPERS: Final = """
select contract_id as root_id, coalesce(stated_in_contract_id, contract_id) as contract_id from contracts_in_force
union select contract_id, contract_id from stored.listed_arrangements
"""
_ELEMENTS: Final = f"""
select
    known.arrangement_id, element.contract_id, element.file_name, element.exception, element.element, element.status,
    element.decided_by, element.requirement, element.reason, element.look_for, element.citation, element.law_doubt,
    element.curable_until, element.page, element.quote,
    element.confirmed_by, cast(element.confirmed_at as date) as confirmed_on
from ({_PAPERS}) as paper
join stored.listed_arrangements as known on known.contract_id = paper.root_id
join elements as element on element.contract_id = paper.contract_id and element.is_best
where {_ASKED.format("element")}
order by known.arrangement_id, element.contract_id <> known.contract_id, element.contract_id, element.position
"""  # noqa: S608 - no text from outside
_FINDINGS: Final = f"""
select
    known.arrangement_id, finding.finding_id, finding.file_name, finding.severity, finding.check_name, finding.citation,
    finding.message, finding.remedy, finding.status, finding.page, finding.quote, finding.disposition,
    finding.disposition_until, finding.disposition_status, decided.decided_by,
    cast(decided.decided_at as date) as decided_on,
    decided.reason as disposition_reason
from ({_PAPERS}) as paper
join stored.listed_arrangements as known on known.contract_id = paper.root_id
join findings as finding on finding.contract_id = paper.contract_id and finding.status <> 'resolved'
left join dispositions as decided
    on decided.finding_id = finding.finding_id and decided.status in ('standing', 'expired', 'outdated')
where {_ASKED.format("finding")}
order by known.arrangement_id, list_position(['error', 'warning', 'notice'], finding.severity),
    finding.check_name, finding.finding_id
"""  # noqa: S608 - no text from outside
_PERIODS: Final = """
select arrangement_id, from_date, until_date, status, citation, reasons, confirmed from arrangement_periods
order by arrangement_id, from_date nulls first
"""


_RELATIONSHIPS: Final = """
select relationship_id, entity, physician from relationships order by entity, physician, relationship_id
"""


class ArrangementRow(Frozen):
    """An arrangement as it stands on the day of the report; `status` is None where nothing was ever worked out."""

    arrangement_id: str
    contract_id: str
    relationship_ids: tuple[str, ...]
    entity: str | None
    physician: str | None
    parties: tuple[str, ...]
    kind: str | None
    title: str | None
    file_name: str
    first_day: date | None
    last_day: date | None
    renewal_kind: str | None
    pay: str | None
    amended_by: tuple[str, ...]
    status: str | None = None
    reasons: tuple[str, ...] | None = None
    exception: str | None
    exception_title: str | None
    citation: str | None
    exception_status: str | None
    path: str | None
    last_checked: date | None
    last_reviewed: date | None
    confirmed: tuple[str, ...] | None = None


class ElementRow(Frozen):
    """One element of the exception that a paper of the arrangement comes nearest to."""

    arrangement_id: str
    contract_id: str
    file_name: str
    exception: str
    element: str
    status: str
    decided_by: str
    requirement: str
    reason: str
    look_for: str | None
    citation: str
    law_doubt: str | None
    curable_until: date | None
    page: int | None
    quote: str | None
    confirmed_by: str | None
    confirmed_on: date | None


class FindingRow(Frozen):
    """One finding on a paper of the arrangement, open or waived, with what a reviewer last decided."""

    arrangement_id: str
    finding_id: str
    file_name: str
    severity: str
    check_name: str
    citation: str
    message: str
    remedy: str
    status: str
    page: int | None
    quote: str | None
    disposition: str | None
    disposition_until: date | None
    disposition_status: str | None
    decided_by: str | None
    decided_on: date | None
    disposition_reason: str | None


class PeriodRow(Frozen):
    """A stretch of days of an arrangement; None is open at that end."""

    arrangement_id: str
    from_date: date | None
    until_date: date | None
    status: str
    citation: str | None
    reasons: tuple[str, ...]
    confirmed: tuple[str, ...]


Row = TypeVar("Row", ElementRow, FindingRow, PeriodRow)


class RelationshipRow(Frozen):
    """The two sides of a relationship."""

    relationship_id: str
    entity: str
    physician: str


class RegisterRows(Frozen):
    """Everything that the register shows of some arrangements, in its order: of one after the other.

    `relationships` are all that those arrangements belong to.
    """

    arrangements: tuple[ArrangementRow, ...]
    elements: tuple[ElementRow, ...]
    findings: tuple[FindingRow, ...]
    periods: tuple[PeriodRow, ...]
    relationships: tuple[RelationshipRow, ...]


def register_rows(database: Database, as_of: date) -> Iterator[RegisterRows]:
    """The rows as the last check left them, `status` being that of the day, of some thousand arrangements at a time.

    All are of one snapshot. Raises StoreError.
    """
    with asking(database, "arrangements", "arrangement_periods", "confirmations") as ask:
        ordered = [str(contract_id) for (contract_id,) in ask(_ORDER).rows]
        related = {one.relationship_id: one for one in ask(_RELATIONSHIPS).of(RelationshipRow)}
        if len(ordered) <= MOST_AT_ONCE:
            yield _rows(ask, related, as_of)
            return
        papers: dict[str, list[str]] = defaultdict(list)
        for root, paper in ask(_PAPERS).rows:
            papers[str(root)].append(str(paper))
        for first in range(0, len(ordered), MOST_AT_ONCE):
            roots = ordered[first : first + MOST_AT_ONCE]
            ask.only({paper for root in roots for paper in papers[root]})
            yield _rows(ask, related, as_of)


def _rows(ask: Ask, related: Mapping[str, RelationshipRow], as_of: date) -> RegisterRows:
    # The days of arrangements take longest to reckon: they are asked for once.
    periods = ask(_PERIODS).of(PeriodRow)
    arrangements = _on(ask(_ARRANGEMENTS).of(ArrangementRow), periods, as_of)
    place = {one.arrangement_id: number for number, one in enumerate(arrangements)}
    known = {key: related[key] for one in arrangements for key in one.relationship_ids if key in related}
    return RegisterRows.of_known(
        arrangements=arrangements,
        elements=_in_order(ask(_ELEMENTS).of(ElementRow), place),
        findings=_in_order(ask(_FINDINGS).of(FindingRow), place),
        periods=_in_order(periods, place),
        relationships=tuple(known.values()),
    )


def _in_order(rows: Sequence[Row], place: Mapping[str, int]) -> tuple[Row, ...]:
    """The rows of arrangements that are shown, in their order."""
    return tuple(
        sorted((row for row in rows if row.arrangement_id in place), key=lambda row: place[row.arrangement_id])
    )


def _on(arrangements: Sequence[ArrangementRow], periods: Sequence[PeriodRow], day: date) -> tuple[ArrangementRow, ...]:
    """The arrangements as they stand on a day."""
    held = {
        one.arrangement_id: {"status": one.status, "reasons": one.reasons, "confirmed": one.confirmed}
        for one in periods
        if (one.from_date is None or one.from_date <= day) and (one.until_date is None or day <= one.until_date)
    }
    return tuple(one.model_copy(update=held.get(one.arrangement_id)) for one in arrangements)
