"""Who is bound by a contract."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from models.base import Frozen
from models.evidence import Evidence
from models.provider_identifier import checked


class PartyRole(StrEnum):
    """What a party does under the contract; CLIENT receives services, CONTRACTOR renders them."""

    LESSOR = "lessor"
    LESSEE = "lessee"
    EMPLOYER = "employer"
    EMPLOYEE = "employee"
    CLIENT = "client"
    CONTRACTOR = "contractor"
    GUARANTOR = "guarantor"
    OTHER = "other"


class EntityKind(StrEnum):
    """A human being or an organization."""

    INDIVIDUAL = "individual"
    ORGANIZATION = "organization"


class Party(Frozen):
    """A party: `name` as written without its defined term, `defined_terms` what the contract calls it afterwards.

    `is_physician` is None when nothing in the contract tells. `can_refer` is True when the contract shows that the
    party, an owner of it or a member of its family can refer patients (a physicians' practice, a company that
    physicians own), and None when nothing tells. `npi` is the national provider identifier that the contract gives.
    """

    name: str
    role: PartyRole
    entity_kind: EntityKind
    is_physician: bool | None
    can_refer: bool | None = None
    npi: Annotated[str | None, AfterValidator(checked)] = None
    defined_terms: tuple[str, ...] = ()
    evidence: Evidence
    confidence: float
