"""The rule on downside risk in a value-based arrangement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Limit, bounded, first, not_concerned, not_read
from models.contract import Contract, ContractKind
from models.finding import Verdict
from models.provision import ProvisionKind

_SHARE = Limit("downside_risk_share", "Share of the pay at risk")


@check(
    code="VBA-02",
    citation="411.357(aa)(2)",
    remedy=(
        "Raise the share that the physician stands to lose to ten percent of all pay, fixed and attainable, "
        "for the whole term; or rely on 411.357(aa)(3) with its writing and monitoring."
    ),
)
def downside_risk_too_small(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """A physician stands to lose less than ten percent of the pay of a value-based arrangement.

    ## What it looks at

    In value-based arrangements: the stated share of the pay that is repaid, forgone or at risk.

    ## Why it matters

    Where the physician must repay or forgo at least ten percent of all pay if the purpose fails, much else need not
    be shown.

    ## When it fires

    - The stated share is under ten percent: flagged. The arrangement may still fit 411.357(aa)(3).
    - The arrangement is older than the exception.

    ## When it does not

    - Ten percent or more.
    - No share was read: the element stays open.

    ## How to put it right

    Amend the share at risk, for the future only.

    ## Flagged

    "If the targets are missed Practice repays five percent of the total remuneration."

    ## Clear

    "If the targets are missed Practice repays ten percent of the total remuneration."

    ## Limits

    Of what the share is taken (fixed pay and the most that can be earned) is for a person to reckon.
    """
    if contract.kind.value is not ContractKind.VALUE_BASED:
        yield not_concerned("It is no value-based arrangement.")
        return
    share = first(contract, ProvisionKind.DOWNSIDE_SHARE)
    if share is None or share.quantity is None:
        yield not_read("No share of the pay at risk was read.", wanting="the share of pay at risk")
        return
    yield bounded(contract, as_of, share, _SHARE, share.quantity)
