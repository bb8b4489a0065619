"""What an evidence pack says of one arrangement, from the database: its papers, every word relied on, people's acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from extractors.language.names import normalised
from models.arrangement import ArrangementAnswer
from models.base import Frozen
from models.database import Database
from reports.arrangement_answer import arrangement_answer
from reports.evidence_queries import (
    ACTS,
    AUDIT,
    ELEMENTS,
    EXCEPTIONS,
    FINDINGS,
    HEAD,
    IMPORTED,
    OPINIONS,
    PAPERS,
    PAYMENTS,
    PERIODS,
    RELIED_ON,
    SIDES,
    SIGNATURES,
)
from store.query import asking


class PaperRow(Frozen):
    """The agreement, or what amends or renews it; `path` is where its file was last seen."""

    contract_id: str
    document_id: str
    file_name: str
    path: str
    title: str | None
    document_role: str
    first_page: int
    last_page: int
    agreement_date: date | None
    effective_date: date | None
    is_root: bool


class ReliedOnRow(Frozen):
    """Something read or judged, and the words it rests on; `page` is None where it rests on none."""

    contract_id: str
    source: str
    name: str
    value: str | None
    page: int | None
    quote: str | None
    bbox: str | None
    reason: str | None


class ElementRow(Frozen):
    """An element of the exception that a paper comes nearest to."""

    contract_id: str
    element: str
    citation: str
    status: str
    decided_by: str
    requirement: str
    reason: str
    look_for: str | None
    page: int | None
    quote: str | None
    bbox: str | None
    exception_title: str


class ExceptionRow(Frozen):
    """An exception that the agreement might rely on."""

    title: str
    citation: str
    status: str
    is_best: bool
    path: str


class SignatureRow(Frozen):
    """A signature block, or a party without one."""

    contract_id: str
    party_name: str | None
    signatory_name: str | None
    signatory_title: str | None
    status: str
    method: str
    signed_on: date | None
    reason: str
    page: int | None
    bbox: str | None


class FindingRow(Frozen):
    """A finding on a paper, with what a reviewer last decided."""

    contract_id: str | None
    finding_id: str
    severity: str
    check_name: str
    citation: str
    message: str
    remedy: str
    status: str
    decision: str | None


class ActRow(Frozen):
    """What a person corrected, decided or confirmed."""

    subject: str
    done_at: datetime
    person: str
    what: str
    why: str
    status: str
    document_name: str | None
    document_sha256: str | None


class PeriodRow(Frozen):
    """A stretch of days."""

    from_date: date | None
    until_date: date | None
    status: str
    reasons: tuple[str, ...]
    confirmed: tuple[str, ...]


class AuditRow(Frozen):
    """An entry of the audit log."""

    number: int
    recorded_at: datetime
    actor: str
    action: str
    subject: str
    hash: str


class PaymentRow(Frozen):
    """A payment of a ledger."""

    paid_on: date
    payer: str
    payee: str
    amount: Decimal
    period_from: date | None
    period_until: date | None
    contract: str | None
    purpose: str | None
    place: str


class OpinionRow(Frozen):
    """An opinion of fair market value of a ledger."""

    entity: str
    physician: str | None
    contract: str | None
    subject: str
    low: Decimal | None
    high: Decimal
    unit: str
    opinion_on: date
    valid_until: date | None
    appraiser: str | None
    place: str


class EvidenceRows(Frozen):
    """Everything, of one snapshot."""

    answer: ArrangementAnswer
    papers: tuple[PaperRow, ...]
    periods: tuple[PeriodRow, ...]
    exceptions: tuple[ExceptionRow, ...]
    elements: tuple[ElementRow, ...]
    relied_on: tuple[ReliedOnRow, ...]
    signatures: tuple[SignatureRow, ...]
    findings: tuple[FindingRow, ...]
    acts: tuple[ActRow, ...]
    payments: tuple[PaymentRow, ...]
    opinions: tuple[OpinionRow, ...]
    imported: tuple[str, ...]
    audit: tuple[AuditRow, ...]
    head: AuditRow | None


def evidence_rows(database: Database, arrangement: str, as_of: date) -> EvidenceRows:
    """What the database has of an arrangement, `answer` being that of the day.

    Raises ArrangementUnknownError for an id that was never given, and StoreError.
    """
    answer = arrangement_answer(database, arrangement, as_of)
    with asking(database, "confirmations") as ask:
        papers = ask(PAPERS, id=answer.arrangement_id).of(PaperRow)
    ids = [paper.contract_id for paper in papers]
    with asking(database, "confirmations", only_contracts=ids) as ask:
        given = ",".join(ids)
        acts = ask(ACTS, papers=given).of(ActRow)
        sides = [(str(one), str(other)) for one, other in ask(SIDES, papers=given).rows]
        names = {paper.contract_id for paper in papers} | {paper.file_name for paper in papers}
        return EvidenceRows(
            answer=answer,
            papers=papers,
            periods=ask(PERIODS, id=answer.arrangement_id).of(PeriodRow),
            exceptions=ask(EXCEPTIONS, root=ids[0] if ids else "").of(ExceptionRow),
            elements=ask(ELEMENTS, papers=given).of(ElementRow),
            relied_on=ask(RELIED_ON, papers=given).of(ReliedOnRow),
            signatures=ask(SIGNATURES, papers=given).of(SignatureRow),
            findings=ask(FINDINGS, papers=given).of(FindingRow),
            acts=acts,
            payments=tuple(row for row in ask(PAYMENTS).of(PaymentRow) if _is_paid_under(row, names, sides)),
            opinions=tuple(row for row in ask(OPINIONS).of(OpinionRow) if _is_of(row, names, sides)),
            imported=tuple(str(kind) for (kind,) in ask(IMPORTED).rows),
            audit=ask(AUDIT, papers=given, subjects=",".join(act.subject for act in acts)).of(AuditRow),
            head=next(iter(ask(HEAD).of(AuditRow)), None),
        )


def _is_paid_under(row: PaymentRow, names: set[str], sides: Sequence[tuple[str, str]]) -> bool:
    if row.contract is not None:
        return row.contract in names
    between = {normalised(row.payer), normalised(row.payee)}
    return any(between == {normalised(one), normalised(other)} for one, other in sides)


def _is_of(row: OpinionRow, names: set[str], sides: Sequence[tuple[str, str]]) -> bool:
    if row.contract is not None:
        return row.contract in names
    return any(
        normalised(row.entity) == normalised(one)
        and (row.physician is None or normalised(row.physician) == normalised(other))
        for one, other in sides
    )
