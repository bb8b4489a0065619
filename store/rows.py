"""The models as rows of the tables in `stored`, values in the order of the columns, as `bulk.append` takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from models.contract import FACT_FIELDS
from models.correction import CorrectedContract, Part
from models.evidence import Evidence, Fact
from models.finding import Finding

Row = Sequence[object]

FINDING: Final = {
    "finding_id": "VARCHAR",
    "contract_id": "VARCHAR",
    "relationship_id": "VARCHAR",
    "document_id": "VARCHAR",
    "kind": "VARCHAR",
    "check_code": "VARCHAR",
    "check_name": "VARCHAR",
    "severity": "VARCHAR",
    "citation": "VARCHAR",
    "message": "VARCHAR",
    "remedy": "VARCHAR",
    "status": "VARCHAR",
    "as_of": "DATE",
    "page": "INTEGER",
    "quote": "VARCHAR",
    "bbox": "VARCHAR",
    "confidence": "DOUBLE",
    "first_seen_run": "VARCHAR",
    "last_seen_run": "VARCHAR",
}
FINDING_AGAIN: Final = (
    *("relationship_id", "document_id", "kind", "check_code", "check_name", "severity", "citation", "message"),
    *("remedy", "status", "as_of", "page", "quote", "bbox", "confidence", "last_seen_run"),
)
"""What a later run writes anew of a finding; the rest stays as it was first seen."""


def contract_row(of: CorrectedContract) -> Row:
    """The row of `stored.contracts`, with the whole contract as it was read, as JSON, in `record`."""
    contract = of.contract
    return (
        contract.contract_id,
        contract.document_id,
        contract.title,
        contract.first_page,
        contract.last_page,
        contract.document_role.value,
        contract.kind.value,
        contract.agreement_date.value,
        contract.effective_date.value,
        contract.expiration_date.value,
        as_text(contract.term_months.value),
        contract.renewal_kind.value,
        as_text(contract.renewal_months.value),
        as_text(contract.termination_notice_days.value),
        contract.amends_contract_id,
        of.read.model_dump_json(),
        of.columns(Part.CONTRACT),
    )


def fact_rows(of: CorrectedContract) -> Iterator[Row]:
    """The rows of `stored.facts`, one for each single-valued field, known or not."""
    for field in FACT_FIELDS:
        fact: Fact[StrEnum | date | Decimal | int] = getattr(of.contract, field)
        found = (*_place(fact.evidence), fact.confidence, fact.found_by, fact.reason)
        yield of.contract.contract_id, field, as_text(fact.value), *found, of.correction_of(field)


def party_rows(of: CorrectedContract) -> Iterator[Row]:
    """The rows of `stored.parties`."""
    for position, party in enumerate(of.contract.parties, start=1):
        place = _place(party.evidence)
        named = (of.contract.contract_id, party.name, party.role.value, party.entity_kind.value, party.is_physician)
        yield *named, *place, party.confidence, of.columns(Part.PARTIES, position), party.can_refer, party.npi


def signature_rows(of: CorrectedContract) -> Iterator[Row]:
    """The rows of `stored.signatures`."""
    for position, block in enumerate(of.contract.signatures, start=1):
        yield (
            of.contract.contract_id,
            block.party_name,
            block.signatory_name,
            block.signatory_title,
            block.status.value,
            block.method.value,
            block.signed_on,
            block.reason,
            *_place(block.evidence),
            block.confidence,
            block.other_signer,
            block.other_entity,
            block.envelope_id,
            of.columns(Part.SIGNATURES, position),
        )


def digital_signature_rows(of: CorrectedContract) -> Iterator[Row]:
    """The rows of `stored.digital_signatures`."""
    contract = of.contract
    for signature in contract.digital_signatures:
        became = (signature.intact, signature.changed_after_signing, signature.trusted)
        place = _place(signature.evidence)
        yield contract.contract_id, signature.signer, signature.signed_on, *became, *place, signature.confidence


def component_rows(of: CorrectedContract) -> Iterator[Row]:
    """The rows of `stored.compensation`, numbered from 1 in reading order."""
    for number, component in enumerate(of.contract.compensation, start=1):
        yield (
            of.contract.contract_id,
            number,
            component.kind.value,
            as_text(component.amount),
            component.currency,
            component.period,
            component.unit,
            as_text(component.percent),
            component.base,
            as_text(component.cap_amount),
            component.cap_period,
            component.payer,
            component.payee,
            component.personally_performed,
            component.dhs_link.value,
            [category.value for category in component.dhs_categories],
            component.dhs_reason,
            *_place(component.evidence),
            component.confidence,
            of.columns(Part.COMPENSATION, number),
        )


def provision_rows(of: CorrectedContract) -> Iterator[Row]:
    """The rows of `stored.provisions`."""
    contract = of.contract
    for provision in contract.provisions:
        said = (provision.kind.value, provision.subject, as_text(provision.quantity))
        yield contract.contract_id, *said, *_place(provision.evidence), provision.confidence, provision.found_by


def applied_correction_rows(of: CorrectedContract) -> Iterator[Row]:
    """The rows of `stored.applied_corrections`: which corrections the contract's other rows show."""
    for effect in of.effects:
        if not effect.follows:
            yield effect.correction_id, of.read.contract_id, effect.value_read


def finding_row(finding: Finding, document_id: str | None, kind: str | None, run_id: str) -> dict[str, object]:
    """The row of `stored.findings` as `run_id` saw it, as JSON; what an earlier run wrote of it stays where it must."""
    page, quote, box = _place(finding.evidence)
    return {
        "finding_id": finding.finding_id,
        "contract_id": finding.contract_id,
        "relationship_id": finding.relationship_id,
        "document_id": document_id,
        "kind": kind,
        "check_code": finding.check_code,
        "check_name": finding.check_name,
        "severity": finding.severity.value,
        "citation": finding.citation,
        "message": finding.message,
        "remedy": finding.remedy,
        "status": "open",
        "as_of": finding.as_of.isoformat(),
        "page": page,
        "quote": quote,
        "bbox": box,
        "confidence": finding.confidence,
        "first_seen_run": run_id,
        "last_seen_run": run_id,
    }


def as_text(value: StrEnum | date | Decimal | int | str | None) -> str | None:
    """A value as the `facts` view prints it: ISO dates, enumerations by value, numbers without an exponent."""
    if value is None:
        return None
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _place(evidence: Evidence | None) -> tuple[int | None, str | None, str | None]:
    if evidence is None:
        return None, None, None
    return evidence.page, evidence.quote, evidence.box.as_text() if evidence.box else None
