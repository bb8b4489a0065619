"""Whether an exception honours the method that a component of pay rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checks.law.applicable_exception import ApplicableException, Safeguard, open_to
from checks.law.in_force import days_of
from checks.law.presumed import presumed_for
from models.compensation import CompensationComponent, CompensationKind, DhsSafeguard
from models.contract import Contract, ContractKind


def candidates_for(contract: Contract) -> tuple[ApplicableException, ...]:
    """The exceptions whose safeguards count: those presumed for the contract, or else those open to its kind."""
    kind = contract.kind.value or ContractKind.OTHER
    return presumed_for(contract) or tuple(exception for exception, _ in open_to(kind))


def safeguards_of(
    contract: Contract, component: CompensationComponent, as_of: date, exceptions: Iterable[ApplicableException]
) -> tuple[Safeguard, ...]:
    """The safeguards of these exceptions that save a component on every day of the arrangement.

    Those whose text is confirmed come first.
    """
    methods = {component.dhs_safeguard} if component.dhs_safeguard else set()
    if component.personally_performed:
        methods.add(DhsSafeguard.PERSONALLY_PERFORMED)
    if component.kind is CompensationKind.PER_CLICK and component.amount is not None:
        methods.add(DhsSafeguard.UNIT_RATE)
    days = days_of(contract, as_of)
    first = days.first or days.last
    saving = [
        safeguard
        for exception in exceptions
        for safeguard in exception.safeguards
        if safeguard.safeguard in methods and safeguard.covers(first, days.last_if_carried_on)
    ]
    return tuple(sorted(saving, key=lambda safeguard: not safeguard.confirmed))
