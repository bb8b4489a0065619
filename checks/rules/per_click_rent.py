"""The rule on rent by the unit of service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checks.check import check
from checks.component_names import in_words, named_components
from checks.law.in_force import Days, days_of
from checks.law.rent import is_rental, lessor_can_refer
from checks.physician_owners import PhysicianOwner, physician_owners
from models.compensation import CompensationKind
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.party import PartyRole
from models.relationship import Relationship

_BY_THE_UNIT = frozenset({CompensationKind.PER_CLICK, CompensationKind.PRODUCTIVITY})
_NOTHING_SHOWS = "Nothing shows that the lessor or its owner can refer the patients; find out who does."


def _among(contract: Contract, as_of: date, relationships: Sequence[Relationship]) -> Iterator[Verdict]:
    """As the rule, but where the ledger says that physicians own the lessor: they can refer to the lessee."""
    verdicts = tuple(per_click_rent(contract, as_of))
    doubted = any(verdict.outcome is Outcome.UNDETERMINED for verdict in verdicts)
    owners = _owners(contract, as_of, relationships) if doubted else ()
    for verdict in verdicts:
        if owners and verdict.outcome is Outcome.UNDETERMINED:
            yield _owned(verdict, owners, days_of(contract, as_of))
        else:
            yield verdict


def _owners(contract: Contract, as_of: date, relationships: Sequence[Relationship]) -> tuple[PhysicianOwner, ...]:
    """The physicians who owned a lessor on any of the contract's days."""
    days = days_of(contract, as_of)
    ties = tuple(dict.fromkeys(tie for one in relationships for tie in one.ledgers.ownership_and_family))
    physicians = [
        party.name for one in relationships for each in one.contracts for party in each.parties if party.is_physician
    ]
    return tuple(
        owner
        for party in contract.parties
        if party.role is PartyRole.LESSOR
        for owner in physician_owners(party.name, ties, physicians)
        if owner.stood_within(days.first, days.last)
    )


def _owned(verdict: Verdict, owners: Sequence[PhysicianOwner], days: Days) -> Verdict:
    """The verdict on rent by the unit where physicians own the lessor, of the days on which any of them did."""
    first = min(owner.first_day or date.min for owner in owners)
    last = max(owner.last_day or date.max for owner in owners)
    behind = "; ".join(owner.in_words() for owner in owners)
    message = verdict.message.replace(_NOTHING_SHOWS, f"A physician is behind the lessor: {behind}.")
    return verdict.model_copy(
        update={
            "outcome": Outcome.FLAGGED,
            "message": message,
            "first_day": first if first > (days.first or date.min) else None,
            "last_day": last if last < days.last else None,
        }
    )


@check(
    code="LSE-01",
    citation="411.357(a)(5)(ii)(B)",
    remedy=(
        "Replace the rent by the unit with a fixed rent or a rent by time, set in advance at fair market value, "
        "before the next use; have counsel look back over the units of patients whom the lessor referred."
    ),
    among=_among,
)
def per_click_rent(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """Rent of space, equipment or a timeshare is charged by the unit of service.

    ## What it looks at

    Each component of the rent in a lease of space or equipment or a timeshare: is it counted by scan, use,
    procedure, visit? And who is behind the lessor, by the contract and by the ledger ownership_and_family.

    ## Why it matters

    A lessor who is paid for each scan gains by every patient sent to be scanned. Since 1 October 2009 such rent is
    forbidden so far as it reflects patients whom the lessor refers to the lessee; for timeshares it is so since
    they were first excepted.

    ## When it fires

    - The rent is by the unit, and the contract shows that the lessor, an owner or a member of the family can refer:
      flagged.
    - The rent is by the unit, and by the ledger a physician owned the lessor on a day of the lease, alone or through
      other organizations: flagged, for the days of that ownership. A physician is whom the ledger calls one
      (is_physician), whose name has the degree, or whom a contract of the relationship shows as one.
    - The rent is by the unit, and nothing shows that: a person must find out who refers the patients.

    ## When it does not

    - Rent by the hour, the day, the half day or the block of time.
    - Rent by the square foot.
    - A lease that ended before 1 October 2009. One still running on that day is judged under the ban.
    - Pay by the unit for services, which is no rent.

    For equipment it is doubtful whether the ban stood from 12 June 2015 to 31 December 2016: a court found its
    reasons insufficient, and it was issued anew. A lease within those days gets a warning.

    ## How to put it right

    Agree on a fixed rent or one by time before the next use.

    ## Flagged

    Three cardiologists' company leases a scanner to a hospital at $90.00 for each scan.

    ## Clear

    Three cardiologists' company leases a scanner to a hospital at $1,900.00 for each Tuesday.

    ## Limits

    The ban reaches only patients whom the lessor refers; who refers, the contract seldom shows. Titular interests and
    shares bought on an exchange or in a fund make nobody the lessor. Rent that rises
    with a count of services under another name is found only where the reading saw it as rent by the unit.
    """
    if not is_rental(contract):
        yield Verdict(
            outcome=Outcome.NOT_APPLICABLE, message="It rents out neither space nor equipment nor a timeshare."
        )
        return
    for name, component in named_components(contract):
        outcome, message = Outcome.CLEAR, f"Not by the unit of service: {in_words(component)}."
        if component.kind in _BY_THE_UNIT:
            outcome, message = Outcome.FLAGGED, f"Rent by the unit of service: {in_words(component)}."
            if not lessor_can_refer(contract):
                outcome = Outcome.UNDETERMINED
                message += f" {_NOTHING_SHOWS}"
        yield Verdict(
            outcome=outcome,
            message=message,
            subject=name,
            wanting=f"rent by the unit of service, {in_words(component)}",
            evidence=component.evidence,
            confidence=component.confidence,
        )
