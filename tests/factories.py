"""Small models for tests, whole and valid, of which each test says only what matters to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from models.answer import Answer, Candidacy, DecidedBy, ElementAnswer, ExceptionAnswer
from models.compensation import CompensationComponent, CompensationKind, DhsCategory, DhsLink, Period
from models.contract import Contract, ContractKind, Extraction, RenewalKind
from models.document import Document, DocumentRole, TextSource
from models.evidence import Evidence, Fact, Value
from models.finding import Finding, Severity
from models.geometry import Box
from models.party import EntityKind, Party, PartyRole
from models.provision import Provision, ProvisionKind
from models.signature import SignatureBlock, SignatureMethod, SignatureStatus

HOSPITAL = "Quillmere Hospital"
PHYSICIAN = "Tamsin Fernquist, M.D."


def evidence(quote: str = "the words", page: int = 1) -> Evidence:
    """A quote in a box near the top left of a page."""
    return Evidence(page=page, quote=quote, box=Box(left=72.0, top=90.5, right=301.25, bottom=102.0))


def fact(value: Value, quote: str = "the words", page: int = 1) -> Fact[Value]:
    """A known value with its evidence."""
    return Fact(value=value, evidence=evidence(quote, page), confidence=0.9, found_by="a pattern")


def unknown(reason: str = "The contract does not say.") -> Fact[Any]:
    """A fact that was not found, and why."""
    return Fact(reason=reason)


def document(content: str = "lease", path: str = "/inbox/lease.pdf", **changes: Any) -> Document:
    """A document of two pages whose identity follows from `content` alone."""
    given: dict[str, Any] = {
        "document_id": sha256(content.encode()).hexdigest(),
        "file_name": PurePath(path).name,
        "path": path,
        "byte_count": 2048,
        "page_count": 2,
        "text_source": TextSource.NATIVE,
    }
    return Document(**given | changes)


def party(name: str = HOSPITAL, role: PartyRole = PartyRole.LESSOR, **changes: Any) -> Party:
    """An organization, unless told otherwise."""
    given: dict[str, Any] = {
        "name": name,
        "role": role,
        "entity_kind": EntityKind.ORGANIZATION,
        "is_physician": False,
        "evidence": evidence(name),
        "confidence": 0.95,
    }
    return Party(**given | changes)


def signature(party_name: str = HOSPITAL, **changes: Any) -> SignatureBlock:
    """A block signed in ink on the second page."""
    given: dict[str, Any] = {
        "party_name": party_name,
        "signatory_name": "Idris Hallowby",
        "signatory_title": "President",
        "status": SignatureStatus.SIGNED,
        "method": SignatureMethod.INK,
        "signed_on": date(2024, 1, 2),
        "reason": "There is ink on the line.",
        "evidence": evidence("By: ______", page=2),
        "confidence": 0.8,
    }
    return SignatureBlock(**given | changes)


def component(**changes: Any) -> CompensationComponent:
    """A flat monthly rent from the physician to the hospital."""
    given: dict[str, Any] = {
        "kind": CompensationKind.FIXED,
        "amount": Decimal("2500.00"),
        "period": Period.MONTH,
        "payer": PHYSICIAN,
        "payee": HOSPITAL,
        "dhs_reason": "The amount is the same every month.",
        "evidence": evidence("$2,500.00 each month"),
        "confidence": 0.85,
    }
    return CompensationComponent(**given | changes)


def per_click_component(**changes: Any) -> CompensationComponent:
    """A fee for each scan, moved by referrals of imaging."""
    given: dict[str, Any] = {
        "kind": CompensationKind.PER_CLICK,
        "amount": Decimal("45.50"),
        "period": None,
        "unit": "scan",
        "cap_amount": Decimal("9000"),
        "cap_period": Period.MONTH,
        "dhs_link": DhsLink.LINKED,
        "dhs_categories": (DhsCategory.RADIOLOGY,),
        "dhs_reason": "Each scan referred adds to the fee.",
        "evidence": evidence("$45.50 for every scan"),
    }
    return component(**given | changes)


def provision(kind: ProvisionKind, **changes: Any) -> Provision:
    """A clause of one kind, in the words of a pattern."""
    given: dict[str, Any] = {
        "kind": kind,
        "evidence": evidence("the clause"),
        "confidence": 0.9,
        "found_by": "a pattern",
    }
    return Provision(**given | changes)


SOUND_CLAUSES = tuple(
    provision(kind)
    for kind in (
        ProvisionKind.EQUIPMENT_DESCRIBED,
        ProvisionKind.PREMISES_DESCRIBED,
        ProvisionKind.SERVICES_DESCRIBED,
        ProvisionKind.EXCLUSIVE_USE,
        ProvisionKind.FAIR_MARKET_VALUE_STATED,
        ProvisionKind.REFERRALS_NOT_REQUIRED,
    )
)
"""What a contract says that is well drawn: what it is of, who uses it, and that nobody need refer."""


def contract(of: Document | None = None, first_page: int = 1, **changes: Any) -> Contract:
    """An equipment lease of a year between a hospital and a physician, signed by both."""
    source = of or document()
    given: dict[str, Any] = {
        "contract_id": f"{source.document_id}-{first_page}",
        "document_id": source.document_id,
        "file_name": source.file_name,
        "title": "EQUIPMENT LEASE",
        "first_page": first_page,
        "last_page": max(first_page, source.page_count),
        "document_role": DocumentRole.AGREEMENT,
        "kind": fact(ContractKind.EQUIPMENT_LEASE, "leases the scanner"),
        "agreement_date": fact(date(2024, 1, 1), "dated January 1, 2024"),
        "effective_date": fact(date(2024, 1, 15), "commencing January 15, 2024"),
        "expiration_date": fact(date(2025, 1, 14), "ending January 14, 2025"),
        "term_months": fact(Decimal(12), "one (1) year"),
        "renewal_kind": fact(RenewalKind.AUTOMATIC, "renews for successive years"),
        "renewal_months": fact(Decimal(12), "successive years"),
        "termination_notice_days": fact(60, "sixty days' notice"),
        "parties": (
            party(),
            party(PHYSICIAN, PartyRole.LESSEE, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
        ),
        "signatures": (signature(), signature(PHYSICIAN, signatory_name=PHYSICIAN, signatory_title=None)),
        "compensation": (component(),),
        "provisions": SOUND_CLAUSES,
    }
    return Contract(**given | changes)


def extraction(of: Document | None = None, *contracts: Contract) -> Extraction:
    """A document with the contracts given, or else with one equipment lease."""
    source = of or document()
    return Extraction(document=source, contracts=contracts or (contract(source),))


def finding(on: Contract, check_name: str = "missing-signature", subject: str = "", **changes: Any) -> Finding:
    """An error of one check on a contract; the same check and subject give the same identity."""
    given: dict[str, Any] = {
        "finding_id": sha256(f"{on.contract_id}/{check_name}/{subject}".encode()).hexdigest()[:16],
        "contract_id": on.contract_id,
        "check_code": "SC001",
        "check_name": check_name,
        "severity": Severity.ERROR,
        "citation": "42 CFR 411.357(b)(1)",
        "message": "A party has not signed.",
        "remedy": "Obtain the signature.",
        "as_of": date(2026, 1, 31),
        "evidence": evidence("By: ______", page=2),
        "confidence": 0.8,
    }
    return Finding(**given | changes)


def element_answer(element: str = "signed", **changes: Any) -> ElementAnswer:
    """An element that a rule found satisfied, unless changed."""
    given: dict[str, Any] = {
        "element": element,
        "paragraph": "411.357(b)(1)",
        "requirement": "Every party has signed.",
        "answer": Answer.SATISFIED,
        "decided_by": DecidedBy.RULE,
        "reason": f"{element}: so it is.",
        "look_for": "signatures",
    }
    return ElementAnswer(**given | changes)


def exception_answer(*elements: ElementAnswer, **changes: Any) -> ExceptionAnswer:
    """The best exception of a lease of equipment, undetermined unless changed."""
    given: dict[str, Any] = {
        "exception": "equipment",
        "citation": "411.357(b)",
        "title": "Rental of equipment",
        "candidacy": Candidacy.PRESUMED,
        "answer": Answer.UNDETERMINED,
        "as_far_as_tested": Answer.UNDETERMINED,
        "is_best": True,
        "path": "See.",
        "elements": elements,
    }
    return ExceptionAnswer(**given | changes)
