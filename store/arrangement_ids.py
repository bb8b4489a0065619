"""The ids by which other systems know arrangements: given once, and kept whatever happens to the paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

import duckdb

from store import bulk
from store.ledgers import name_key

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's digits of base 32, which leave out those that are taken for others."""
_LENGTH: Final = 10
_COLUMNS: Final = {"contract_id": "VARCHAR", "arrangement_id": "VARCHAR", "document_id": "VARCHAR"}
_NEW: Final = """
select contract_id, document_id, kind from stored.contracts
join stored.documents as document using (document_id)
where document.superseded_by is null and contracts.document_role not in ('other', 'exhibit')
    and contract_id not in (select contract_id from stored.arrangement_ids)
order by document.path, first_page, contract_id
"""
_FORMER: Final = """
select known.arrangement_id, known.document_id, document.superseded_by, contract.contract_id, contract.kind
from stored.arrangement_ids as known
left join stored.documents as document on document.document_id = known.document_id
left join stored.contracts as contract on contract.contract_id = known.contract_id
where contract.contract_id is null or document.superseded_by is not null
order by known.contract_id
"""
_PARTIES: Final = f"select contract_id, name from stored.parties where contract_id in ({bulk.LISTED})"  # noqa: S608


class _Contract(NamedTuple):
    contract_id: str
    document_id: str
    kind: str | None


class _Former(NamedTuple):
    """An id whose contract is there no more: its document, what took its place, and what is known of the contract."""

    arrangement_id: str
    document_id: str
    superseded_by: str | None
    contract_id: str | None
    kind: str | None


def identify(connection: duckdb.DuckDBPyConnection) -> None:
    """Give every contract in the folder that has none the id of its arrangement. Call it inside a transaction.

    The id follows from the contract's own, which follows from the bytes of its file, so that a database that is made
    anew gives the same. A contract in a file that took the place of another, or that a newer reading cut out of the
    same file otherwise, takes over the id of the one before if there is no doubt that it is the same agreement.
    """
    new = [_Contract(*row) for row in connection.execute(_NEW).fetchall()]
    if not new:
        return
    taken = {
        row[0] for row in connection.execute("select distinct arrangement_id from stored.arrangement_ids").fetchall()
    }
    inherited = _inherited(connection, new)
    rows = []
    for contract in new:
        arrangement_id = inherited.get(contract.contract_id) or _made(contract.contract_id, taken)
        taken.add(arrangement_id)
        rows.append((contract.contract_id, arrangement_id, contract.document_id))
    bulk.insert(connection, "stored.arrangement_ids", _COLUMNS, rows)


def as_written(text: str) -> str:
    """An id as it is stored, from what a person or a program typed: capitals, blanks and hyphens aside."""
    plain = re.sub(r"[^0-9A-Z]", "", text.upper()).translate(str.maketrans("OIL", "011"))
    return f"{plain[:5]}-{plain[5:]}"


def _made(contract_id: str, taken: Collection[str]) -> str:
    words = contract_id
    while True:
        number = int.from_bytes(sha256(words.encode()).digest()[:8]) >> (64 - 5 * _LENGTH)
        digits = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
        made = f"{digits[:5]}-{digits[5:]}"
        if made not in taken:
            return made
        words += "\x1f"


def _inherited(connection: duckdb.DuckDBPyConnection, new: Sequence[_Contract]) -> dict[str, str]:
    """The id of each new contract that stands where another stood, one for one and without doubt."""
    successors: dict[str, list[_Former]] = defaultdict(list)
    for former in (_Former(*row) for row in connection.execute(_FORMER).fetchall()):
        successors[former.superseded_by or former.document_id].append(former)
    in_document: dict[str, list[_Contract]] = defaultdict(list)
    for contract in new:
        if contract.document_id in successors:
            in_document[contract.document_id].append(contract)
    ids = [one.contract_id for each in in_document.values() for one in each]
    ids += [one.contract_id for document_id in in_document for one in successors[document_id] if one.contract_id]
    names = _names(connection, ids)
    found: dict[str, str] = {}
    for document_id, contracts in in_document.items():
        formers = successors[document_id]
        for contract in contracts:
            alike = [
                one for one in formers if _is_same(one, contract, names, alone=len(contracts) == len(formers) == 1)
            ]
            rivals = [one for one in contracts if any(_is_same(each, one, names, alone=False) for each in alike)]
            if len(alike) == 1 and len(rivals) <= 1:
                found[contract.contract_id] = alike[0].arrangement_id
    return found


def _is_same(former: _Former, contract: _Contract, names: dict[str, set[str]], *, alone: bool) -> bool:
    """Whether it is the same agreement: of the same kind between the same two parties, or more.

    Of a contract that a newer reading no longer finds nothing is known but its file: the one that is alone in that
    file now, as the other was, is it.
    """
    if former.contract_id is None:
        return alone and former.document_id == contract.document_id
    shared = names.get(former.contract_id, set()) & names.get(contract.contract_id, set())
    return former.kind == contract.kind and len(shared) >= 2


def _names(connection: duckdb.DuckDBPyConnection, contract_ids: Collection[str]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for contract_id, name in connection.execute(_PARTIES, [bulk.listed(contract_ids)]).fetchall():
        names[contract_id].add(name_key(name))
    return names
