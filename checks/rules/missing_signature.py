"""The rule that every party has signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.counterparts import party_of, signed_elsewhere
from checks.signature_blocks import NOT_SIGNED_BY_PARTIES, signed_by_its_parties, subject_of, who_signs
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.party import PartyRole
from models.signature import SignatureBlock, SignatureStatus


@check(
    code="DOC-01",
    citation="411.354(e)(4)",
    remedy=(
        "Look for a signed counterpart or another paper of the time that the party signed. Failing that, have it "
        "signed within 90 days of the start; later, sign now, fix the days without a signature, and have counsel "
        "quantify them."
    ),
)
def missing_signature(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A party has not signed the contract, or has no place to sign it.

    ## What it looks at

    Every signature block of an agreement, an amendment or a renewal. A party that ought to sign and has no block
    counts as a blank block. Blocks of witnesses, notaries and counsel are not blocks of a party.

    ## Why it matters

    Leases, personal services, timeshares, recruitment, fair market value compensation and value-based arrangements
    are excepted only when the parties have signed. A lease that one side never signed shelters nothing, however
    fair its rent, and the referrals made meanwhile may not be billed. No fault is cheaper to prevent.

    ## When it fires

    - A block is blank, or a party has none: flagged.
    - It cannot be told whether a block is signed (a typed name, "signature on file", another's hand): a person must
      decide.
    - Nobody who could sign was found at all: a person must decide.

    The exception decides the severity: an error where it wants signatures, a notice where it does not (bona fide
    employment, payments by a physician, an isolated transaction, a group practice's plan). Up to the ninetieth day
    after the start it is a warning that says until when the signature may be obtained; from the next day on, an
    error that says since when it is too late. It is one finding all along, and keeps its identity.

    ## When it does not

    - The same party signed a counterpart: a blank copy of a signed block is no fault.
    - Exhibits alone, and papers that are no contract.
    - An electronic signature, or "/s/" before a name, is a signature.

    ## How to put it right

    Find the signed counterpart, or another paper of the time that the party signed: a collection of papers can be
    the writing. Otherwise obtain the signature. Up to the ninetieth day after the start that cures it, all else
    being met; after that, the days without a signature stay, and counsel decides on repayment or disclosure.

    ## Flagged

    An office lease in which the hospital signed as landlord, and the line above the physician's name is empty.

    ## Clear

    An office lease in counterparts: the tenant's line is empty on page 9 and signed on page 10.

    ## Limits

    Whether the signatory had authority is not tested. A practice named in a recruitment agreement need not sign
    since 2021 if it passes all money on; whether it does, the contract seldom shows. Whether the 90 days serve an
    arrangement that is itself no longer than that is to be read in the regulation.
    """
    if not signed_by_its_parties(contract):
        yield NOT_SIGNED_BY_PARTIES
        return
    if not contract.signatures:
        named = " and ".join(party.name for party in contract.parties)
        message = (
            f"No place to sign was read for {named}."
            if named
            else "Nothing that was read says who must sign: no party, no signature."
        )
        yield Verdict(outcome=Outcome.UNDETERMINED, message=message, wanting="the signatures", confidence=0.5)
        return
    for block in contract.signatures:
        yield _verdict(block, contract)


def _verdict(block: SignatureBlock, contract: Contract) -> Verdict:
    party = party_of(block, contract)
    who = who_signs(block)
    outcome, message = Outcome.CLEAR, f"{who} has signed."
    if block.status is not SignatureStatus.SIGNED and signed_elsewhere(block, contract):
        message = f"{who} has signed another copy of this block."
    elif block.status is SignatureStatus.UNCLEAR:
        outcome, message = (
            Outcome.UNDETERMINED,
            f"It cannot be told whether {who} has signed. {_sentence(block.reason)}",
        )
    elif block.status is SignatureStatus.UNSIGNED and party is not None and party.role is PartyRole.GUARANTOR:
        outcome = Outcome.UNDETERMINED
        message = (
            f"{who} has not signed. {_sentence(block.reason)} Whether a guarantor has to sign, a person must decide."
        )
    elif block.status is SignatureStatus.UNSIGNED:
        outcome, message = Outcome.FLAGGED, f"{who} has not signed. {_sentence(block.reason)}"
    return Verdict(
        outcome=outcome,
        message=message,
        subject=subject_of(block),
        wanting=f"the missing signature of {who}" if outcome is Outcome.FLAGGED else f"the signature of {who}",
        evidence=block.evidence or (party.evidence if party else None),
        confidence=block.confidence,
    )


def _sentence(reason: str) -> str:
    return f"{reason.strip().rstrip('.') or 'The reading gives no reason'}."
