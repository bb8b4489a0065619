"""The rule on contracts that say nothing of referrals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import first, not_concerned, shown
from models.contract import Contract, ContractKind
from models.document import DocumentRole
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_PART = re.compile(r"\W*(?:\w+\s+)?(?:schedule|exhibit|addendum|attachment|annex)\b", re.IGNORECASE)
_SPEAKS = (
    ProvisionKind.VOLUME_OR_VALUE_EXCLUDED,
    ProvisionKind.REFERRALS_NOT_REQUIRED,
    ProvisionKind.REFERRALS_DIRECTED,
    ProvisionKind.REFERRAL_LAW_NAMED,
)
_KINDS = frozenset(
    {
        ContractKind.OFFICE_LEASE,
        ContractKind.EQUIPMENT_LEASE,
        ContractKind.TIMESHARE,
        ContractKind.EMPLOYMENT,
        ContractKind.PERSONAL_SERVICES,
        ContractKind.RECRUITMENT,
    }
)
# the share of contracts without such words among those in which none were found
_CONFIDENCE = 0.8


@check(
    code="PAY-09",
    citation="411.354(d)(5)",
    remedy=(
        "At the next amendment let the parties say that neither the volume nor the value of referrals moves "
        "the pay. It is usual and does no harm; the formula decides."
    ),
)
def referrals_not_mentioned(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """The contract says nothing of referrals: neither that they do not move the pay, nor that nobody need make them.

    ## What it looks at

    Words on referrals in an agreement: that the pay takes no account of them, that nobody is required to
    refer, or where to; and the law on referrals, where it is named.

    ## Why it matters

    No exception asks for such words, and they save nothing. Their absence tells that a contract was hardly written
    with this law in mind, which is worth knowing.

    ## When it fires

    No such words were found in an agreement of a kind that pays or charges a physician: worth a notice.

    ## When it does not

    - Words of any of these sorts were found. That they are true is not said.
    - Amendments, renewals and schedules, which rest on the words of another contract.
    - Formula and words at odds: the formula decides, and dhs-linked-pay looks at it.

    ## How to put it right

    Add the words when the contract is next amended.

    ## Flagged

    A lease of two pages that speaks of rent, care and insurance alone: worth knowing.

    ## Clear

    "The rent does not depend on whether anybody refers patients."

    ## Limits

    This check never flags, as words that say it in an unusual way may be missed. It is never more than a notice, and
    never a fault.
    """
    rests_on_another = contract.document_role is not DocumentRole.AGREEMENT or _PART.match(contract.title or "")
    if rests_on_another or contract.kind.value not in _KINDS:
        yield not_concerned("It rests on another contract, or is of a kind that need not speak of referrals.")
        return
    found = first(contract, *_SPEAKS)
    if found:
        yield shown(Outcome.CLEAR, "The contract speaks of referrals.", found)
    else:
        yield Verdict(
            outcome=Outcome.UNDETERMINED,
            message="No words on referrals were found.",
            wanting="words on referrals",
            confidence=_CONFIDENCE,
        )
