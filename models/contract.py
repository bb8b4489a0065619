"""A contract: the facts of one instrument, each with its evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from models.base import Frozen
from models.compensation import CompensationComponent
from models.document import Document, DocumentRole
from models.evidence import Fact
from models.party import Party
from models.provision import Provision
from models.signature import DigitalSignature, SignatureBlock


class ContractKind(StrEnum):
    """The arrangement's kind, which decides the exceptions it may rely on."""

    OFFICE_LEASE = "office_lease"
    EQUIPMENT_LEASE = "equipment_lease"
    TIMESHARE = "timeshare"
    EMPLOYMENT = "employment"
    PERSONAL_SERVICES = "personal_services"
    RECRUITMENT = "recruitment"
    PRACTICE_PURCHASE = "practice_purchase"
    GROUP_COMPENSATION_PLAN = "group_compensation_plan"
    VALUE_BASED = "value_based"
    PURCHASE_BY_PHYSICIAN = "purchase_by_physician"
    OTHER = "other"


class RenewalKind(StrEnum):
    """What happens when the initial term ends; INDEFINITE has no stated end."""

    NONE = "none"
    AUTOMATIC = "automatic"
    OPTIONAL = "optional"
    MONTH_TO_MONTH = "month_to_month"
    INDEFINITE = "indefinite"


FACT_FIELDS: Final = (
    "kind",
    "agreement_date",
    "effective_date",
    "expiration_date",
    "term_months",
    "renewal_kind",
    "renewal_months",
    "termination_notice_days",
    "amended_contract_date",
)
"""The fields of a contract that are facts: each a value with its evidence, or the reason why it is not known."""


class Contract(Frozen):
    """One instrument. Pages are 1-based pages of the source file; months and days as in docs/output.md."""

    contract_id: str
    document_id: str
    file_name: str
    title: str | None
    first_page: int
    last_page: int
    document_role: DocumentRole
    kind: Fact[ContractKind]
    agreement_date: Fact[date]
    effective_date: Fact[date]
    expiration_date: Fact[date]
    term_months: Fact[Decimal]
    renewal_kind: Fact[RenewalKind]
    renewal_months: Fact[Decimal]
    termination_notice_days: Fact[int]
    amends_contract_id: str | None = None
    amended_contract_date: Fact[date] = Fact[date](reason="It changes no other contract.")
    parties: tuple[Party, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    digital_signatures: tuple[DigitalSignature, ...] = ()
    compensation: tuple[CompensationComponent, ...] = ()
    provisions: tuple[Provision, ...] = ()


class Extraction(Frozen):
    """Everything read from one file: the document and the contracts it holds (none, if it is not a contract)."""

    document: Document
    contracts: tuple[Contract, ...] = ()
