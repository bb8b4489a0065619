"""The rule that the lessee has what is leased alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Wording, not_concerned, opposed
from models.contract import Contract, ContractKind
from models.finding import Verdict
from models.provision import ProvisionKind

_KINDS = frozenset({ContractKind.OFFICE_LEASE, ContractKind.EQUIPMENT_LEASE})
_FAULT = (ProvisionKind.LESSOR_MAY_USE,)
_REMEDY = (ProvisionKind.EXCLUSIVE_USE,)
_SAYS = Wording(
    flagged="The lessor keeps a right to use what is leased.",
    doubtful="The lessee has the use alone, and the lessor keeps a right to it too.",
    clear="The lessee has the use alone.",
    silent="No words were read on who else may use what is leased.",
    wanting="exclusive use",
)


@check(
    code="LSE-04",
    citation="411.357(a)(3)",
    remedy=(
        "Give the lessee the space or equipment alone during the hours of the lease, and keep the lessor and "
        "those related to it out, or see whether a timeshare or 411.357(l) fits."
    ),
)
def use_not_exclusive(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """The lessor keeps a right to use what is leased.

    ## What it looks at

    In leases of space and equipment: words that give the lessee the use alone, and words by which the lessor keeps
    the use, shares it or calls it non-exclusive.

    ## Why it matters

    While the lessee uses the space or equipment the lessor and those related to the lessor may not. Other lessees
    may.

    ## When it fires

    - The lessor keeps a right to use or share it: flagged, for a person to decide.
    - Such words stand beside words of exclusive use, as in block leases.

    ## When it does not

    - Use by other tenants, and of common areas or parking.
    - Use by the lessor outside the hours of the lease.
    - Entry to inspect and repair.
    - Timeshares, whose exception does not ask for it.
    - No words at all: it is a question of fact then, and the element stays open.

    ## How to put it right

    Amend the lease for the future, and keep to it.

    ## Flagged

    "Lessor may also use the Equipment on any day."

    ## Clear

    "Lessee has the exclusive use of the Equipment at all hours."

    ## Limits

    Who in fact works there is not seen.
    """
    if contract.kind.value not in _KINDS:
        yield not_concerned("It is no lease of space or equipment.")
        return
    yield opposed(contract, _FAULT, _REMEDY, _SAYS)
