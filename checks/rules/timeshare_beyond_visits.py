"""The rule on equipment in a timeshare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Wording, not_concerned, opposed
from models.contract import Contract, ContractKind
from models.finding import Verdict
from models.provision import ProvisionKind

_FAULT = (ProvisionKind.ADVANCED_EQUIPMENT_USED,)
_REMEDY = (ProvisionKind.ADVANCED_EQUIPMENT_EXCLUDED,)
_SAYS = Wording(
    flagged="Imaging, radiation or laboratory equipment is among what may be used.",
    doubtful="Imaging, radiation or laboratory equipment is kept out in one place and named among what may be used.",
    clear="Imaging, radiation and laboratory equipment is kept out.",
    silent="No words on imaging, radiation or laboratory equipment were read.",
    wanting="a timeshare without imaging, radiation or laboratory equipment",
)


@check(
    code="LSE-07",
    citation="411.357(y)(4)",
    remedy="Take the equipment out of the timeshare, or lease it under 411.357(b) by time for exclusive use.",
)
def timeshare_beyond_visits(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A timeshare gives the use of advanced imaging, radiation therapy or laboratory equipment.

    ## What it looks at

    In timeshares: words that give the use of MRI, CT, PET, nuclear or radiation equipment or a laboratory, and
    words that keep such equipment out.

    ## Why it matters

    A timeshare is for visits. Equipment may come with it only for what arises at the visit; advanced imaging,
    radiation therapy and laboratory equipment may not, save for simple waived tests.

    ## When it fires

    - Such equipment is among what may be used: flagged, for a person to decide.
    - It is both given and kept out, in different words.

    ## When it does not

    - Equipment for waived tests.
    - A fee by the patient or the test: per-click-rent sees that.
    - Leases of space or equipment.

    ## How to put it right

    Amend the licence for the future.

    ## Flagged

    "The licence includes use of the CT scanner."

    ## Clear

    "The licence includes no advanced imaging, radiation therapy or laboratory equipment."

    ## Limits

    For what the rooms are in fact used, and whether chiefly for visits, is not seen.
    """
    if contract.kind.value is not ContractKind.TIMESHARE:
        yield not_concerned("It is no timeshare.")
        return
    yield opposed(contract, _FAULT, _REMEDY, _SAYS)
