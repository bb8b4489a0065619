"""Contracts grouped into relationships: those between one entity and one physician, by names and provider identifiers.

It is cautious. Names whose words differ are two parties unless one identifier says that they are one, and a name that
would fit two others is joined to neither: a person can join what belongs together, while what was joined wrongly would
hide a fault or make one up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from extractors.assembly.relationship_sides import NamedParty, sides_of
from extractors.language.name_keys import (
    OrganizationKey,
    PersonKey,
    agree,
    organization_keys,
    owner_in_name,
    person_key,
)
from extractors.language.names import normalised
from models.party import EntityKind


class Bond(NamedTuple):
    """An entity and a physician by their names as written. `apart` parts what a person parted from the rest.

    `npi` is the physician's national provider identifier, None where the contract gives none.
    """

    entity: str
    physician: str
    is_person: bool
    apart: str = ""
    npi: str | None = None


class Group(NamedTuple):
    """One relationship: its sides as first written, a person before an organization, and its bonds by number."""

    entity: str
    physician: str
    bonds: tuple[int, ...]


def bonds_of(parties: Sequence[NamedParty]) -> tuple[Bond, ...]:
    """A bond for each entity and each physician, or physicians' organization, that a contract binds."""
    sides = sides_of(parties)
    return tuple(
        Bond(entity.name, physician.name, physician.entity_kind is EntityKind.INDIVIDUAL, npi=physician.npi)
        for entity in sides.entities
        for physician in sides.physicians
    )


def stands_behind(parties: Sequence[NamedParty]) -> tuple[str, str] | None:
    """The physician and the organization that one contract has on one side in one role; None if it has not just that.

    Whether the organization is the physician's own is for all contracts together to say.
    """
    physicians = sides_of(parties).physicians
    people = [party for party in physicians if party.entity_kind is EntityKind.INDIVIDUAL]
    organizations = [party for party in physicians if party.entity_kind is EntityKind.ORGANIZATION]
    if len(people) == len(organizations) == 1 and people[0].role is organizations[0].role:
        return people[0].name, organizations[0].name
    return None


def group(
    bonds: Sequence[Bond],
    same: Iterable[tuple[Bond, Bond]] = (),
    behind: Iterable[tuple[str, str]] = (),
    kin: Iterable[tuple[str, str]] = (),
) -> tuple[Group, ...]:
    """The relationships that distinct bonds make up, in the order of their first ones.

    `same` are pairs that a person says are one relationship; `behind` are physicians with organizations, as
    `stands_behind` found them or a ledger of owners names them: an organization with a single one of them is that
    physician's own. `kin` are members of one family: what binds them to one entity is one relationship.
    """
    extra, owners = list(same), list(behind)
    every = [*bonds, *(bond for pair in extra for bond in pair)]
    organizations = _organizations(every, (organization for _, organization in owners))
    entity_of = {bond.entity: organizations.find(bond.entity) for bond in every}
    people = _people(every, entity_of)
    nodes = [(entity_of[bond.entity], _side(bond, entity_of, organizations, people), bond.apart) for bond in every]
    nodes = _of_one_identifier(every, nodes)
    joined = _Sets()
    _unite_identifiers(every, nodes, joined)
    for number in range(len(bonds), len(every), 2):
        joined.unite(nodes[number], nodes[number + 1])
    _unite_owners(every, nodes, _single_owners(owners, organizations), organizations, joined)
    _unite_families(every, nodes, kin, joined)
    members: dict[Hashable, list[int]] = defaultdict(list)
    for number in range(len(bonds)):
        members[joined.find(nodes[number])].append(number)
    return tuple(_named(bonds, numbers) for numbers in members.values())


def _named(bonds: Sequence[Bond], numbers: Sequence[int]) -> Group:
    first = bonds[numbers[0]]
    person = next((bonds[number].physician for number in numbers if bonds[number].is_person), first.physician)
    return Group(first.entity, person, tuple(numbers))


class _Sets(dict[Hashable, Hashable]):
    """Disjoint sets by their representatives."""

    def find(self, item: Hashable) -> Hashable:
        self.setdefault(item, item)
        while self[item] != item:
            self[item] = self[self[item]]
            item = self[item]
        return item

    def unite(self, one: Hashable, other: Hashable) -> None:
        self[self.find(other)] = self.find(one)


def _organizations(bonds: Iterable[Bond], others: Iterable[str]) -> _Sets:
    """Names of organizations that are one: a common name, and no two legal forms that speak against it."""
    bound = (name for bond in bonds for name in ((bond.entity,) if bond.is_person else (bond.entity, bond.physician)))
    names = dict.fromkeys(chain(bound, others))
    keys = {name: organization_keys(name) for name in names}
    forms: dict[str, set[str]] = defaultdict(set)
    for key in (key for found in keys.values() for key in found):
        if key.form:
            forms[key.words].add(key.form)
    sets = _Sets()
    first: dict[OrganizationKey, str] = {}
    for name, found in keys.items():
        sets.find(name)
        for key in found:
            settled = OrganizationKey(key.words, None) if len(forms[key.words]) < 2 else key
            sets.unite(first.setdefault(settled, name), name)
    return sets


