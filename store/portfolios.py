"""Contracts as the checks look at them: with all that are linked to them, a few at a time, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

import duckdb

from models.contract import Contract
from models.ledger import Ledgers
from store import bulk, corrections
from store.corrections_applied import corrected
from store.ledgers import LedgerBook

_LINKS: Final = """
select contract_id, relationship_id from stored.relationship_contracts
union all select contract_id, document_id from stored.contracts
union all select contract_id, amends_contract_id from stored.contracts where amends_contract_id is not null
"""

_AT_ONCE: Final = 5000
_CORRECTED: Final = """
select distinct contract_id from stored.corrections join portfolios using (contract_id) where portfolio between ? and ?
"""


class StoredContract(NamedTuple):
    """A contract's id, that of its document, the file's name as last seen, and itself, corrected, as JSON."""

    contract_id: str
    document_id: str
    file_name: str
    record: str


class StoredRelationship(NamedTuple):
    """A relationship with the ids of its contracts, all of which are in its portfolio."""

    relationship_id: str
    entity: str
    physician: str
    contract_ids: tuple[str, ...]
    ledgers: Ledgers


class _Sides(NamedTuple):
    """Every name that the two sides of a relationship go by."""

    entities: list[str]
    physicians: list[str]


class Portfolio(NamedTuple):
    """Contracts that no link leads out of: of the same files and relationships, and amended by one another."""

    contracts: tuple[StoredContract, ...]
    relationships: tuple[StoredRelationship, ...]


def gather(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str] | None) -> int:
    """Number the portfolios to be looked at in the temporary table `portfolios`; returns how many they are.

    Those of all contracts; or of the documents named, and of relationships that have changed. Call it inside a
    transaction, after the relationships were worked out.
    """
    connection.execute(
        "create or replace temp table portfolios (portfolio integer, contract_id varchar, relationship_id varchar)"
    )
    current = connection.execute(
        "select contract_id from stored.contracts join stored.documents as document using (document_id) "
        "where superseded_by is null order by document.path, first_page, contract_id"
    ).fetchall()
    numbers = _numbered(connection, [row[0] for row in current])
    if document_ids is not None:
        wanted = {numbers[key] for key in _changed(connection, document_ids) if key in numbers}
        numbers = {key: number for key, number in numbers.items() if number in wanted}
    order = {number: position for position, number in enumerate(dict.fromkeys(numbers.values()))}
    columns = {"portfolio": "INTEGER", "contract_id": "VARCHAR"}
    bulk.insert(connection, "portfolios", columns, ((order[number], key) for key, number in numbers.items()))
    return len(order) + _without_contracts(connection, len(order))


def stretches(connection: duckdb.DuckDBPyConnection, number: int) -> Iterator[tuple[int, int]]:
    """The first and last numbers of portfolios to be read together: each reading looks through all contracts."""
    found = connection.execute("select portfolio, count(*) from portfolios group by portfolio order by portfolio")
    first = contracts = 0
    for portfolio, count in found.fetchall():
        contracts += count
        if contracts >= _AT_ONCE:
            yield first, portfolio
            first, contracts = portfolio + 1, 0
    if first < number:
        yield first, number - 1


def portfolios(connection: duckdb.DuckDBPyConnection, first: int, last: int, book: LedgerBook) -> list[Portfolio]:
    """The portfolios of these numbers, the last one included, as `gather` gave them; the contracts in their order.

    `book` holds the ledgers that are laid beside relationships.
    """
    rows = connection.execute(
        "select portfolio, contract_id, contract.document_id, document.file_name, record, document.path, first_page "
        "from portfolios join stored.contracts as contract using (contract_id) "
        "join stored.documents as document using (document_id) where portfolio between ? and ? "
        "order by portfolio, document.path, first_page, contract_id",
        [first, last],
    ).fetchall()
    changed = connection.execute(_CORRECTED, [first, last]).fetchall()
    standing = corrections.standing(connection, [row[0] for row in changed]) if changed else {}
    contracts: dict[int, list[StoredContract]] = defaultdict(list)
    for portfolio, contract_id, document_id, file_name, record, *_ in rows:
        if contract_id in standing:
            read = Contract.model_validate_json(record)
            record = corrected(read, standing[contract_id]).contract.model_dump_json()  # noqa: PLW2901
        contracts[portfolio].append(StoredContract(contract_id, document_id, file_name, record))
    relationships = _relationships(connection, first, last, book)
    return [
        Portfolio(tuple(contracts[number]), tuple(relationships[number]))
        for number in range(first, last + 1)
        if number in contracts or number in relationships
    ]


def _numbered(connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str]) -> dict[str, int]:
    """Every contract with a number that all linked with it share."""
    position = {contract_id: number for number, contract_id in enumerate(contract_ids)}
    parent = list(range(len(position)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first_with: dict[str, int] = {}
    links = connection.execute(_LINKS)
    while batch := links.fetchmany(10_000):
        for contract_id, link in batch:
            if contract_id in position:
                here = root(position[contract_id])
                there = root(position[link] if link in position else first_with.setdefault(link, here))
                parent[max(here, there)] = min(here, there)
    return {contract_id: root(number) for contract_id, number in position.items()}


def _changed(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> list[str]:
    found = connection.execute(
        f"select contract_id from stored.contracts where document_id in ({bulk.LISTED}) "  # noqa: S608
        "union select contract_id from stored.relationship_contracts "
        "where relationship_id in (select relationship_id from changed_relationships)",
        [bulk.listed(document_ids)],
    )
    return [row[0] for row in found.fetchall()]


def _without_contracts(connection: duckdb.DuckDBPyConnection, first: int) -> int:
    """Number the relationships of which only ledgers know; returns how many they are."""
    connection.execute(
        "insert into portfolios "
        "select ? + row_number() over (order by entity, physician, relationship_id) - 1, null, relationship_id "
        "from stored.relationships "
        "where relationship_id not in (select relationship_id from stored.relationship_contracts)",
        [first],
    )
    row = connection.execute("select count(*) from portfolios where contract_id is null").fetchone()
    return int(row[0]) if row else 0


def _relationships(
    connection: duckdb.DuckDBPyConnection, first: int, last: int, book: LedgerBook
) -> dict[int, list[StoredRelationship]]:
    found = connection.execute(
        "select portfolio, named.relationship_id, entity, physician, list(contract_id order by contract_id), "
        "list(file_name order by contract_id) "
        "from portfolios join stored.relationship_contracts as member using (contract_id) "
        "join stored.contracts using (contract_id) join stored.documents using (document_id) "
        "join stored.relationships as named on named.relationship_id = member.relationship_id "
        "where portfolio between $first and $last group by all "
        "union all select portfolio, relationship_id, entity, physician, [], [] "
        "from portfolios join stored.relationships using (relationship_id) where portfolio between $first and $last "
        "order by all",
        {"first": first, "last": last},
    ).fetchall()
    by_portfolio: dict[int, list[StoredRelationship]] = defaultdict(list)
    sides = _sides(connection, [row[1] for row in found]) if book.has_rows else {}
    if sides:
        papers = [name for row in found for name in (*row[4], *row[5])]
        physicians = [name for both in sides.values() for name in both.physicians]
        book.look_up([name for both in sides.values() for name in both.entities], [*physicians, *papers])
    for portfolio, relationship_id, entity, physician, contract_ids, file_names in found:
        known = sides.get(relationship_id)
        rows = book.of(known.entities, known.physicians, (*contract_ids, *file_names)) if known else Ledgers()
        of = StoredRelationship(relationship_id, entity, physician, tuple(contract_ids), rows)
        by_portfolio[portfolio].append(of)
    return by_portfolio


def _sides(connection: duckdb.DuckDBPyConnection, relationship_ids: Collection[str]) -> dict[str, _Sides]:
    found = connection.execute(
        f"select relationship_id, side, name from stored.relationship_names where relationship_id in ({bulk.LISTED})",  # noqa: S608
        [bulk.listed(relationship_ids)],
    ).fetchall()
    sides: dict[str, _Sides] = {}
    for relationship_id, side, name in found:
        both = sides.setdefault(relationship_id, _Sides([], []))
        (both.entities if side == "entity" else both.physicians).append(name)
    return sides
