"""The rule on a hospital's help with a practitioner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Limit, bounded, first, not_concerned
from models.contract import Contract
from models.finding import Verdict
from models.provision import ProvisionKind

_SHARE = Limit("practitioner_pay_share", "Share of the pay", "share")
_TIME = Limit("practitioner_support_years", "Time of support", "time")


@check(
    code="NPP-01",
    citation="411.357(x)",
    remedy=(
        "Bring the support down to half of the practitioner's pay and benefits, and to the first two years, "
        "for the future; recover what was paid beyond."
    ),
)
def practitioner_support_limits(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """A hospital's help with a nonphysician practitioner goes beyond its limits.

    ## What it looks at

    Clauses by which a hospital pays a share of a nurse practitioner's, physician assistant's or other
    practitioner's pay, and for how many months.

    ## Why it matters

    Since 2016 a hospital may carry no more than half of such pay and benefits, for no more than the first two years
    in a row.

    ## When it fires

    - The share exceeds half, or the time exceeds two years: flagged, for a person to decide.
    - The arrangement began before 2016: what held then is not known here.

    ## When it does not

    - Half or less, for two years or less.
    - Contracts in which no hospital pays a share of a practitioner's pay.

    ## How to put it right

    Amend the agreement, which the practitioner signs as well.

    ## Flagged

    "Hospital shall reimburse 75 percent of the nurse practitioner's salary."

    ## Clear

    "Hospital shall reimburse 50 percent of the nurse practitioner's salary for twenty-four months."

    ## Limits

    Whether the physician was helped within three years before, and what the practitioner does, is not seen.
    """
    share = first(contract, ProvisionKind.PRACTITIONER_SUPPORT_SHARE)
    months = first(contract, ProvisionKind.PRACTITIONER_SUPPORT_MONTHS)
    if share is None or share.quantity is None:
        yield not_concerned("No hospital was found to pay a share of a practitioner's pay.")
        return
    yield bounded(contract, as_of, share, _SHARE, share.quantity)
    if months and months.quantity is not None:
        yield bounded(contract, as_of, months, _TIME, months.quantity / 12)