def _people(bonds: Iterable[Bond], entity_of: Mapping[str, Hashable]) -> Mapping[tuple[Hashable, PersonKey], Hashable]:
    """By entity and name, the representative of all names that are one person's among those bound to that entity."""
    by_entity: dict[Hashable, dict[str, set[PersonKey]]] = defaultdict(lambda: defaultdict(set))
    for bond in bonds:
        key = _person(bond)
        if key is not None:
            by_entity[entity_of[bond.entity]][key.last].add(key)
    found: dict[tuple[Hashable, PersonKey], Hashable] = {}
    for entity, by_last in by_entity.items():
        for keys in by_last.values():
            found |= {(entity, key): representative for key, representative in _one_person(keys).items()}
    return found


def _one_person(keys: Iterable[PersonKey]) -> Mapping[PersonKey, Hashable]:
    """Names that agree, and whose other agreeing names agree with each other as well, are one person's."""
    ordered = sorted(keys, key=lambda key: (key.given, key.generation or ""))
    agreeing = {key: {other for other in ordered if agree(key, other)} for key in ordered}
    plain = {key for key, others in agreeing.items() if all(agree(one, two) for one, two in combinations(others, 2))}
    sets = _Sets()
    for key in ordered:
        for other in agreeing[key] & plain if key in plain else ():
            sets.unite(key, other)
    return {key: sets.find(key) for key in ordered}


def _person(bond: Bond) -> PersonKey | None:
    return person_key(bond.physician) if bond.is_person else owner_in_name(bond.physician)


def _side(
    bond: Bond,
    entity_of: Mapping[str, Hashable],
    organizations: _Sets,
    people: Mapping[tuple[Hashable, PersonKey], Hashable],
) -> Hashable:
    key = _person(bond)
    if key is not None:
        return people[entity_of[bond.entity], key]
    return " ".join(bond.physician.casefold().split()) if bond.is_person else organizations.find(bond.physician)


def _single_owners(behind: Iterable[tuple[str, str]], organizations: _Sets) -> Mapping[Hashable, PersonKey]:
    """Each organization behind which one physician alone stands, however the name is written, with that one."""
    owners: dict[Hashable, set[PersonKey]] = defaultdict(set)
    for person, organization in behind:
        if (key := person_key(person)) is not None:
            owners[organizations.find(organization)].add(key)
    return {
        organization: max(keys, key=lambda key: (len(key.given), key.given))
        for organization, keys in owners.items()
        if all(agree(one, other) for one, other in combinations(keys, 2))
    }


def _unite_owners(
    bonds: Sequence[Bond],
    nodes: Sequence[tuple[Hashable, Hashable, str]],
    owners: Mapping[Hashable, PersonKey],
    organizations: _Sets,
    joined: _Sets,
) -> None:
    """Make one of an organization and its single owner, who has to be one person of those bound to the same entity."""
    if not owners:
        return
    people: dict[tuple[Hashable, str, str], dict[PersonKey, Hashable]] = defaultdict(dict)
    for bond, node in zip(bonds, nodes, strict=True):
        if (key := _person(bond)) is not None:
            people[node[0], node[2], key.last][key] = node
    for bond, node in zip(bonds, nodes, strict=True):
        owner = None if _person(bond) else owners.get(organizations.find(bond.physician))
        if owner is not None and not bond.is_person:
            meant = {of for key, of in people[node[0], node[2], owner.last].items() if agree(key, owner)}
            if len(meant) == 1:
                joined.unite(meant.pop(), node)


def _of_one_identifier(
    bonds: Sequence[Bond], nodes: Sequence[tuple[Hashable, Hashable, str]]
) -> list[tuple[Hashable, Hashable, str]]:
    """The nodes, one name parted by identifier where it has two of them: two physicians can bear one name."""
    numbers: dict[Hashable, set[str]] = defaultdict(set)
    for bond, node in zip(bonds, nodes, strict=True):
        if bond.npi is not None:
            numbers[node].add(bond.npi)
    return [
        (node[0], (node[1], bond.npi), node[2]) if bond.npi is not None and len(numbers[node]) > 1 else node
        for bond, node in zip(bonds, nodes, strict=True)
    ]


def _unite_identifiers(bonds: Sequence[Bond], nodes: Sequence[tuple[Hashable, Hashable, str]], joined: _Sets) -> None:
    """Make one of two names that have one identifier and are bound to one entity."""
    first: dict[tuple[Hashable, str, str], Hashable] = {}
    for bond, node in zip(bonds, nodes, strict=True):
        if bond.npi is not None:
            joined.unite(first.setdefault((node[0], node[2], bond.npi), node), node)


def _unite_families(
    bonds: Sequence[Bond],
    nodes: Sequence[tuple[Hashable, Hashable, str]],
    kin: Iterable[tuple[str, str]],
    joined: _Sets,
) -> None:
    related: dict[str, set[str]] = defaultdict(set)
    for one, other in kin:
        related[_plain(one)].add(_plain(other))
    if not related:
        return
    by_entity: dict[tuple[Hashable, str], dict[str, Hashable]] = defaultdict(dict)
    for bond, node in zip(bonds, nodes, strict=True):
        by_entity[node[0], node[2]][_plain(bond.physician)] = node
    for by_name in by_entity.values():
        for name, own in by_name.items():
            for other in related.get(name, set()) & by_name.keys():
                joined.unite(own, by_name[other])


def _plain(name: str) -> str:
    return normalised(name)
