"""The rule that a contract for services says which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Wording, not_concerned, opposed
from models.contract import Contract, ContractKind
from models.finding import Verdict
from models.provision import ProvisionKind

_FAULT = (ProvisionKind.SERVICES_LEFT_OPEN,)
_REMEDY = (ProvisionKind.SERVICES_DESCRIBED,)
_SAYS = Wording(
    flagged="The services are whatever may be asked for or agreed upon.",
    doubtful="Services are described, and others are whatever may be asked for or agreed upon.",
    clear="It says which services are bought.",
    silent="No words on which services are bought were read.",
    wanting="a description of the services",
)


@check(
    code="SVC-01",
    citation="411.357(d)(1)(i)",
    remedy=(
        "Have both parties sign a list of the services for the future, and have counsel look at what was paid "
        "without one."
    ),
)
def services_not_described(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """The services are left to be asked for or agreed upon as time goes by.

    ## What it looks at

    In contracts for services: words that say what is to be done, in the body or an exhibit, and words that leave it
    to a request or to later agreement.

    ## Why it matters

    The writing must specify the services. Pay for whatever may be asked is pay that nobody can match with work.

    ## When it fires

    - The services are whatever one party may ask for, and nothing else says what they are: flagged.
    - Such words stand beside a description: a person must say whether the description is enough.

    ## When it does not

    - "Such other duties as may be assigned" after a list.
    - The list stands in an exhibit.
    - No words were read at all: the element stays open.

    ## How to put it right

    Write the list down, have both parties sign it, and keep to it.

    ## Flagged

    "Consultant shall provide such services as the Hospital may request."

    ## Clear

    "The Director chairs the committee, writes the protocols and trains the staff."

    ## Limits

    Whether the list is full, and whether the work was done, is not seen.
    """
    if contract.kind.value is not ContractKind.PERSONAL_SERVICES:
        yield not_concerned("It is no contract for services.")
        return
    yield opposed(contract, _FAULT, _REMEDY, _SAYS)
