"""The rule on the terms of a recruitment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from checks.check import check
from checks.clauses_found import Kinds, Limit, Wording, bounded, first, not_concerned, not_read, opposed, shown
from models.contract import Contract, ContractKind
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_DISTANCE = Limit("recruitment_distance", "The practice moves", "relocation")
_MOVE = "relocation into the area"


class _Topic(NamedTuple):
    subject: str
    fault: Kinds
    remedy: Kinds
    says: Wording


_TOPICS = (
    _Topic(
        "referrals",
        (ProvisionKind.REFERRALS_DIRECTED, ProvisionKind.REFERRALS_REWARDED),
        (ProvisionKind.REFERRALS_NOT_REQUIRED,),
        Wording(
            flagged="Referrals are required.",
            doubtful="Referrals are required in one place and left free in another.",
            clear="Referrals are left free.",
            silent="No words on referrals were read.",
            wanting="freedom to refer",
        ),
    ),
    _Topic(
        "staffs",
        (ProvisionKind.STAFF_ELSEWHERE_BARRED,),
        (ProvisionKind.STAFF_ELSEWHERE_FREE,),
        Wording(
            flagged="The recruit may not join another hospital's staff.",
            doubtful="Other staffs are barred in one place and left open in another.",
            clear="The recruit may join other staffs.",
            silent="No words on other hospitals' staffs were read.",
            wanting="freedom to join other staffs",
        ),
    ),
    _Topic(
        "costs",
        (ProvisionKind.EXISTING_OVERHEAD_CHARGED,),
        (ProvisionKind.INCREMENTAL_COSTS_ONLY,),
        Wording(
            flagged="The practice charges costs that it has anyway.",
            doubtful="Incremental costs are named, and a share of costs that the practice has anyway.",
            clear="Only incremental costs are charged.",
            silent="No words were read on the costs that a practice may charge.",
            wanting="incremental costs alone",
        ),
    ),
)


@check(
    code="REC-01",
    citation="411.357(e)",
    remedy=(
        "Change the term for the future, stop paying under it, and have counsel look at what was paid; an "
        "arrangement that never met the exception cannot be mended backwards."
    ),
)
def recruitment_terms(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """A recruitment has terms that its exception does not allow.

    ## What it looks at

    In recruitments: how far the practice moves, or what share of revenue comes from new patients; whether referrals
    are required; whether the recruit may join other staffs; whether the recruit is on the hospital's staff already;
    which costs a practice may charge.

    ## Why it matters

    A hospital may pay a physician to move into its area, not to refer there. A practice through which the money
    goes may keep only what the recruit adds to its costs.

    ## When it fires

    - Referrals are required, or other staffs barred: flagged, for a person to decide, as is all below.
    - The recruit is on the medical staff already.
    - The practice moves by less than 25 miles, and nothing speaks of new patients.
    - The practice charges a share of costs that it has anyway.

    ## When it does not

    - The recruit ends a residency or has just begun to practise, and need not move.
    - Only incremental costs may be charged.
    - Words were not read: the elements stay open.

    ## How to put it right

    Amend the agreement for the future, with all that must sign.

    ## Flagged

    A guarantee from which the practice may keep "a pro rata share of its existing overhead".

    ## Clear

    A guarantee from which the practice keeps "the actual additional incremental costs of Recruit".

    ## Limits

    The area of ZIP codes, the old practice and the books of the practice are not seen. Payments for staying
    (411.357(t)) are for a person: offers and certificates lie in other files.
    """
    if contract.kind.value is not ContractKind.RECRUITMENT:
        yield not_concerned("It recruits nobody.")
        return
    yield _relocation(contract, as_of)
    if on_staff := first(contract, ProvisionKind.ALREADY_ON_STAFF):
        message = "The recruit is on the medical staff already."
        yield shown(Outcome.FLAGGED, message, on_staff, subject="staff", wanting="a recruit not yet on the staff")
    for topic in _TOPICS:
        yield opposed(contract, topic.fault, topic.remedy, topic.says, topic.subject)


def _relocation(contract: Contract, as_of: date) -> Verdict:
    moved, share = first(contract, ProvisionKind.RELOCATION_DISTANCE), first(contract, ProvisionKind.NEW_PATIENT_SHARE)
    spared = first(contract, ProvisionKind.RELOCATION_NOT_ASKED)
    if spared:
        message = "A resident or a beginner need not move a practice."
        return shown(Outcome.CLEAR, message, spared, subject="relocation")
    if moved and moved.quantity is not None:
        verdict = bounded(contract, as_of, moved, _DISTANCE, moved.quantity)
        if verdict.outcome is not Outcome.FLAGGED or share is None:
            return verdict
    if share:
        message = "It turns on revenue from new patients, whose share is to be read in the regulation."
        return shown(Outcome.UNDETERMINED, message, share, subject="relocation", wanting=_MOVE)
    return not_read("How far the practice moves was not read.", subject="relocation", wanting=_MOVE)
