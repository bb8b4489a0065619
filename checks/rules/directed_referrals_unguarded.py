"""The rule on clauses that direct referrals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import first, not_concerned, shown
from checks.law.grace_period import SIGNATURE_GRACE, grace_of
from models.contract import Contract, ContractKind
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind
from models.signature import SignatureStatus

_MUST_ALLOW = {
    ProvisionKind.PATIENT_MAY_CHOOSE: "the patient's preference",
    ProvisionKind.INSURER_MAY_CHOOSE: "the insurer's choice",
    ProvisionKind.PHYSICIAN_MAY_JUDGE: "the physician's judgment",
}
_SIGNATURE_NOT_ASKED_OTHERWISE = frozenset({ContractKind.EMPLOYMENT, ContractKind.GROUP_COMPENSATION_PLAN})


@check(
    code="PAY-07",
    citation="411.354(d)(4)",
    remedy=(
        "Write the three exceptions into the clause (the patient's preference, the insurer's choice, the "
        "physician's judgment of the patient's interest), let no pay hang on a count of referrals, and have "
        "all parties sign before it is applied again."
    ),
)
def directed_referrals_unguarded(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """The contract directs where patients are referred, without all that must go with it.

    ## What it looks at

    Clauses that oblige the physician to refer, admit or order within a network; the three exceptions that such a
    clause must allow; pay that hangs on a count of referrals; and in employment and group plans, whose exceptions
    ask for no signature otherwise, the signatures.

    ## Why it matters

    An employer or a hospital that pays may direct referrals only in a signed writing that yields to the patient's
    preference, the insurer's choice and the physician's judgment, and since 19 January 2021 neither the arrangement
    nor the pay may hang on how many are sent.

    ## When it fires

    - A clause directs referrals and none of the three exceptions was found, or pay hangs on their number: flagged.
    - One or two of the three were not found: a person must read the clause.
    - It is employment or a group plan, and a party has not signed: flagged; within the first 90 days, which may or may
      not reach this writing, a person must decide.

    ## When it does not

    - The contract says that nobody must refer, or has no clause that directs referrals.
    - All three exceptions stand in it.
    - Rules on where a medical emergency is taken, and duties of a medical staff.

    ## How to put it right

    Amend the clause for the future and have it signed.

    ## Flagged

    "Physician shall refer all patients to the System's facilities."

    ## Clear

    "Physician shall refer within the System unless the patient prefers another provider, the insurer decides
    otherwise, or the Physician finds it not in the patient's best medical interest."

    ## Limits

    The exceptions are looked for in the whole contract. Whether the referrals concern services within the
    arrangement is for a person to read. A set share of referrals may be required; a person must tell it from a
    quota.
    """
    directed = first(contract, ProvisionKind.REFERRALS_DIRECTED)
    if directed is None:
        free = first(contract, ProvisionKind.REFERRALS_NOT_REQUIRED)
        if free:
            yield shown(Outcome.CLEAR, "Nobody is required to refer.", free)
        else:
            yield not_concerned("No clause was found that directs referrals.")
        return
    wanting = "the conditions of a clause that directs referrals"
    lacking = [name for kind, name in _MUST_ALLOW.items() if first(contract, kind) is None]
    rewarded = first(contract, ProvisionKind.REFERRALS_REWARDED)
    if rewarded:
        message = "Pay hangs on a number of referrals that the contract directs."
        yield shown(Outcome.FLAGGED, message, rewarded, wanting=wanting)
    elif lacking:
        outcome = Outcome.FLAGGED if len(lacking) == len(_MUST_ALLOW) else Outcome.UNDETERMINED
        message = f"Referrals are directed, and no exception was found for {' and '.join(lacking)}."
        yield shown(outcome, message, directed, wanting=wanting)
    elif unsigned := _unsigned(contract):
        message = f"Referrals are directed in a paper that {unsigned} has not signed."
        grace = grace_of(contract, SIGNATURE_GRACE)
        outcome = Outcome.FLAGGED
        if grace is not None and as_of <= grace.last_day:
            outcome = Outcome.UNDETERMINED
            message += f" It may be signed until {grace.last_day}, if the days of grace reach this writing too."
        yield shown(outcome, message, directed, wanting=wanting)
    else:
        yield shown(Outcome.CLEAR, "The clause that directs referrals allows the three exceptions.", directed)


def _unsigned(contract: Contract) -> str | None:
    if contract.kind.value not in _SIGNATURE_NOT_ASKED_OTHERWISE:
        return None
    lines = (block for block in contract.signatures if block.status is SignatureStatus.UNSIGNED)
    return next((block.party_name or "a party" for block in lines), None)
