"""All that binds one entity and one physician: their contracts, and what the ledgers say of them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from models.base import Frozen
from models.contract import Contract
from models.correction import ContractReference
from models.ledger import Ledgers


class Relationship(Frozen):
    """The contracts between an entity and a physician, a member of the family or an organization they stand behind.

    Names are as first written. `contracts` are by effective date, unknown ones last, and none where only a ledger
    knows of the relationship.
    """

    relationship_id: str
    entity: str
    physician: str
    contracts: tuple[Contract, ...] = ()
    ledgers: Ledgers = Ledgers()


class RelationshipAct(StrEnum):
    """What a person says: two relationships are one, or contracts do not belong with the others of theirs."""

    JOIN = "join"
    PART = "part"


class RelationshipRequest(Frozen):
    """What a person asks. A JOIN names two relationships, by id or by a contract, a PART contracts.

    Each of `references` are the readings of one name, the likeliest first, as in corrections.
    """

    act: RelationshipAct
    references: tuple[tuple[ContractReference, ...], ...]
    reason: str
    person: str


class RelationshipDecision(Frozen):
    """A decision as recorded; `decided_at` is in UTC. `relationship_ids` are those of its day."""

    decision_id: int
    act: RelationshipAct
    relationship_ids: tuple[str, ...]
    contract_ids: tuple[str, ...]
    reason: str
    decided_by: str
    decided_at: datetime


class RelationshipDone(Frozen):
    """What was recorded, or taken back if `withdrawn`, and the documents of all contracts that it moves."""

    decision: RelationshipDecision
    withdrawn: bool = False
    document_ids: frozenset[str] = frozenset()
