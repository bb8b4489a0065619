"""The rule that the papers cover all services of a physician."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.arrangements import Arrangement, arrangements_of
from checks.check import relationship_check
from checks.successions import name_of
from models.contract import Contract, ContractKind
from models.finding import Outcome, Verdict
from models.provision import Provision, ProvisionKind
from models.relationship import Relationship


@relationship_check(
    code="SVC-02",
    citation="411.357(d)(1)(ii)",
    remedy=(
        "Keep a master list of all contracts with the physician and the family, open to inspection and kept current, "
        "or let each agreement refer to the others. The view master_list prints what is known."
    ),
)
def services_not_all_covered(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """A physician renders services under several agreements, and one refers neither to the others nor to a list.

    ## What it looks at

    Agreements for personal services between the same entity and physician, or a member of the family, that ran on one
    day; and the clauses by which one refers to the others, to all services, or to a master list of contracts.

    ## Why it matters

    The exception for personal services wants every service of the physician and the family for the entity covered, so
    that nothing is paid beside the papers. Several agreements do, if they refer to each other or to one list.

    ## When it fires

    - Another agreement for services ran at the same time, and no reference to a list was read in this one: a person
      must decide, for the list may be kept without a word of it in the contract. That an agreement calls itself the
      only one does not help, as the other contradicts it.

    It never says more, and is at most a warning.

    ## When it does not

    - The agreement refers to a master list.
    - It is the only one known for services.
    - It is a lease, employment or anything else than personal services.

    ## How to put it right

    A current master list is enough, and covers the agreements made before it was begun only from then on.

    ## Flagged

    This check never flags: that no list exists cannot be read from contracts. A call coverage agreement beside a
    directorship, neither of which speaks of the other, is a warning.

    ## Clear

    The same, where each says that all arrangements stand on the hospital's master contract list.

    ## Limits

    Contracts that were never read are not seen. How a master list has to be kept is to be read in the regulation.
    """
    services = [one for one in arrangements_of(relationship) if _is_service(one.contract)]
    for one in services:
        beside = [other for other in services if other is not one and _meet(one, other)]
        yield _verdict(one.contract, beside)
    own = {one.contract.contract_id for one in services}
    for contract in relationship.contracts:
        if contract.contract_id not in own:
            message = "It is no agreement of its own for personal services."
            yield Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, contract_id=contract.contract_id)


def _verdict(contract: Contract, beside: list[Arrangement]) -> Verdict:
    clause = _clause(contract, ProvisionKind.MASTER_LIST_REFERRED_TO)
    outcome, message = Outcome.CLEAR, "No other agreement for services at the same time is known."
    if clause is not None:
        message = "It refers to a list of all agreements."
    elif beside:
        outcome = Outcome.UNDETERMINED
        names = ", ".join(name_of(one.contract) for one in beside)
        message = (
            f"Services were rendered at the same time under {names}. No words were read in this agreement that refer "
            "to a master list; one may be kept all the same."
        )
        clause = _clause(contract, ProvisionKind.COVERS_ALL_SERVICES)
        if clause is not None:
            message = f"{message} It says that there is no other, or that it covers all services."
    return Verdict(
        outcome=outcome,
        message=message,
        subject="other services",
        wanting="a master list, or a reference to the other agreements",
        evidence=clause.evidence if clause else contract.kind.evidence,
        confidence=clause.confidence if clause else contract.kind.confidence,
        contract_id=contract.contract_id,
    )


def _clause(contract: Contract, kind: ProvisionKind) -> Provision | None:
    return next((one for one in contract.provisions if one.kind is kind), None)


def _is_service(contract: Contract) -> bool:
    return contract.kind.value is ContractKind.PERSONAL_SERVICES


def _meet(one: Arrangement, other: Arrangement) -> bool:
    if one.first is None or other.first is None:
        return False
    later = max(one.first, other.first)
    return one.is_in_force(later) and other.is_in_force(later)
