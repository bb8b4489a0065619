"""The rule that a lease says what it is of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Wording, not_concerned, opposed
from models.contract import Contract, ContractKind
from models.finding import Verdict
from models.provision import ProvisionKind

_FAULT = (ProvisionKind.THING_LEASED_LEFT_OPEN,)
_SOUGHT = {
    ContractKind.OFFICE_LEASE: (ProvisionKind.PREMISES_DESCRIBED,),
    ContractKind.TIMESHARE: (ProvisionKind.PREMISES_DESCRIBED,),
    ContractKind.EQUIPMENT_LEASE: (ProvisionKind.EQUIPMENT_DESCRIBED,),
}
_SAYS = Wording(
    flagged="What is leased is left to be chosen or found.",
    doubtful="What is leased is described, and part of it is left to be chosen or found.",
    clear="It says what is leased.",
    silent="No description of what is leased was read.",
    wanting="a description of what is leased",
)


@check(
    code="LSE-03",
    citation="411.357(a)(1)",
    remedy=(
        "Have both parties sign a description of the space or the equipment: address, suite and area or a "
        "plan, maker, model and serial number; and have counsel judge the time before."
    ),
)
def lease_subject_not_described(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A lease does not say which space or equipment it is of.

    ## What it looks at

    In leases of space and equipment and in timeshares: an address, a suite or room, an area, a plan, a maker, a
    model, a serial number or a list; and words that leave it to the lessor what the lessee gets.

    ## Why it matters

    What is not specified in the writing cannot be priced, nor told from what the lessee is given besides.

    ## When it fires

    - The lease is of whatever space or equipment may be available or be designated: flagged.
    - Such words stand beside a description: a person must say what is left open.

    ## When it does not

    - The description stands in an exhibit.
    - No words were read at all: they may stand in a form that is not known here, and the element stays open.
    - Parking, storage and the like that is shared.

    ## How to put it right

    Describe it in an amendment, for the future.

    ## Flagged

    "Lessor leases to Lessee such office space as may be available in the Building."

    ## Clear

    "Landlord leases to Tenant Suite 210, containing 1,290 rentable square feet."

    ## Limits

    Whether the description fits what is in fact used is not seen.
    """
    sought = _SOUGHT.get(contract.kind.value) if contract.kind.value else None
    if sought is None:
        yield not_concerned("It rents out neither space nor equipment nor a timeshare.")
        return
    yield opposed(contract, _FAULT, sought, _SAYS)
