"""What a look-back rests on in the database: relationships, days without an exception, owners, identifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from extractors.language.names import normalised
from models.base import Frozen
from models.database import Database
from models.look_back import Physician, Reason
from reports.referrers import words_of
from reports.standing_in_the_shoes import (
    FAMILY,
    IDENTIFIERS,
    OF_PARTIES,
    OWNERS,
    Kin,
    Owner,
    identifiers_of,
    physicians_of,
)
from store.query import asking

_RELATIONSHIPS: Final = """
select relationship_id, entity, physician from relationships order by entity, physician, relationship_id
"""
_REASONS: Final = """
select
    finding_id, relationship_id, contract_id, check_name, certainty, first_day, last_day, exception, because, message,
    citation, file_name, kind, page, quote
from noncompliance
where relationship_id is not null and certainty in ('shown', 'open', 'pending')
order by
    relationship_id, list_position(['shown', 'open', 'pending'], certainty), first_day nulls first, file_name,
    finding_id
"""
_OVERPAYMENTS: Final = """
select entity, physician, reference, identified_on, amount, investigation_from, investigation_until, reported_on
from overpayments order by identified_on, reference
"""


class RelationshipRow(Frozen):
    """A relationship as its view has it."""

    relationship_id: str
    entity: str
    physician: str


class OverpaymentRow(Frozen):
    """An overpayment as its view has it."""

    entity: str
    physician: str | None
    reference: str
    identified_on: date
    amount: Decimal | None
    investigation_from: date | None
    investigation_until: date | None
    reported_on: date | None


@dataclass(frozen=True)
class Known:
    """All of it, read at one moment."""

    relationships: Sequence[RelationshipRow]
    reasons: Sequence[Reason]
    overpayments: Sequence[OverpaymentRow]
    owners: Sequence[Owner]
    family: Sequence[Kin]
    identifiers: Mapping[frozenset[str], str]
    has_claims: bool
    missing: tuple[str, ...]

    def entities(self) -> list[str]:
        """The entities of relationships, each in its first spelling."""
        found: dict[str, str] = {}
        for one in self.relationships:
            found.setdefault(normalised(one.entity), one.entity)
        return sorted(found.values())

    def is_entity(self, name: str, entity: str) -> bool:
        """Whether a name is an entity's, but for points, capitals and its legal form."""
        return normalised(name) == normalised(entity)

    def physicians(self, side: str) -> tuple[Physician, ...]:
        """The physicians who refer for one side of a relationship."""
        return physicians_of(side, self.owners, self.identifiers, self.family)

    def identified(self, relationship: RelationshipRow) -> list[date]:
        """The days on which overpayments of a relationship were identified."""
        return [
            row.identified_on
            for row in self.overpayments
            if self.is_entity(row.entity, relationship.entity)
            and row.physician is not None
            and self._concerns(row.physician, relationship.physician)
        ]

    def _concerns(self, named: str, side: str) -> bool:
        sides = {words_of(side), *(words_of(one.name) for one in self.physicians(side))}
        return words_of(named) in sides


def known_of(database: Database) -> Known:
    """Read it. Raises StoreError."""
    with asking(database, "noncompliance", "claims") as ask:
        kinds = {row[0] for row in ask("select distinct kind from ledger_imports where status = 'standing'").rows}
        columns = {row[0] for row in ask("select column_name from (describe parties)").rows}
        identifiers = ask(IDENTIFIERS.format(of_parties=OF_PARTIES if "npi" in columns else ""))
        return Known(
            relationships=ask(_RELATIONSHIPS).of(RelationshipRow),
            reasons=ask(_REASONS).of(Reason),
            overpayments=ask(_OVERPAYMENTS).of(OverpaymentRow),
            owners=ask(OWNERS).of(Owner),
            family=ask(FAMILY).of(Kin),
            identifiers=identifiers_of(identifiers),
            has_claims="claims" in kinds,
            missing=tuple(
                f"No ledger {kind} was imported: {what}." for kind, what in _WANTED.items() if kind not in kinds
            ),
        )


_WANTED: Final = {
    "payments": "what was paid is not laid beside the contracts, nor seen after their end",
    "overpayments": "when an overpayment was identified is not known from it",
}
