"""Which parties of a contract are the entity's side and which the physician's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.language.name_keys import owner_in_name
from extractors.module_expressions import compiled
from models.party import EntityKind, PartyRole

_FACILITY = compiled(
    r"(?i)\b(?:hospitals?|hosp|medical\s+(?:center|centre|ctr)|health(?:care)?\s*(?:system|services|network)?|infirmary)\b"
)
_SUPPLIER = compiled(
    r"(?i)\b(?:(?:imaging|radiology|diagnostics?|mri|infusion|cancer|surg(?:ery|ical)|dialysis|therapy|rehab(?:ilitation)?)\s+"
    r"(?:cent(?:er|re)s?|services|network)|laborator(?:y|ies)|pharmac(?:y|ies)|home\s+health|hospice|medical\s+equipment)\b"
)
"""Names of others who furnish designated health services, where none is named like a hospital."""


class NamedParty(NamedTuple):
    """What of a party tells its side; `can_refer` as in models/party.py."""

    name: str
    role: PartyRole
    entity_kind: EntityKind
    is_physician: bool | None
    can_refer: bool | None
    npi: str | None = None


class Sides(NamedTuple):
    """The organizations that furnish services, and the physicians or those they stand behind; both or none are known.

    Where nothing tells who refers, the organization named like a hospital is the entity, failing that the one named
    like another supplier, and failing that the first by its name: what counts is that contracts between the same two
    are sided alike.
    """

    entities: tuple[NamedParty, ...] = ()
    physicians: tuple[NamedParty, ...] = ()


def sides_of(parties: Sequence[NamedParty]) -> Sides:
    """The two sides of a contract; none where all its parties stand on one, or only people are named."""
    bound = [party for party in parties if party.role is not PartyRole.GUARANTOR]
    people = [party for party in bound if party.entity_kind is EntityKind.INDIVIDUAL]
    people = [party for party in people if party.is_physician] or people
    organizations = [party for party in bound if party.entity_kind is EntityKind.ORGANIZATION]
    practices = [party for party in organizations if _refers(party)]
    others = [party for party in organizations if party not in practices]
    if others and (people or practices):
        return Sides(tuple(others), (*people, *practices))
    if people and practices:
        return Sides(tuple(practices), tuple(people))
    return _between_organizations(organizations)


def _refers(party: NamedParty) -> bool:
    return bool(party.can_refer or party.is_physician or owner_in_name(party.name))


def _between_organizations(organizations: Sequence[NamedParty]) -> Sides:
    for named in (_FACILITY, _SUPPLIER):
        facilities = [party for party in organizations if named.search(party.name)]
        if facilities and len(facilities) < len(organizations):
            break
    else:
        facilities = sorted(organizations, key=lambda party: party.name.casefold())[:1]
    others = tuple(party for party in organizations if party not in facilities)
    return Sides(tuple(facilities), others) if others else Sides()
