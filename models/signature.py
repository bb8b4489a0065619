"""Whether and how a party signed."""

from datetime import date
from enum import StrEnum

from models.base import Frozen
from models.evidence import Evidence


class SignatureStatus(StrEnum):
    """UNCLEAR is for a person to decide: a bare typed name, "signature on file", somebody else's hand."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    UNCLEAR = "unclear"


class SignatureMethod(StrEnum):
    """How it was signed; CONFORMED is "/s/", ESIGN a visible stamp, DIGITAL a cryptographic signature."""

    INK = "ink"
    CONFORMED = "conformed"
    ESIGN = "esign"
    DIGITAL = "digital"
    TYPED = "typed"
    NONE = "none"


class SignatureBlock(Frozen):
    """The place where one party signs. A party without any block has one with status UNSIGNED and no evidence.

    `party_name` is the entity bound, `signatory_name` the human being who signs for it. `reason` says in one plain
    sentence why the status is what it is.
    """

    party_name: str | None
    signatory_name: str | None = None
    signatory_title: str | None = None
    status: SignatureStatus
    method: SignatureMethod
    signed_on: date | None = None
    reason: str
    evidence: Evidence | None = None
    confidence: float
