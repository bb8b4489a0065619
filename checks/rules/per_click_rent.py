"""The rule on rent by the unit of service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.component_names import in_words, named_components
from checks.law.rent import is_rental, lessor_can_refer
from models.compensation import CompensationKind
from models.contract import Contract
from models.finding import Outcome, Verdict

_BY_THE_UNIT = frozenset({CompensationKind.PER_CLICK, CompensationKind.PRODUCTIVITY})


@check(
    code="LSE-01",
    citation="411.357(a)(5)(ii)(B)",
    remedy=(
        "Replace the rent by the unit with a fixed rent or a rent by time, set in advance at fair market value, "
        "before the next use; have counsel look back over the units of patients whom the lessor referred."
    ),
)
def per_click_rent(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """Rent of space, equipment or a timeshare is charged by the unit of service.

    ## What it looks at

    Each component of the rent in a lease of space or equipment or a timeshare: is it counted by scan, use,
    procedure, visit?

    ## Why it matters

    A lessor who is paid for each scan gains by every patient sent to be scanned. Since 1 October 2009 such rent is
    forbidden so far as it reflects patients whom the lessor refers to the lessee; for timeshares it is so since
    they were first excepted.

    ## When it fires

    - The rent is by the unit, and the contract shows that the lessor, an owner or a member of the family can refer:
      flagged.
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

    The ban reaches only patients whom the lessor refers; who refers, the contract seldom shows. Rent that rises
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
                message += " Nothing shows that the lessor or its owner can refer the patients; find out who does."
        yield Verdict(
            outcome=outcome,
            message=message,
            subject=name,
            wanting=f"rent by the unit of service, {in_words(component)}",
            evidence=component.evidence,
            confidence=component.confidence,
        )
