"""A case of a rule's table, and the contract it describes."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import Field

from models.base import Frozen
from models.compensation import CompensationComponent, CompensationKind, DhsLink, DhsSafeguard, Period
from models.contract import Contract, ContractKind, RenewalKind
from models.document import DocumentRole
from models.evidence import Fact, Value
from models.finding import Outcome, Severity
from models.ledger import LEDGERS, LedgerKind, Ledgers
from models.ledger_row import LedgerRow
from models.ledger_rows import Payment
from models.party import EntityKind, Party, PartyRole
from models.provision import Provision, ProvisionKind
from models.relationship import Relationship
from models.signature import DigitalSignature, SignatureBlock, SignatureMethod, SignatureStatus
from tests.factories import evidence, fact, unknown

ENTITY = "Duskwater Hospital"
PHYSICIAN = "Odile Brankov, M.D."
TABLES = Path(__file__).parents[2] / "fixtures" / "checks"


class CaseParty(Frozen):
    """A party; an organization unless told otherwise."""

    name: str
    role: PartyRole = PartyRole.OTHER
    is_physician: bool | None = None
    can_refer: bool | None = None


class CaseDigitalSignature(Frozen):
    """A cryptographic signature of the file; intact, unless told otherwise."""

    signer: str | None = None
    signed_on: date | None = None
    intact: bool = True
    changed_after_signing: bool = False


class CaseSignature(Frozen):
    """A signature block; blocks without a place have no evidence."""

    party: str | None = None
    signatory: str | None = None
    status: SignatureStatus
    signed_on: date | None = None
    other_signer: str | None = None
    other_entity: str | None = None
    reason: str = "The line is empty."
    has_place: bool = True


class CaseComponent(Frozen):
    """A component of the pay."""

    kind: CompensationKind
    amount: Decimal | None = None
    cap_amount: Decimal | None = None
    cap_period: Period | None = None
    payer: str | None = None
    payee: str | None = None
    percent: Decimal | None = None
    period: Period | None = None
    unit: str | None = None
    base: str | None = None
    personally_performed: bool = False
    dhs_link: DhsLink = DhsLink.NOT_LINKED
    dhs_safeguard: DhsSafeguard | None = None


class CaseProvision(Frozen):
    """A clause beside parties, term and pay."""

    kind: ProvisionKind
    subject: str = ""
    quantity: Decimal | None = None


class CaseContract(Frozen):
    """What a case says of its contract; whatever it does not say was not found."""

    file: str = "case.pdf"
    title: str | None = None
    role: DocumentRole = DocumentRole.AGREEMENT
    kind: ContractKind | None = None
    agreement_date: date | None = None
    effective_date: date | None = None
    expiration_date: date | None = None
    term_months: Decimal | None = None
    term_reckoned_as: str | None = None
    renewal_kind: RenewalKind | None = None
    parties: tuple[CaseParty, ...] = ()
    signatures: tuple[CaseSignature, ...] = ()
    digital_signatures: tuple[CaseDigitalSignature, ...] = ()
    compensation: tuple[CaseComponent, ...] = ()
    provisions: tuple[CaseProvision, ...] = ()
    amends: str | None = None
    amended_contract_date: date | None = None


class Case(Frozen):
    """One row of a rule's table: what is judged, its verdicts in order, and the severities of the findings that follow.

    A rule on one contract is given `contract`. One on relationships is given that between `entity` and `physician`: its
    `contracts`, known as case-1, case-2 and so on, and the rows of its `ledgers`, by their names. A ledger is imported
    when it has rows, or is named under `imported`.
    """

    name: str
    as_of: date = date(2025, 6, 30)
    contract: CaseContract = CaseContract()
    contracts: tuple[CaseContract, ...] = ()
    entity: str = ENTITY
    physician: str = PHYSICIAN
    ledgers: dict[LedgerKind, tuple[dict[str, Any], ...]] = Field(default_factory=dict)
    imported: tuple[LedgerKind, ...] = ()
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    findings: tuple[Severity, ...] = ()
    citation: str | None = None
    says: str | None = None


def cases_of(file_name: str) -> tuple[Case, ...]:
    """The cases of one table; raises pydantic.ValidationError where a row is not sound."""
    rows = tomllib.loads((TABLES / file_name).read_text("utf-8"))["cases"]
    return tuple(Case.model_validate(row) for row in rows)


def relationship_of(case: Case) -> Relationship:
    """The relationship a case describes, its contracts in the order of the case."""
    return Relationship(
        relationship_id="case",
        entity=case.entity,
        physician=case.physician,
        contracts=tuple(contract_of(one, number) for number, one in enumerate(case.contracts, start=1)),
        ledgers=_ledgers(case),
    )


def _ledgers(case: Case) -> Ledgers:
    rows = {
        kind.value: tuple(_row(case, kind, number, given) for number, given in enumerate(found, start=2))
        for kind, found in case.ledgers.items()
    }
    return Ledgers.model_validate({**rows, "imported": {*case.ledgers, *case.imported}})


def _row(case: Case, kind: LedgerKind, line: int, given: dict[str, Any]) -> LedgerRow:
    """A row; its two sides are the entity and the physician, unless told otherwise."""
    model = LEDGERS[kind]
    first, second = model.sides
    sides = {} if kind is LedgerKind.OWNERSHIP_AND_FAMILY else {first: case.entity, second: case.physician}
    row = model.model_validate({"file_name": f"{kind.value}.csv", "line": line, **sides, **given})
    if isinstance(row, Payment):
        sides_met = (row.payer, row.payee)
        directions = {(case.entity, case.physician): True, (case.physician, case.entity): False}
        return row.model_copy(update={"to_physician": directions.get(sides_met)})
    return row


def contract_of(case: CaseContract, number: int = 1) -> Contract:
    """The contract a case describes, the first of its relationship unless told otherwise."""
    return Contract(
        contract_id=f"case-{number}",
        document_id="case",
        file_name=case.file,
        title=case.title,
        first_page=1,
        last_page=9,
        document_role=case.role,
        kind=_fact(case.kind),
        agreement_date=_fact(case.agreement_date),
        effective_date=_fact(case.effective_date),
        expiration_date=_fact(case.expiration_date),
        term_months=_fact(case.term_months).model_copy(update={"reason": case.term_reckoned_as}),
        renewal_kind=_fact(case.renewal_kind),
        renewal_months=unknown(),
        termination_notice_days=unknown(),
        amends_contract_id=case.amends,
        amended_contract_date=_fact(case.amended_contract_date),
        parties=tuple(_party(party) for party in case.parties),
        signatures=tuple(_block(block) for block in case.signatures),
        digital_signatures=tuple(_digital_signature(one) for one in case.digital_signatures),
        compensation=tuple(_component(component) for component in case.compensation),
        provisions=tuple(_provision(provision) for provision in case.provisions),
    )


def _fact(value: Value | None) -> Fact[Value]:
    return unknown() if value is None else fact(value, quote=str(value))


def _party(party: CaseParty) -> Party:
    return Party(
        name=party.name,
        role=party.role,
        entity_kind=EntityKind.INDIVIDUAL if party.is_physician else EntityKind.ORGANIZATION,
        is_physician=party.is_physician,
        can_refer=party.can_refer,
        evidence=evidence(party.name),
        confidence=0.9,
    )


def _block(block: CaseSignature) -> SignatureBlock:
    signed = block.status is SignatureStatus.SIGNED
    return SignatureBlock(
        party_name=block.party,
        signatory_name=block.signatory,
        status=block.status,
        method=SignatureMethod.INK if signed else SignatureMethod.NONE,
        signed_on=block.signed_on,
        other_signer=block.other_signer,
        other_entity=block.other_entity,
        reason=block.reason,
        evidence=evidence("By: ____", page=9) if block.has_place else None,
        confidence=0.8,
    )


def _digital_signature(signature: CaseDigitalSignature) -> DigitalSignature:
    return DigitalSignature(**signature.model_dump(), evidence=evidence("digital signature", page=9), confidence=1.0)


def _component(component: CaseComponent) -> CompensationComponent:
    return CompensationComponent(**component.model_dump(), evidence=evidence("the pay clause", page=2), confidence=0.85)


def _provision(provision: CaseProvision) -> Provision:
    return Provision(**provision.model_dump(), evidence=evidence("the clause", page=3), confidence=0.9, found_by="case")
