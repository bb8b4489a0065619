"""What a rule says that needs a ledger which nobody imported: nothing, and never that all is well."""

from __future__ import annotations

from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.relationship import Relationship


def in_words(kind: LedgerKind) -> str:
    """A ledger as a reader would call it."""
    return f"the ledger {kind.value}"


def not_imported(relationship: Relationship, *kinds: LedgerKind, contract_id: str | None = None) -> Verdict | None:
    """The verdict where one of these ledgers is missing, None where all of them are there."""
    missing = [kind for kind in kinds if kind not in relationship.ledgers.imported]
    if not missing:
        return None
    names = " and ".join(map(in_words, missing))
    return Verdict(
        outcome=Outcome.NOT_APPLICABLE,
        message=f"Needs {names}, of which nothing was imported.",
        wanting=names,
        leaves_open=True,
        contract_id=contract_id,
    )
