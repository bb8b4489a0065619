"""Whether and how a party signed."""

from datetime import date
from enum import StrEnum

from models.base import Frozen
from models.evidence import Evidence
from models.geometry import Box


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
    sentence why the status is what it is. `other_signer` is the person who plainly signed, or is named to sign, in
    place of the one expected, `other_entity` the organization that the block plainly names in place of the party; both
    are None when the names agree, be it in a variant, and when nothing tells. `envelope_id` is what the signing service
    calls the transaction in which an electronic signature was made.
    """

    party_name: str | None
    signatory_name: str | None = None
    signatory_title: str | None = None
    status: SignatureStatus
    method: SignatureMethod
    signed_on: date | None = None
    other_signer: str | None = None
    other_entity: str | None = None
    envelope_id: str | None = None
    reason: str
    evidence: Evidence | None = None
    confidence: float


class DigitalSignature(Frozen):
    """A cryptographic signature of the file, whether or not it stands in a party's block, and what became of it.

    `intact` says whether the bytes it covers are unchanged, `changed_after_signing` whether content was added later,
    beyond filled fields and further signatures. `trusted` says whether the certificate leads to one that the user
    trusts, and is None when the user named none.
    """

    signer: str | None = None
    signed_on: date | None = None
    intact: bool
    changed_after_signing: bool = False
    trusted: bool | None = None
    evidence: Evidence
    confidence: float


class SignatureArea(Frozen):
    """A place to sign as it stands on the page, before it is known whose it is.

    `headings` stand over it, `below` under it without a label; `written` is what the signature line itself holds.
    `column` is the whole width that belongs to the area, in which marks count as made here; `slot` is the line to sign
    on and `date_slot` where the date is written. `is_witness` marks witness, notary, attesting and approval-as-to-form
    places, which are no party's signature.
    """

    page: int
    box: Box
    column: Box
    slot: Box
    date_slot: Box | None = None
    headings: tuple[str, ...] = ()
    written: str | None = None
    name: str | None = None
    title: str | None = None
    date_text: str | None = None
    below: tuple[str, ...] = ()
    stamp_texts: tuple[str, ...] = ()
    is_witness: bool = False
    quote: str = ""
    exhibit: str | None = None
