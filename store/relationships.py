"""Which contracts make up a relationship: worked out of the parties' names and of what people decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

import duckdb

from extractors.assembly.relationship_grouping import Bond, Group, bonds_of, group, stands_behind
from extractors.assembly.relationship_sides import NamedParty
from extractors.language.names import entity_kind_of
from models.document import DocumentRole
from models.ledger import LedgerKind
from models.ledger_words import Relation
from models.party import EntityKind, PartyRole
from store import bulk, ledgers, relationship_decisions

_AT_ONCE: Final = 10_000
_PARTIES: Final = """
select
    contract_id, contract.amends_contract_id,
    party.name, party.role, party.entity_kind, party.is_physician, party.can_refer, party.npi
from stored.contracts as contract
join stored.documents as document using (document_id)
left join stored.parties as party using (contract_id)
where document.superseded_by is null and contract.document_role <> ?
order by document.path, contract.first_page, contract_id, party.rowid
"""
_MEMBERS: Final = {"relationship_id": "VARCHAR", "contract_id": "VARCHAR"}
_NAMES: Final = {"relationship_id": "VARCHAR", "side": "VARCHAR", "name": "VARCHAR"}
_NAMED: Final = {"relationship_id": "VARCHAR", "entity": "VARCHAR", "physician": "VARCHAR"}


class _Bound(NamedTuple):
    """Every contract with the numbers of its bonds, the distinct bonds, and who may stand behind which organization."""

    contracts: dict[str, tuple[int, ...]]
    bonds: tuple[Bond, ...]
    behind: frozenset[tuple[str, str]]


def relate(connection: duckdb.DuckDBPyConnection) -> None:
    """Work the relationships out anew. Call it inside a transaction.

    One that keeps contracts keeps its id; joined ones take that of the one with more of them. The temporary tables
    `changed_relationships` and `former_relationships` then say which have other contracts than before.
    """
    decided = relationship_decisions.standing(connection)
    bound = _bound(connection, decided.apart)
    ties = _ties(connection)
    told = frozenset(_in_ledgers(connection, bound.bonds))
    bonds = tuple(dict.fromkeys((*bound.bonds, *sorted(told))))
    found = group(bonds, decided.same, bound.behind | ties.owners, ties.families)
    # What an amendment makes of the sides by itself is no relationship: the paper that it changes says whose it is.
    used = {number for own in bound.contracts.values() for number in own}
    groups = [each for each in found if any(number in used or bonds[number] in told for number in each.bonds)]
    members: list[list[str]] = [[] for _ in groups]
    group_of = {bond: number for number, each in enumerate(groups) for bond in each.bonds}
    for contract_id, own in bound.contracts.items():
        for number in dict.fromkeys(group_of[bond] for bond in own):
            members[number].append(contract_id)
    ids = _ids(connection, groups, members, bonds)
    connection.execute("create or replace temp table former_members as from stored.relationship_contracts")
    connection.execute("delete from stored.relationship_contracts")
    connection.execute("delete from stored.relationships")
    named = [(key, each.entity, each.physician) for key, each in zip(ids, groups, strict=True)]
    bulk.insert(connection, "stored.relationships", _NAMED, named)
    names = {
        (key, side, name)
        for key, each in zip(ids, groups, strict=True)
        for bond in each.bonds
        for side, name in (("entity", bonds[bond].entity), ("physician", bonds[bond].physician))
    }
    connection.execute("delete from stored.relationship_names")
    bulk.insert(connection, "stored.relationship_names", _NAMES, sorted(names))
    rows = ((key, contract_id) for key, found in zip(ids, members, strict=True) for contract_id in found)
    bulk.insert(connection, "stored.relationship_contracts", _MEMBERS, rows)
    connection.execute(
        """
        create or replace temp table changed_relationships as
        select distinct relationship_id from (
            (from stored.relationship_contracts except from former_members)
            union all (from former_members except from stored.relationship_contracts)
        )
        """
    )


def _bound(connection: duckdb.DuckDBPyConnection, apart: dict[str, str]) -> _Bound:
    numbers: dict[Bond, int] = {}
    own: dict[str, tuple[int, ...]] = {}
    amends: dict[str, str] = {}
    behind: set[tuple[str, str]] = set()
    for contract_id, amended, parties in _contracts(connection):
        if amended is not None:
            amends[contract_id] = amended
        mark = apart.get(contract_id, "")
        bonds = [bond._replace(apart=mark) for bond in bonds_of(parties)]
        own[contract_id] = tuple(numbers.setdefault(bond, len(numbers)) for bond in bonds)
        if (pair := stands_behind(parties)) is not None:
            behind.add(pair)
    settled = {
        contract_id: bonds if contract_id in apart else own[_base(contract_id, amends, own)]
        for contract_id, bonds in own.items()
    }
    return _Bound(settled, tuple(numbers), frozenset(behind))


class _Ties(NamedTuple):
    """Owners with what they own, and members of one family, as a ledger names them."""

    owners: frozenset[tuple[str, str]]
    families: frozenset[tuple[str, str]]


def _ties(connection: duckdb.DuckDBPyConnection) -> _Ties:
    """The ties that last: one that ended says nothing of the contracts since, and a person can still join."""
    found = connection.execute(
        "select record ->> 'person', record ->> 'other', record ->> 'relation' from stored.standing_ledger_rows "
        "where kind = ? and (record ->> 'last_day') is null",
        [LedgerKind.OWNERSHIP_AND_FAMILY.value],
    ).fetchall()
    owners = frozenset((person, other) for person, other, relation in found if relation == Relation.OWNER)
    return _Ties(owners, frozenset((person, other) for person, other, _ in found) - owners)


def _in_ledgers(connection: duckdb.DuckDBPyConnection, known: Sequence[Bond]) -> Iterator[Bond]:
    """The bonds that ledgers name; a payment's two sides are told apart as contracts of the same names have them."""
    sided = {(ledgers.name_key(bond.entity), ledgers.name_key(bond.physician)): bond for bond in known}
    for pair in ledgers.pairs(connection):
        keys = ledgers.name_key(pair.entity), ledgers.name_key(pair.physician)
        bond = sided.get(keys) or sided.get((keys[1], keys[0]))
        if bond is not None:
            yield bond
            continue
        parties = [NamedParty(name, PartyRole.OTHER, entity_kind_of(name), None, None) for name in pair]
        yield from bonds_of(parties)


