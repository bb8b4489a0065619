"""The date of the contract that an amendment or renewal changes, chosen from the candidates."""

from __future__ import annotations

from datetime import date

from extractors.assembly.term_context import Paper
from extractors.terms.amended_contract import amended_contracts
from models.document import DocumentRole
from models.evidence import Fact

_OPENING_CLAUSES = 16


def chosen_amended_contract_date(paper: Paper, role: DocumentRole, own: date | None) -> Fact[date]:
    """The first day by which it names another contract; `own` is the paper's own date, which is never that."""
    if not role.changes_another:
        return Fact[date](reason="It changes no other contract.")
    for found in amended_contracts(paper.clauses[:_OPENING_CLAUSES]):
        day = found.day.value
        if day is not None and day != own and (own is None or day < own):
            return Fact[date](
                value=day,
                evidence=found.sighting.found.evidence(),
                confidence=found.sighting.pattern.confidence,
                found_by=found.sighting.pattern.name,
            )
    return Fact[date](reason="It does not say of what date the contract is that it changes.")
