"""The rule that every party has signed in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.counterparts import party_of, same_party
from checks.law.grace_period import SIGNATURE_GRACE, Grace, grace_of
from checks.law.in_force import day_before
from checks.signature_blocks import NOT_SIGNED_BY_PARTIES, signed_by_its_parties, subject_of, who_signs
from models.contract import Contract
from models.counting import counted
from models.document import DocumentRole
from models.finding import Outcome, Verdict
from models.party import PartyRole
from models.signature import SignatureBlock, SignatureStatus


@check(
    code="DOC-02",
    citation="411.354(e)(4)",
    remedy=(
        "Look for an earlier paper on the same terms that the party signed, such as a letter, a term sheet or a "
        "resolution, and check the days of start and signing against the originals. Failing that, the days from the "
        "start to the signature are not covered: have counsel quantify them."
    ),
)
def signed_late(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """A party signed later than the days of grace after the start allow.

    ## What it looks at

    Every block of an agreement, an amendment or a renewal that is signed and says on what day, beside the day on
    which the arrangement starts. The start is day 0 and day 90 the last good one; every calendar day counts.

    ## Why it matters

    A signature that comes within 90 consecutive calendar days after the day on which it was first wanting counts
    as if it had been there from the start, all else being met. One that comes later covers only the time after it,
    and the referrals made in the gap may not be billed.

    ## When it fires

    - A party signed on day 91 or later: flagged.
    - A person must decide: the agreement does not say when it starts, and the day it bears is more than 90 days
      before the signature; another person signed for the same party in time; a guarantor signed late; the paper
      amends or renews another, which may have been signed; the day of signing lies after the day of looking; or
      the arrangement began before 2016, when the number of days is to be confirmed.

    The exception decides the severity, as it does for a signature that is missing: an error where it wants
    signatures, a notice where it does not.

    ## When it does not

    - The signature came before the start, or up to day 90.
    - No day of signing was read, or no start at all. That is a gap in the paper or in the reading: nothing says
      that the signature was late, and nothing is reported.
    - The party has not signed, or it cannot be told: see missing-signature.
    - "As of" is not a day of signing.

    ## How to put it right

    The gap cannot be closed afterwards. An earlier paper that the party signed may fill it, since the writing may
    be a collection of papers. Otherwise fix the gap by its first and last day, add up what was referred and paid
    in it, and have counsel decide on repayment or disclosure.

    ## Flagged

    A call coverage agreement that runs from January 1, 2024, signed by the physician on December 28, 2023 and by
    the hospital on April 1, 2024, which is day 91.

    ## Clear

    The same, signed by the hospital on March 31, 2024, which is day 90.

    ## Limits

    The days are those that stand in the paper; whether they are true is not tested. Whether services were furnished
    and paid before the signature needs the payments. The 90 days do not serve a change of pay in mid-term, which is
    a fault of its own; whether they serve an arrangement no longer than that is to be read in the regulation.
    """
    if not signed_by_its_parties(contract):
        yield NOT_SIGNED_BY_PARTIES
        return
    grace = grace_of(contract, SIGNATURE_GRACE)
    for block in contract.signatures:
        if block.status is SignatureStatus.SIGNED:
            yield _verdict(block, contract, grace, as_of)


def _verdict(block: SignatureBlock, contract: Contract, grace: Grace | None, as_of: date) -> Verdict:
    who, day = who_signs(block), block.signed_on
    if day is None or grace is None:
        what = "on what day was not read" if day is None else "when the arrangement starts was not read"
        message = f"{who} has signed; {what}, so whether it was in time cannot be told."
        wanting = f"the day on which {who} signed" if day is None else "the day of the start"
        return Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            message=message,
            subject=subject_of(block),
            wanting=wanting,
            leaves_open=True,
            evidence=block.evidence,
            confidence=block.confidence,
        )
    start = contract.effective_date if contract.effective_date.is_known else contract.agreement_date
    outcome = Outcome.CLEAR
    message = f"{who} signed on {day}, {_apart(day, grace.first_day)}."
    if day > grace.last_day:
        late = (day - grace.last_day).days
        message = (
            f"{who} signed on {day}, {_apart(day, grace.first_day)}: {counted(late, 'day')} too late, as the "
            f"{grace.days} days of grace ended on {grace.last_day}."
        )
        doubts = tuple(_doubts(block, contract, grace, as_of))
        outcome = Outcome.UNDETERMINED if doubts else Outcome.FLAGGED
        message = " ".join((message, *doubts))
    return Verdict(
        outcome=outcome,
        message=message,
        subject=subject_of(block),
        wanting=f"the late signature of {who}",
        first_day=grace.first_day,
        last_day=day_before(day) if outcome is not Outcome.CLEAR else None,
        evidence=block.evidence,
        confidence=min(block.confidence, start.confidence),
    )


def _apart(day: date, start: date) -> str:
    apart = (day - start).days
    if apart == 0:
        return f"the day of the start, {start}"
    return f"{counted(abs(apart), 'day')} {'after' if apart > 0 else 'before'} the start on {start}"


def _doubts(block: SignatureBlock, contract: Contract, grace: Grace, as_of: date) -> Iterator[str]:
    """Why a person must decide whether a late signature is a fault; nothing when it plainly is."""
    if not contract.effective_date.is_known:
        yield "That start is only the day the agreement bears; when it takes effect was not read."
    if contract.document_role is not DocumentRole.AGREEMENT or contract.amends_contract_id is not None:
        yield "The arrangement it amends or renews may have been signed; whether that covers it, a person must decide."
    party = party_of(block, contract)
    if party is not None and party.role is PartyRole.GUARANTOR:
        yield "Whether a guarantor has to sign, a person must decide."
    in_time = next((other for other in contract.signatures if _in_time_for(block, other, grace)), None)
    if in_time is not None:
        yield f"Another signed for it on {in_time.signed_on}; whether that bound it alone, a person must decide."
    if block.signed_on is not None and block.signed_on > as_of:
        yield f"That day lies after {as_of}, the day of looking."
    if not grace.confirmed:
        yield "How many days were granted at that time is to be confirmed."


def _in_time_for(block: SignatureBlock, other: SignatureBlock, grace: Grace) -> bool:
    return (
        other is not block
        and other.status is SignatureStatus.SIGNED
        and same_party(other.party_name, block.party_name)
        and other.signed_on is not None
        and other.signed_on <= grace.last_day
    )
