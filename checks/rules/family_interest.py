"""The rule on dealings with what a physician's family owns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checks.check import relationship_check
from checks.counterparts import same_party
from checks.law.in_force import start_of
from checks.not_imported import not_imported
from models.contract import Contract
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Tie
from models.ledger_words import Relation
from models.party import Party
from models.relationship import Relationship


@relationship_check(
    code="REL-02",
    citation="411.351",
    remedy=(
        "Treat the contract as one with the physician: find the exception it meets, and put it in the register under "
        "the physician's name."
    ),
)
def family_interest(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """A party of the contract is a member of the physician's family, or belongs to one.

    ## What it looks at

    The parties of each contract, beside the owners and the families in the ledger ownership_and_family.

    ## Why it matters

    The law counts what the immediate family has as the physician's own: a lease of space from a physician's husband
    needs an exception as one from the physician does.

    ## When it fires

    - A party is, on the contract's first day, a member of the family of the physician of the relationship, or is owned
      by one: flagged.
    - The contract's first day is not known, or the tie stood on another day: a person must decide.

    ## When it does not

    - Nobody in the ledger ties a party to the physician's family.
    - The physician is a party as well: then the contract is judged as the physician's anyhow.
    - Names are alike. The same surname is no family.

    ## How to put it right

    A contract with the family is lawful where an exception is met in all its elements. Limited remuneration is not
    for the family's services.

    ## Flagged

    Supplies bought from a company of which the ledger says that the physician's husband owns it.

    ## Clear

    Supplies bought from a company that bears the physician's surname, and of which the ledger says nothing.

    ## Limits

    Only ties that the ledger has are known, by the names that the contract and the ledger share to the letter.
    """
    missing = not_imported(relationship, LedgerKind.OWNERSHIP_AND_FAMILY)
    ties = relationship.ledgers.ownership_and_family
    physicians = _physicians(relationship)
    for contract in relationship.contracts:
        if missing:
            yield missing.model_copy(update={"contract_id": contract.contract_id})
            continue
        if any(party.is_physician for party in contract.parties):
            message = "A physician is a party, and the contract is judged as the physician's own."
            said = [Verdict(outcome=Outcome.NOT_APPLICABLE, message=message)]
        else:
            said = [verdict for party in contract.parties for verdict in _judged(contract, party, ties, physicians)]
        clear = Verdict(outcome=Outcome.CLEAR, message="No tie of a party to the physician's family is known.")
        for verdict in said or [clear]:
            yield verdict.model_copy(update={"contract_id": contract.contract_id})


def _physicians(relationship: Relationship) -> tuple[str, ...]:
    named = (party.name for one in relationship.contracts for party in one.parties if party.is_physician)
    return tuple(dict.fromkeys((relationship.physician, *named)))


def _judged(contract: Contract, party: Party, ties: Sequence[Tie], physicians: Sequence[str]) -> Iterator[Verdict]:
    owners = [tie for tie in ties if tie.relation is Relation.OWNER and same_party(tie.other, party.name)]
    for name, owned in ((party.name, None), *((tie.person, tie) for tie in owners)):
        for tie in ties:
            relative = _relative(tie, name, physicians)
            if relative is None:
                continue
            used = [one for one in (owned, tie) if one is not None]
            by_way = f"{party.name} belongs to {name}, " if owned is not None else f"{party.name} is "
            kinship = f"{by_way}{tie.relation.value.replace('_', ' ')} to or of {relative}"
            outcome = Outcome.FLAGGED if _stood(used, contract) else Outcome.UNDETERMINED
            when = "" if outcome is Outcome.FLAGGED else "; whether on the contract's first day is not known"
            yield Verdict(
                outcome=outcome,
                message=f"{kinship} ({', '.join(one.place for one in used)}){when}.",
                subject=f"{party.name} | {relative}",
                wanting="an exception for a contract with the physician's family",
                evidence=party.evidence,
                confidence=party.confidence,
            )


def _relative(tie: Tie, name: str, physicians: Sequence[str]) -> str | None:
    if tie.relation is Relation.OWNER:
        return None
    for one, other in ((tie.person, tie.other), (tie.other, tie.person)):
        if same_party(one, name) and any(same_party(other, physician) for physician in physicians):
            return other
    return None


def _stood(ties: Sequence[Tie], contract: Contract) -> bool:
    first = start_of(contract)
    return first is not None and all(tie.holds_on(first) for tie in ties)
