"""Whether an exception honours the method that a component of pay rests on."""

from __future__ import annotations

from datetime import date

from checks.law.applicable_exception import Safeguard, open_to, relied_on
from checks.law.in_force import days_of
from models.compensation import CompensationComponent, DhsSafeguard
from models.contract import Contract, ContractKind


def safeguards_of(contract: Contract, component: CompensationComponent, as_of: date) -> tuple[Safeguard, ...]:
    """The safeguards that save a component on every day of the arrangement, those whose text is confirmed first.

    They are those of the exceptions that the contract's kind is presumed to rely on, or may turn to when none is
    presumed.
    """
    methods = {component.dhs_safeguard} if component.dhs_safeguard else set()
    if component.personally_performed:
        methods.add(DhsSafeguard.PERSONALLY_PERFORMED)
    days = days_of(contract, as_of)
    first = days.first or days.last
    kind = contract.kind.value or ContractKind.OTHER
    candidates = relied_on(kind) or tuple(exception for exception, _ in open_to(kind))
    saving = [
        safeguard
        for exception in candidates
        for safeguard in exception.safeguards
        if safeguard.safeguard in methods and safeguard.covers(first, days.last_if_carried_on)
    ]
    return tuple(sorted(saving, key=lambda safeguard: not safeguard.confirmed))
