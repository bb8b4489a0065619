"""The rule on the writing of a value-based arrangement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import first, not_concerned, not_read, shown
from models.contract import Contract, ContractKind
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_STATED = {
    ProvisionKind.VALUE_BASED_ACTIVITIES: "the activities",
    ProvisionKind.VALUE_BASED_PURPOSE: "the purposes",
    ProvisionKind.TARGET_PATIENTS: "the target patients",
}


@check(
    code="VBA-01",
    citation="411.357(aa)(3)",
    remedy=(
        "Have the parties sign a writing that names the activities, how they serve the purposes, the "
        "patients, the pay and its method, and the measures if any, before the next payment."
    ),
)
def value_based_writing(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A value-based arrangement leaves open whom it is for.

    ## What it looks at

    In value-based arrangements: the activities, the purposes, the target patients and the pay.

    ## Why it matters

    A writing must name the activities, how they further the purposes, the target patients, and the type and method
    of pay. Patients chosen later may be chosen for what they bring.

    ## When it fires

    - The target patients are to be chosen later: flagged.
    - They are described, and to be chosen later in part: a person must read it.

    ## When it does not

    - All four stand in the contract.
    - One of them was not read: the element stays open.
    - Measures are missing: they are only named if there are any.
    - Full financial risk, which asks for no such writing.

    ## How to put it right

    Write and sign what is missing, for the future.

    ## Flagged

    "The target patient population shall be determined from time to time."

    ## Clear

    "The value-based activities are those of Section 3; the target patients are adults with heart failure; Practice
    is paid $12 a month for each."

    ## Limits

    Whether the words are true is not seen.
    """
    if contract.kind.value is not ContractKind.VALUE_BASED:
        yield not_concerned("It is no value-based arrangement.")
        return
    left_open = first(contract, ProvisionKind.TARGET_PATIENTS_LEFT_OPEN)
    described = first(contract, ProvisionKind.TARGET_PATIENTS)
    lacking = [name for kind, name in _STATED.items() if first(contract, kind) is None]
    if not contract.compensation:
        lacking.append("the pay")
    if left_open:
        outcome = Outcome.UNDETERMINED if described else Outcome.FLAGGED
        yield shown(outcome, "The target patients are to be chosen later.", left_open, wanting="the target patients")
    elif lacking or described is None:
        yield not_read(f"Not read: {', '.join(lacking)}.", wanting=" and ".join(lacking))
    else:
        yield shown(Outcome.CLEAR, "Activities, purposes, patients and pay are named.", described)
