"""For which contracts the books of a group practice count, and who in them is one physician."""

from __future__ import annotations

from collections.abc import Sequence

from models.contract import ContractKind
from models.ledger_row import LedgerRow
from models.party import PartyRole
from models.relationship import Relationship


def rests_on_group(relationship: Relationship, rows: Sequence[LedgerRow]) -> list[str | None]:
    """The contracts under which a group shares its income: compensation plans, and employment by those who can refer.

    None alone, where rows tell of a group and no such contract was read.
    """
    found: list[str | None] = [
        contract.contract_id
        for contract in relationship.contracts
        if contract.kind.value is ContractKind.GROUP_COMPENSATION_PLAN
        or (
            contract.kind.value is ContractKind.EMPLOYMENT
            and any(party.role is PartyRole.EMPLOYER and party.can_refer for party in contract.parties)
        )
    ]
    return found or ([None] if rows else [])


def person(name: str) -> str:
    """A name by which two rows are known to be one physician's."""
    return " ".join(name.casefold().replace(",", " ").replace(".", "").split())
