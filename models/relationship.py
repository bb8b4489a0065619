"""All that binds one entity and one physician: their contracts, and what the ledgers say of them."""

from __future__ import annotations

from models.base import Frozen
from models.contract import Contract
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
