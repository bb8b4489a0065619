"""The rule that a group settles its method beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import first, not_concerned, not_read, shown
from models.contract import Contract, ContractKind
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind


@check(
    code="GRP-04",
    citation="411.352(e)",
    remedy=(
        "Settle the method for the next period before its first payment comes in, write it down and date it; "
        "have counsel look at periods shared by a method of later date."
    ),
)
def method_set_afterwards(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A group's method of sharing is settled, or changed, after the money has come in.

    ## What it looks at

    In compensation plans of groups: words that let somebody choose or change the method afterwards, and the day of
    adoption beside the day from which the plan is to hold.

    ## Why it matters

    The method of sharing income and costs must be settled before the payments for the services come in. A method
    chosen afterwards can follow referrals.

    ## When it fires

    - The plan lets the method be chosen after the end of a period, or changed for the past: flagged.
    - It was adopted later than the day from which it holds: a person must see when the first payment came in.

    ## When it does not

    - The plan was adopted on or before its first day.
    - The shares are reckoned and paid after the period, by a method settled before.
    - A change for the future.

    ## How to put it right

    Adopt the method before the period begins.

    ## Flagged

    "After the close of each year the Board determines how the pool is divided."

    ## Clear

    A plan adopted on 12 December 2024 for the year 2025.

    ## Limits

    The day of the first receipt is not seen.
    """
    if contract.kind.value is not ContractKind.GROUP_COMPENSATION_PLAN:
        yield not_concerned("It is no compensation plan of a group.")
        return
    wanting = "a method settled before the first receipt"
    afterwards = first(contract, ProvisionKind.METHOD_SET_AFTERWARDS)
    adopted, begins = contract.agreement_date.value, contract.effective_date.value
    if afterwards:
        yield shown(Outcome.FLAGGED, "The method may be chosen or changed afterwards.", afterwards, wanting=wanting)
    elif adopted is None or begins is None:
        yield not_read("The day of adoption, or the first day, was not read.", wanting=wanting)
    else:
        is_late = adopted > begins
        yield Verdict(
            outcome=Outcome.UNDETERMINED if is_late else Outcome.CLEAR,
            message=f"Adopted on {adopted}, to hold from {begins}.",
            wanting=wanting,
            evidence=contract.agreement_date.evidence,
            confidence=min(contract.agreement_date.confidence, contract.effective_date.confidence),
        )
