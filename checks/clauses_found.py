"""What a rule says of the clauses that a contract has beside parties, term and pay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from checks.law.in_force import days_of
from checks.law.parameter import parameters
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.provision import Provision, ProvisionKind

Kinds = Sequence[ProvisionKind]


class Wording(NamedTuple):
    """What to say where only the fault's words stand, where both do, only the others, or none; and what is wanting."""

    flagged: str
    doubtful: str
    clear: str
    silent: str
    wanting: str


class Limit(NamedTuple):
    """A number of the law (a file of checks/law/parameters), and what the figure held against it is."""

    parameter: str
    what: str
    subject: str = ""


def first(contract: Contract, *kinds: ProvisionKind) -> Provision | None:
    """The first clause of any of these kinds, in the order of the kinds."""
    return next((found for kind in kinds for found in contract.provisions if found.kind is kind), None)


def every(contract: Contract, *kinds: ProvisionKind) -> tuple[Provision, ...]:
    """All clauses of these kinds, in reading order."""
    return tuple(found for found in contract.provisions if found.kind in kinds)


def shown(outcome: Outcome, message: str, clause: Provision, *, subject: str = "", wanting: str = "") -> Verdict:
    """A verdict that rests on a clause, and is as sure as its words are."""
    return Verdict(
        outcome=outcome,
        message=message,
        subject=subject,
        wanting=wanting,
        evidence=clause.evidence,
        confidence=clause.confidence,
    )


def not_concerned(message: str) -> Verdict:
    """The fault cannot arise in this contract."""
    return Verdict(outcome=Outcome.NOT_APPLICABLE, message=message)


def not_read(message: str, *, subject: str = "", wanting: str = "") -> Verdict:
    """Nothing on it was read. It may stand there in other words, so there is no finding, and the element is open."""
    return Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, subject=subject, wanting=wanting, leaves_open=True)


def opposed(contract: Contract, fault: Kinds, remedy: Kinds, says: Wording, subject: str = "") -> Verdict:
    """What comes of words that show a fault and words that rule it out: both together are for a person to weigh."""
    bad, good = first(contract, *fault), first(contract, *remedy)
    if bad and good:
        return shown(Outcome.UNDETERMINED, says.doubtful, bad, subject=subject, wanting=says.wanting)
    if bad:
        return shown(Outcome.FLAGGED, says.flagged, bad, subject=subject, wanting=says.wanting)
    if good:
        return shown(Outcome.CLEAR, says.clear, good, subject=subject)
    return not_read(says.silent, subject=subject, wanting=says.wanting)


def bounded(contract: Contract, as_of: date, clause: Provision, limit: Limit, figure: Decimal) -> Verdict:
    """Whether the figure that a clause states keeps a number of the law on the first day of the arrangement."""
    number = parameters()[limit.parameter]
    days = days_of(contract, as_of)
    kept = number.is_kept(figure, days.first or days.last)
    told = f"{limit.what}: {round(figure, 2).normalize():f} {number.unit.value}"
    if kept is None:
        message = f"{told}; what the law allowed in the arrangement's days is not known."
        return shown(Outcome.UNDETERMINED, message, clause, subject=limit.subject, wanting=limit.what.lower())
    if kept:
        return shown(Outcome.CLEAR, f"{told}, which 42 CFR {number.citation} allows.", clause, subject=limit.subject)
    message = f"{told}, which 42 CFR {number.citation} does not allow."
    return shown(
        Outcome.FLAGGED, message, clause, subject=limit.subject, wanting=f"{limit.what.lower()} within the law"
    )
