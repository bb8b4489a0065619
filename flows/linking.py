"""Amendments and renewals linked to the contracts that they change, whichever file those came in."""

from __future__ import annotations

from store.unfinished import Work
from store.writer import Store


def link_amendments(store: Store) -> frozenset[str]:
    """Link every amendment and renewal that has no contract yet and now finds one; returns their document ids.

    Nothing is looked at unless contracts came, changed or went since this was last done.
    """
    from extractors.assembly.amendments import bases_of

    changed = store.unfinished(Work.LINKING)
    if not changed:
        return frozenset()
    alone = [
        contract
        for contract in store.contracts(store.documents_without_base())
        if contract.document_role.changes_another and contract.amends_contract_id is None
    ]
    # All contracts at once would not fit into memory where there are a hundred thousand.
    bases = bases_of(alone, store.contracts()) if alone else {}
    if bases:
        store.set_amends({contract_id: base.contract_id for contract_id, base in bases.items()})
    store.finish_work(Work.LINKING, changed)
    return frozenset(contract.document_id for contract in alone if contract.contract_id in bases)
