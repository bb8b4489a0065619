"""Amendments and renewals linked to the contracts that they change, whichever file those came in."""

from __future__ import annotations

from models.document import DocumentRole
from store.unfinished import Work
from store.writer import Store


def link_amendments(store: Store) -> frozenset[str]:
    """Link every amendment and renewal that has no contract yet and now finds one; returns their document ids.

    Nothing is looked at unless contracts came, changed or went since this was last done.
    """
    from extractors.assembly.amendments import base_of

    changed = store.unfinished(Work.LINKING)
    if not changed:
        return frozenset()

    contracts = tuple(store.contracts())
    agreements = [contract for contract in contracts if contract.document_role is DocumentRole.AGREEMENT]
    linked: dict[str, str | None] = {}
    documents: set[str] = set()
    for contract in contracts:
        if contract.document_role.changes_another and contract.amends_contract_id is None:
            base = base_of(contract, agreements)
            if base is not None:
                linked[contract.contract_id] = base.contract_id
                documents.add(contract.document_id)
    if linked:
        store.set_amends(linked)
    store.finish_work(Work.LINKING, changed)
    return frozenset(documents)
