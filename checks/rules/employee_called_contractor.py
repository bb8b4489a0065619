"""The rule on employees who may be contractors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import check
from checks.clauses_found import Wording, not_concerned, opposed
from models.contract import Contract, ContractKind
from models.finding import Verdict
from models.provision import ProvisionKind

_FAULT = (ProvisionKind.PHYSICIAN_IS_CONTRACTOR, ProvisionKind.TAXES_NOT_WITHHELD)
_REMEDY = (ProvisionKind.PHYSICIAN_IS_EMPLOYEE, ProvisionKind.TAXES_WITHHELD)
_SAYS = Wording(
    flagged="A contract of employment with the words of a contractor.",
    doubtful="Words of employment and words of a contractor stand in one paper.",
    clear="It has the words of employment.",
    silent="No words were read on whether the physician is employed.",
    wanting="bona fide employment",
)


@check(
    code="EMP-01",
    citation="411.357(c)",
    remedy=(
        "Find out which the physician is by the tests of the common law (who directs the work, who withholds "
        "tax), and correct the paper or rely on the exception for personal services with all its elements."
    ),
)
def employee_called_contractor(contract: Contract, _as_of: date) -> Iterator[Verdict]:
    """A contract of employment calls the physician a contractor, or leaves tax unwithheld.

    ## What it looks at

    In contracts of employment: words that call the physician an employee or an independent contractor, Form W-2 and
    withholding on one side, Form 1099 and the physician's own taxes on the other.

    ## Why it matters

    The exception for employment is for bona fide employees alone. A contractor needs a signed writing, a year's
    term and pay set in advance.

    ## When it fires

    - The words are those of a contractor alone: flagged, for a person to decide.
    - Words of both sorts stand in one paper.

    ## When it does not

    - "An employee and not an independent contractor".
    - Contracts for services, where these words are in place.
    - No words at all.

    ## How to put it right

    Make the paper and the facts agree, for the future.

    ## Flagged

    An employment agreement under which the Physician "is an independent contractor" and receives Form 1099.

    ## Clear

    An employment agreement whose employer withholds taxes.

    ## Limits

    Who directs the work in fact, and leased employees, are for a person to look into.
    """
    if contract.kind.value is not ContractKind.EMPLOYMENT:
        yield not_concerned("It is no contract of employment.")
        return
    yield opposed(contract, _FAULT, _REMEDY, _SAYS)
