"""The rule on a tenant's share of common charges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checks.check import check
from checks.clauses_found import first, not_concerned, not_read, shown
from models.contract import Contract, ContractKind
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_READING = Decimal("0.05")
_ROUNDING = Decimal("0.5")


@check(
    code="LSE-05",
    citation="411.357(a)(3)",
    remedy=("Charge the tenant by its share of the building for the future, and settle what was charged beyond it."),
)
def common_charges_above_share(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """The tenant's share of common charges is more than its share of the building.

    ## What it looks at

    In leases of space: the percentage of common charges, the area let and the area of the building, where all three
    are stated.

    ## Why it matters

    Common areas may be charged for by the share that the tenant's own space has of all the space. What is charged
    beyond that is rent for space that is not rented.

    ## When it fires

    - The percentage exceeds the share of the areas by more than half a point: flagged, for a person to decide.
    - It exceeds it by less: rounding, or areas measured in two ways; a person must say.

    ## When it does not

    - The areas or the percentage are not stated, or the charge is a fixed sum.
    - The percentage is lower than the share.

    ## How to put it right

    Put the percentage right and say of which areas it is the share.

    ## Flagged

    Ten percent of operating expenses for 1,000 of 20,000 square feet.

    ## Clear

    Five percent of operating expenses for 1,000 of 20,000 square feet.

    ## Limits

    Whether the tenant needs all the space is for a person to say.
    """
    if contract.kind.value is not ContractKind.OFFICE_LEASE:
        yield not_concerned("It is no lease of space.")
        return
    share = first(contract, ProvisionKind.COMMON_CHARGE_SHARE)
    own, whole = first(contract, ProvisionKind.PREMISES_AREA), first(contract, ProvisionKind.BUILDING_AREA)
    if share is None or share.quantity is None:
        yield not_concerned("No percentage of common charges was found.")
        return
    if own is None or whole is None or not own.quantity or not whole.quantity or own.quantity > whole.quantity:
        yield not_read("The areas that the percentage should follow were not read.")
        return
    fair = 100 * own.quantity / whole.quantity
    message = f"{share.quantity.normalize():f}% of common charges for {fair:.2f}% of the building."
    if share.quantity <= fair + _READING:
        outcome = Outcome.CLEAR
    else:
        outcome = Outcome.FLAGGED if share.quantity > fair + _ROUNDING else Outcome.UNDETERMINED
    yield shown(outcome, message, share, wanting="common charges by the share of the building")
