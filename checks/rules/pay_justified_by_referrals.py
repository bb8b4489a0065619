"""The rule on arrangements that referrals are to pay for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Wording, opposed
from models.contract import Contract
from models.finding import Verdict
from models.provision import ProvisionKind

_FAULT = (ProvisionKind.DOWNSTREAM_COUNTED,)
_REMEDY = (ProvisionKind.COMMERCIALLY_REASONABLE_STATED,)
_SAYS = Wording(
    flagged="Income that follows referrals is given as a reason.",
    doubtful="It calls itself commercially reasonable, and gives income that follows referrals as a reason.",
    clear="It calls itself commercially reasonable; whether it is, a person must say.",
    silent="No words on its purpose were read.",
    wanting="a purpose other than referrals",
)


@check(
    code="PAY-15",
    citation="411.351",
    remedy=(
        "Write down the need that the arrangement meets without referrals, or end it; keep papers that count "
        "on referrals out of its reasons, and have counsel look at it."
    ),
)
def pay_justified_by_referrals(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """Income expected from referrals is given as a reason for the arrangement or its pay.

    ## What it looks at

    Words that justify the arrangement or its pay by downstream income, contribution margin or referrals expected,
    and words that call it commercially reasonable.

    ## Why it matters

    An arrangement must make business sense even if nobody were referred. Settlements rest on papers that weighed a
    physician's pay against what the patients bring in elsewhere.

    ## When it fires

    - Such a reason is given: flagged, for a person to decide.
    - It is given beside words that the arrangement is commercially reasonable without referrals.

    ## When it does not

    - A loss alone: it proves nothing.
    - Words that deny it.
    - A formula that pays a share of such income: dhs-linked-pay sees that.

    ## How to put it right

    State the need, measure it, and decide anew.

    ## Flagged

    "The salary is justified by the downstream revenue of the Surgeon's patients."

    ## Clear

    "The arrangement would be commercially reasonable even if no patient were referred."

    ## Limits

    Memoranda, in which such reasons usually stand, are not read.
    """
    yield opposed(contract, _FAULT, _REMEDY, _SAYS)
