"""Contracts: their rows, the faithful record beside them, and the links from an amendment to what it amends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import overload

import duckdb

from models.contract import Contract
from models.correction import CorrectedContract
from models.errors import StoreError
from store import corrections, rows, unfinished
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


def insert(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Write one contract, as it was read, into its tables, which show it with its corrections. Call it inside a
    transaction.
    """
    of = _with_corrections(connection, contract)
    connection.execute(rows.CONTRACT, list(rows.contract_row(of)))
    _insert_all(connection, rows.FACT, rows.fact_rows(of))
    _insert_all(connection, rows.PARTY, rows.party_rows(of))
    _insert_all(connection, rows.SIGNATURE, rows.signature_rows(of))
    _insert_all(connection, rows.DIGITAL_SIGNATURE, rows.digital_signature_rows(of.contract))
    _insert_all(connection, rows.COMPONENT, rows.component_rows(of))
    _insert_all(connection, rows.PROVISION, rows.provision_rows(of.contract))
    corrections.note_applied(connection, of)
    unfinished.note(connection, contract.document_id, Work.LINKING)


def rewrite(connection: duckdb.DuckDBPyConnection, contract_id: str) -> CorrectedContract:
    """Write a stored contract's rows anew with the corrections that stand now; returns it with them.

    Call it inside a transaction. Raises StoreError if it is not stored.
    """
    of = corrected_of(connection, contract_id)
    delete(connection, [contract_id])
    insert(connection, of.read)
    return of


def delete(connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str]) -> None:
    """Remove contracts from their tables. Call it inside a transaction."""
    for table in _TABLES:
        connection.execute(
            f"delete from stored.{table} where contract_id in (select unnest(?::varchar[]))",  # noqa: S608
            [list(contract_ids)],
        )


def ids_of(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    """The contracts of a document."""
    found = connection.execute("select contract_id from stored.contracts where document_id = ?", [document_id])
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


def set_amends(connection: duckdb.DuckDBPyConnection, contract_id: str, amends_contract_id: str | None) -> None:
    """Write into a contract, row and record, which one it amends or renews; raises StoreError if it is not stored."""
    read = corrected_of(connection, contract_id).read
    linked = read.model_copy(update={"amends_contract_id": amends_contract_id})
    shown = _with_corrections(connection, linked).contract.amends_contract_id
    connection.execute(
        "update stored.contracts set amends_contract_id = ?, record = ? where contract_id = ?",
        [shown, linked.model_dump_json(), contract_id],
    )
    unfinished.note(connection, read.document_id, Work.CHECKING)


def forget_links_to(connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str]) -> None:
    """Undo the links to contracts that are gone or superseded, so that the next linking may find their successor."""
    found = connection.execute(
        "select contract_id, document_id from stored.contracts "
        "where amends_contract_id in (select unnest(?::varchar[]))",
        [list(contract_ids)],
    ).fetchall()
    for contract_id, document_id in found:
        set_amends(connection, contract_id, None)
        unfinished.note(connection, document_id, Work.LINKING)


def _with_corrections(connection: duckdb.DuckDBPyConnection, contract: Contract) -> CorrectedContract:
    standing = corrections.standing(connection, [contract.contract_id])
    return corrected(contract, standing.get(contract.contract_id, ()))


def _insert_all(connection: duckdb.DuckDBPyConnection, statement: str, values: Iterable[rows.Row]) -> None:
    found = [list(row) for row in values]
    if found:
        connection.executemany(statement, found)
