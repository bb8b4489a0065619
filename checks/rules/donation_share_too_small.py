"""The rule on a physician's share of donated software."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Limit, bounded, first, not_concerned, not_read, shown
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_SHARE = Limit("ehr_contribution_share", "The physician's share", "share")


@check(
    code="EHR-03",
    citation="411.357(w)",
    remedy=(
        "Have the physician pay the whole share before the next item is given, out of the physician's own "
        "means, and have counsel look at what was given before."
    ),
)
def donation_share_too_small(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """The share that a physician pays of donated health records software is too small, or the donor carries it.

    ## What it looks at

    Contracts that give or subsidize software for electronic health records: the recipient's share as stated, and
    words by which the donor lends, pays or waives it.

    ## Why it matters

    The physician must pay at least 15 percent of the donor's cost, and the donor may not finance it.

    ## When it fires

    - The stated share is under 15 percent: flagged.
    - The donor lends, pays or waives the share: flagged.
    - Such words stand beside a share that suffices: a person must read them.

    ## When it does not

    - The share is 15 percent or more.
    - No share was read: the element stays open.
    - Contracts that give no such software.

    ## How to put it right

    Amend the agreement, and collect.

    ## Flagged

    "Practice shall pay ten percent of the donor's cost."

    ## Clear

    "Practice shall pay fifteen percent of the donor's cost before receipt."

    ## Limits

    Whether it was paid, and when, stands in the ledger of donations.
    """
    if first(contract, ProvisionKind.HEALTH_RECORDS_DONATED) is None:
        yield not_concerned("No software for health records was found to be given.")
        return
    share, carried = first(contract, ProvisionKind.DONATION_SHARE), first(contract, ProvisionKind.DONOR_FINANCES_SHARE)
    stated = None
    if share and share.quantity is not None:
        stated = bounded(contract, as_of, share, _SHARE, share.quantity)
    if carried:
        outcome = Outcome.UNDETERMINED if stated and stated.outcome is Outcome.CLEAR else Outcome.FLAGGED
        message = "The donor carries the physician's share."
        yield shown(outcome, message, carried, subject="financing", wanting="a share that the physician pays")
    yield stated or not_read("The physician's share was not read.", subject="share", wanting="the physician's share")
