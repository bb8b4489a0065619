"""Relationships as the checks see them, with their contracts and ledgers, out of the published file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import duckdb

from models.contract import Contract
from models.database import Database
from models.ledger import LedgerKind, Ledgers
from models.relationship import Relationship
from store import contracts
from store.ledgers import LedgerBook, imported_kinds
from store.opening import reading

_NAMES: Final = """
select relationship_id, entity, physician, side, name
from stored.relationships join stored.relationship_names using (relationship_id)
order by entity, physician, relationship_id, side, name
"""
_MEMBERS: Final = """
select relationship_id, contract_id, document_id, file_name
from stored.relationship_contracts
join stored.contracts using (contract_id)
join stored.documents as document using (document_id)
where document.superseded_by is null
order by relationship_id, coalesce(effective_date, agreement_date) nulls last, contract_id
"""


class LedgerReading(NamedTuple):
    """The relationships that have rows in any of some ledgers, and how much of these ledgers that is.

    `imported` are the ledgers that stand; `unplaced` counts the rows of each that belong to none of the relationships.
    """

    relationships: tuple[Relationship, ...]
    imported: frozenset[LedgerKind]
    unplaced: Mapping[LedgerKind, int]


class _Member(NamedTuple):
    contract_id: str
    document_id: str
    file_name: str


def with_rows_in(database: Database, kinds: Iterable[LedgerKind], *, every: bool = False) -> LedgerReading:
    """The relationships with rows in these ledgers, or every one, by entity and physician. Raises StoreError."""
    wanted = frozenset(kinds)
    with reading(database) as connection:
        imported = imported_kinds(connection)
        members: dict[str, list[_Member]] = defaultdict(list)
        for relationship_id, *member in connection.execute(_MEMBERS).fetchall():
            members[relationship_id].append(_Member(*member))
        ledgers = _ledgers(connection, members) if every or wanted & imported else {}
        kept = {key: both for key, both in ledgers.items() if every or any(_rows(both[1], kind) for kind in wanted)}
        documents = {member.document_id for key in kept for member in members[key]}
        known = {one.contract_id: one for one in contracts.current(connection, documents)} if documents else {}
        unplaced = {
            kind: _count(connection, kind) - len({row for _, rows in kept.values() for row in _rows(rows, kind)})
            for kind in wanted & imported
        }
    found = tuple(
        Relationship(
            relationship_id=key,
            entity=entity,
            physician=physician,
            contracts=_in_order(members[key], known),
            ledgers=rows,
        )
        for key, ((entity, physician), rows) in kept.items()
    )
    return LedgerReading(found, imported, unplaced)


def _ledgers(
    connection: duckdb.DuckDBPyConnection, members: Mapping[str, list[_Member]]
) -> dict[str, tuple[tuple[str, str], Ledgers]]:
    """Both sides of every relationship as first written, and the rows of the ledgers that concern it."""
    sides: dict[str, tuple[str, str]] = {}
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"entity": [], "physician": []})
    for key, entity, physician, side, name in connection.execute(_NAMES).fetchall():
        sides[key] = entity, physician
        names[key][side].append(name)
    book = LedgerBook(connection)
    papers = {key: [text for one in members.get(key, ()) for text in (one.contract_id, one.file_name)] for key in sides}
    book.look_up(
        [name for each in names.values() for name in each["entity"]],
        [
            *(name for each in names.values() for name in each["physician"]),
            *(text for each in papers.values() for text in each),
        ],
    )
    return {
        key: (both, book.of(names[key]["entity"], names[key]["physician"], papers[key])) for key, both in sides.items()
    }


def _in_order(members: Iterable[_Member], known: Mapping[str, Contract]) -> tuple[Contract, ...]:
    return tuple(known[one.contract_id] for one in members if one.contract_id in known)


def _rows(ledgers: Ledgers, kind: LedgerKind) -> set[tuple[str, int]]:
    return {(row.file_name, row.line) for row in getattr(ledgers, kind.value)}


def _count(connection: duckdb.DuckDBPyConnection, kind: LedgerKind) -> int:
    found = connection.execute(
        "select count(*) from stored.standing_ledger_rows where kind = ?", [kind.value]
    ).fetchone()
    return int(found[0]) if found else 0
