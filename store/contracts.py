"""Contracts: their rows, the faithful record beside them, and the links from an amendment to what it amends."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, overload

import duckdb

from models.contract import Contract
from models.correction import CorrectedContract
from models.document import DocumentRole
from models.errors import StoreError
from store import bulk, corrections, rows, unfinished
from store.corrections_applied import corrected
from store.unfinished import Work

_BATCH = 100
_TABLES = (
    "facts",
    "parties",
    "signatures",
    "digital_signatures",
    "compensation",
    "provisions",
    "applied_corrections",
    "answers",
    "contracts",
)
_LINK: Final = dict.fromkeys(("contract_id", "amends_contract_id", "record"), "VARCHAR")
_ROWS: Final[dict[str, Callable[[CorrectedContract], Iterable[rows.Row]]]] = {
    "facts": rows.fact_rows,
    "parties": rows.party_rows,
    "signatures": rows.signature_rows,
    "digital_signatures": rows.digital_signature_rows,
    "compensation": rows.component_rows,
    "provisions": rows.provision_rows,
    "applied_corrections": rows.applied_correction_rows,
}


def insert(connection: duckdb.DuckDBPyConnection, contracts: Collection[Contract]) -> list[CorrectedContract]:
    """Write contracts, as they were read, into their tables, which show them with their corrections; returns them so.

    Call it inside a transaction, in which what was there of them before has been deleted.
    """
    if not contracts:
        return []
    standing = corrections.standing(connection, [contract.contract_id for contract in contracts])
    written = [corrected(contract, standing.get(contract.contract_id, ())) for contract in contracts]
    bulk.append(connection, "contracts", map(rows.contract_row, written))
    for table, rows_of in _ROWS.items():
        bulk.append(connection, table, chain.from_iterable(map(rows_of, written)))
    unfinished.note(connection, {contract.document_id for contract in contracts}, Work.LINKING)
    return written


def rewrite(connection: duckdb.DuckDBPyConnection, contract_id: str) -> CorrectedContract:
    """Write a stored contract's rows anew with the corrections that stand now; returns it with them.

    Call it inside a transaction. Raises StoreError if it is not stored.
    """
    of = corrected_of(connection, contract_id)
    delete(connection, [contract_id])
    insert(connection, [of.read])
    return of


def delete(connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str]) -> None:
    """Remove contracts from their tables. Call it inside a transaction."""
    if not contract_ids:
        return
    for table in _TABLES:
        connection.execute(
            f"delete from stored.{table} where contract_id in (select unnest(?::varchar[]))",  # noqa: S608
            [list(contract_ids)],
        )


def ids_of(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> list[str]:
    """The contracts of these documents."""
    if not document_ids:
        return []
    found = connection.execute(
        "select contract_id from stored.contracts where document_id in (select unnest(?::varchar[]))",
        [list(document_ids)],
    )
    return [row[0] for row in found.fetchall()]


@overload
def corrected_of(connection: duckdb.DuckDBPyConnection, contract_id: str) -> CorrectedContract: ...


@overload
def corrected_of(
    connection: duckdb.DuckDBPyConnection, contract_id: str, *, missing_ok: bool
) -> CorrectedContract | None: ...


def corrected_of(
    connection: duckdb.DuckDBPyConnection, contract_id: str, *, missing_ok: bool = False
) -> CorrectedContract | None:
    """A stored contract with the corrections that stand; one not stored raises StoreError or is None, as asked."""
    row = connection.execute("select record from stored.contracts where contract_id = ?", [contract_id]).fetchone()
    if row is not None:
        return _with_corrections(connection, Contract.model_validate_json(row[0]))
    if missing_ok:
        return None
    raise StoreError(f"There is no contract {contract_id} in the store.")


def current(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str] | None = None) -> Iterator[Contract]:
    """The contracts of documents that no other has superseded, of all or those named, by path and page, corrected.

    The connection may be used for other work between two contracts; one that is gone by then is left out.
    """
    found = connection.execute(
        "select contract_id from stored.contracts join stored.documents as document using (document_id) "
        "where superseded_by is null and ($every or document_id in (select unnest($documents::varchar[]))) "
        "order by document.path, first_page, contract_id",
        {"every": document_ids is None, "documents": list(document_ids or ())},
    )
    wanted = [row[0] for row in found.fetchall()]
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        records = connection.execute(
            "select contract_id, record, document.file_name from stored.contracts "
            "join stored.documents as document using (document_id) where contract_id in (select unnest(?::varchar[]))",
            [batch],
        ).fetchall()
        standing = corrections.standing(connection, batch)
        by_id = {contract_id: (record, file_name) for contract_id, record, file_name in records}
        for contract_id in batch:
            if contract_id in by_id:
                record, file_name = by_id[contract_id]
                read = Contract.model_validate_json(record).model_copy(update={"file_name": file_name})
                yield corrected(read, standing.get(contract_id, ())).contract


def without_base(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The documents, superseded by no other, with an amendment or renewal that is linked to no contract."""
    found = connection.execute(
        "select distinct document_id from stored.contracts as contract join stored.documents using (document_id) "
        "where superseded_by is null and contract.amends_contract_id is null "
        "and contract.document_role in (select unnest(?::varchar[]))",
        [[role.value for role in DocumentRole if role.changes_another]],
    )
    return [row[0] for row in found.fetchall()]


def set_amends(connection: duckdb.DuckDBPyConnection, links: Mapping[str, str | None]) -> None:
    """Write into contracts, rows and records, which ones they amend or renew. Call it inside a transaction.

    Raises StoreError if one is not stored.
    """
    if not links:
        return
    records = dict(
        connection.execute(
            "select contract_id, record from stored.contracts where contract_id in (select unnest(?::varchar[]))",
            [list(links)],
        ).fetchall()
    )
    if missing := links.keys() - records.keys():
        raise StoreError(f"There is no contract {min(missing)} in the store.")
    standing = corrections.standing(connection, links)
    linked = []
    documents = set()
    for contract_id, amended in links.items():
        read = Contract.model_validate_json(records[contract_id]).model_copy(update={"amends_contract_id": amended})
        shown = corrected(read, standing.get(contract_id, ())).contract.amends_contract_id
        linked.append(bulk.as_json(dict(zip(_LINK, (contract_id, shown, read.model_dump_json()), strict=True))))
        documents.add(read.document_id)
    query, parameters = bulk.from_json(_LINK, linked)
    connection.execute(f"create or replace temp table linked as {query}", parameters)
    connection.execute(
        "update stored.contracts as known set amends_contract_id = linked.amends_contract_id, record = linked.record "
        "from linked where linked.contract_id = known.contract_id"
    )
    connection.execute("drop table linked")
    unfinished.note(connection, documents, Work.CHECKING)


def forget_links_to(connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str]) -> None:
    """Undo the links to contracts that are gone or superseded, so that the next linking may find their successor."""
    found = connection.execute(
        "select contract_id, document_id from stored.contracts "
        "where amends_contract_id in (select unnest(?::varchar[]))",
        [list(contract_ids)],
    ).fetchall()
    set_amends(connection, {contract_id: None for contract_id, _ in found})
    unfinished.note(connection, {document_id for _, document_id in found}, Work.LINKING)


def _with_corrections(connection: duckdb.DuckDBPyConnection, contract: Contract) -> CorrectedContract:
    standing = corrections.standing(connection, [contract.contract_id])
    return corrected(contract, standing.get(contract.contract_id, ()))