def _base(contract_id: str, amends: dict[str, str], own: dict[str, tuple[int, ...]]) -> str:
    """The contract that an amendment changes, through others: the paper changed says whose relationship it is."""
    seen = {contract_id}
    at = contract_id
    while (changed := amends.get(at)) in own and changed is not None and changed not in seen:
        seen.add(changed)
        at = changed
    return at if own[at] else contract_id


def _contracts(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str | None, Sequence[NamedParty]]]:
    found = connection.execute(_PARTIES, [DocumentRole.OTHER.value])
    at: str | None = None
    amended: str | None = None
    parties: list[NamedParty] = []
    while rows := found.fetchmany(_AT_ONCE):
        for contract_id, amends, name, role, kind, is_physician, can_refer, npi in rows:
            if contract_id != at:
                if at is not None:
                    yield at, amended, parties
                at, amended, parties = contract_id, amends, []
            if name is not None:
                parties.append(NamedParty(name, PartyRole(role), EntityKind(kind), is_physician, can_refer, npi))
    if at is not None:
        yield at, amended, parties


def _ids(
    connection: duckdb.DuckDBPyConnection,
    groups: Sequence[Group],
    members: Sequence[Sequence[str]],
    bonds: Sequence[Bond],
) -> list[str]:
    """An id for each group: the one that most of its contracts had, or else a new one of its first names."""
    former: dict[str, list[str]] = defaultdict(list)
    for relationship_id, contract_id in connection.execute("from stored.relationship_contracts").fetchall():
        former[contract_id].append(relationship_id)
    shared = [
        (-count, number, key)
        for number, contract_ids in enumerate(members)
        for key, count in Counter(one for contract_id in contract_ids for one in former.get(contract_id, ())).items()
    ]
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, number, key in sorted(shared):
        if number not in ids and key not in taken:
            ids[number] = key
            taken.add(key)
    for number, each in enumerate(groups):
        if number not in ids:
            ids[number] = _new_id(bonds[each.bonds[0]], taken)
            taken.add(ids[number])
    return [ids[number] for number in range(len(groups))]


def _new_id(bond: Bond, taken: set[str]) -> str:
    words = "\x1f".join((bond.entity, bond.physician, bond.apart))
    while (key := sha256(words.encode()).hexdigest()[:16]) in taken:
        words += "\x1f"
    return key
