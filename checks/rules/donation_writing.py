"""The rule on the writing of a software donation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import first, not_concerned, not_read, shown
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.provision import ProvisionKind

_LABORATORY = re.compile(r"\blabs?\b|\blaborator(?:y|ies)\b|\bpathology\b|\bdiagnostics\b", re.IGNORECASE)
_STATED = {
    ProvisionKind.DONATION_ITEMS: "the items",
    ProvisionKind.DONATION_COST: "the donor's cost",
    ProvisionKind.DONATION_SHARE: "the physician's share",
}


@check(
    code="EHR-02",
    citation="411.357(w)",
    remedy=(
        "Have donor and physician sign a writing that names the items, their cost to the donor and the "
        "physician's share, before the next item is given; a laboratory cannot donate at all."
    ),
)
def donation_writing(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A donation of health records software leaves out its items, cost or share, or comes from a laboratory.

    ## What it looks at

    Contracts that give or subsidize software for electronic health records: the items, the donor's cost, the
    recipient's share, and the donor.

    ## Why it matters

    The exception asks for a signed writing of these three, and since 27 March 2014 it is closed to laboratories.

    ## When it fires

    - The donor is a laboratory by the words of the contract: flagged.
    - A party's name is that of a laboratory: a person must see whether it is the donor.

    ## When it does not

    - Items, cost and share are stated.
    - One of them was not read: it may stand in a form that is not known here, and the element stays open.
    - Contracts that give no such software.

    ## How to put it right

    Write and sign what is missing.

    ## Flagged

    "Norvane Clinical Laboratories, Inc. (the Donor) shall donate the EHR software."

    ## Clear

    "The donation consists of ten licences. The donor's total cost is $48,000, of which Practice pays 15 percent."

    ## Limits

    Security software alone may fit 411.357(bb), which asks for no signature and no share.
    """
    given = first(contract, ProvisionKind.HEALTH_RECORDS_DONATED)
    if given is None:
        yield not_concerned("No software for health records was found to be given.")
        return
    laboratory = first(contract, ProvisionKind.DONOR_IS_LABORATORY)
    named = next((party for party in contract.parties if _LABORATORY.search(party.name)), None)
    if laboratory:
        message = "The donor is a laboratory."
        yield shown(Outcome.FLAGGED, message, laboratory, subject="donor", wanting="a donor that is no laboratory")
    elif named:
        yield Verdict(
            outcome=Outcome.UNDETERMINED,
            message=f"{named.name} has the name of a laboratory; whether it is the donor is open.",
            subject="donor",
            wanting="a donor that is no laboratory",
            evidence=named.evidence,
            confidence=named.confidence,
        )
    lacking = [name for kind, name in _STATED.items() if first(contract, kind) is None]
    if lacking:
        message = f"Not read: {', '.join(lacking)}."
        yield not_read(message, subject="writing", wanting=" and ".join(lacking))
    else:
        yield shown(Outcome.CLEAR, "Items, cost and share are stated.", given, subject="writing")
