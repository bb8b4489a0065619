"""The rule on directorships that overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from checks.arrangements import Arrangement, arrangements_of
from checks.check import relationship_check
from checks.successions import name_of, same_subject
from models.contract import ContractKind
from models.finding import Outcome, Verdict
from models.relationship import Relationship

_DIRECTORSHIP = re.compile(r"(?i)\b(?:co-?)?director(?:s|ship)?\b")


@relationship_check(
    code="SVC-03",
    citation="411.357(d)(1)(iii)",
    remedy=(
        "Lay the duties, hours and logs of both side by side. Where they overlap, end one of them, and look back at "
        "what was paid twice with counsel."
    ),
)
def directorships_overlap(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """One physician directs the same thing for the same entity under two agreements at once.

    ## What it looks at

    Agreements between the same entity and physician whose titles speak of a director, the days in which they ran, what
    they describe, and what their titles name.

    ## Why it matters

    No more services may be bought than are reasonable and necessary. A second directorship of the same unit pays twice
    for one job, and several settlements began with physicians who held half a dozen.

    ## When it fires

    - Two that ran at the same time describe the same services, or name the same unit in their titles: flagged.
    - Neither their descriptions nor their titles tell the units apart: a person must decide.

    It is at most a warning, as hours and logs decide.

    ## When it does not

    - Their titles name different units, or their days do not meet.
    - One amends or renews the other.
    - It is employment, which does not ask for it.

    ## How to put it right

    Agree on one directorship with all its duties, hours and a cap, or write into both what each covers and that no hour
    is paid twice.

    ## Flagged

    "Medical Director Agreement, Stroke Program" of 2023 and of 2024, both for three years, with the same physician.

    ## Clear

    Agreements to direct the stroke program and the sleep center.

    ## Limits

    Hours, logs and need are not in the papers. Directorships of other physicians for the same unit are not compared.
    """
    directing = [one for one in arrangements_of(relationship) if _is_directorship(one)]
    told: set[str] = set()
    for one, other in combinations(directing, 2):
        subject = same_subject(one.contract, other.contract)
        if subject is not False and _meet(one, other):
            told.add(other.contract.contract_id)
            yield _verdict(one, other, subject)
    for one in directing:
        if one.contract.contract_id not in told:
            message = "No other agreement is known by which the physician directs the same at the same time."
            yield Verdict(outcome=Outcome.CLEAR, message=message, contract_id=one.contract.contract_id)
    known = {one.contract.contract_id for one in directing}
    for contract in relationship.contracts:
        if contract.contract_id not in known:
            message = "It is no agreement on a directorship."
            yield Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, contract_id=contract.contract_id)


def _is_directorship(arrangement: Arrangement) -> bool:
    contract = arrangement.contract
    is_service = contract.kind.value is ContractKind.PERSONAL_SERVICES
    return is_service and bool(_DIRECTORSHIP.search(contract.title or ""))


def _meet(one: Arrangement, other: Arrangement) -> bool:
    """Whether both are known to have run on one day."""
    if one.first is None or other.first is None:
        return False
    later = max(one.first, other.first)
    return one.is_in_force(later) and other.is_in_force(later)


def _verdict(one: Arrangement, other: Arrangement, subject: bool | None) -> Verdict:
    which = "are on the same" if subject else "may be on the same: their words do not tell the units apart"
    return Verdict(
        outcome=Outcome.FLAGGED if subject else Outcome.UNDETERMINED,
        message=f"This directorship and {name_of(one.contract)} ran at the same time and {which}.",
        subject=one.contract.contract_id,
        wanting="two directorships at once",
        evidence=other.contract.kind.evidence,
        confidence=other.contract.kind.confidence,
        contract_id=other.contract.contract_id,
    )
