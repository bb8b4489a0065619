"""Which arrangement a person means: by its id, by a file, or by a contract of it. Every command asks here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import duckdb

from models.confirmation import ArrangementNotStoredError, ConfirmationRefusedError
from models.correction import ContractReference, NotStoredError
from models.database import Database
from models.errors import RefusedError, StoreError
from store.arrangement_ids import as_written
from store.corrections_addressing import contracts_named
from store.opening import reading

MOST_CANDIDATES: Final = 10
_BY_ID: Final = """
select root.arrangement_id, contract.contract_id, contract.document_id, document.file_name
from main.arrangement_ids as known
join stored.arrangement_ids as root on root.arrangement_id = known.part_of
join stored.contracts as contract on contract.contract_id = root.contract_id and contract.amends_contract_id is null
join stored.documents as document on document.document_id = contract.document_id and document.superseded_by is null
where known.arrangement_id = ?
"""
_GIVEN: Final = "select 1 from main.arrangement_ids where arrangement_id = ?"
_OF_CONTRACT: Final = """
select known.part_of from main.arrangement_ids as known
join stored.arrangement_ids as given using (arrangement_id)
where given.contract_id = ?
"""
_LIKE: Final = """
select distinct given.arrangement_id, document.file_name
from stored.arrangement_ids as given
join stored.contracts as contract on contract.contract_id = given.contract_id and contract.amends_contract_id is null
join stored.documents as document on document.document_id = contract.document_id and document.superseded_by is null
left join stored.parties as party on party.contract_id = contract.contract_id
where contains(lower(document.file_name), lower($text)) or contains(lower(party.name), lower($text))
    or contains(lower(contract.title), lower($text))
order by document.file_name, given.arrangement_id
"""


class StandingArrangement(NamedTuple):
    """An arrangement and the agreement that stands for it."""

    arrangement_id: str
    contract_id: str
    document_id: str
    file_name: str


def arrangement_meant(database: Database, name: str, references: Sequence[ContractReference]) -> str:
    """The id of the arrangement that a name means: an id as it is, be it known or not; else as `arrangement_named`.

    Raises StoreError as well.
    """
    if _is_id(name):
        return as_written(name)
    with reading(database) as connection:
        try:
            if connection.execute(_GIVEN, [as_written(name)]).fetchone():
                return as_written(name)
        except duckdb.CatalogException:
            raise StoreError(
                f"{database} was last written by an older starkcheck. Run `starkcheck check` on it first."
            ) from None
        return arrangement_named(connection, name, references).arrangement_id


def arrangement_named(
    connection: duckdb.DuckDBPyConnection, name: str, references: Sequence[ContractReference]
) -> StandingArrangement:
    """The arrangement of that id, or that the contract or the contracts of a file so named are part of.

    Raises ArrangementNotStoredError, and another RefusedError with those there are when several may be meant.
    """
    found = connection.execute(_BY_ID, [as_written(name)]).fetchone()
    if found is None and references and not _is_id(name):
        found = _of_contract(connection, name, references)
    if found is None:
        raise ArrangementNotStoredError(
            f"No contract in the database stands for an arrangement {name!r}. `starkcheck report register` lists the "
            "ids of all; a new contract has one after the first `starkcheck check`."
        )
    return StandingArrangement(*found)


def _of_contract(
    connection: duckdb.DuckDBPyConnection, name: str, references: Sequence[ContractReference]
) -> tuple[str, str, str, str] | None:
    try:
        named = contracts_named(connection, references)
    except NotStoredError:
        raise _unknown(connection, name) from None
    if isinstance(named, str):
        return _standing(connection, named)
    reference, places, wanted = named
    meant = {place.contract_id: _standing(connection, place.contract_id) for place in wanted or places}
    ids = {one[0] for one in meant.values() if one is not None}
    if len(ids) == 1 and wanted:
        return next(one for one in meant.values() if one is not None)
    if not ids:
        return None
    where = f"on page {reference.page}" if reference.page is not None and wanted else "in it"
    what = "has no contract on that page; there are" if not wanted else f"is of {len(ids)} arrangements {where}"
    raise ConfirmationRefusedError(
        f"{reference.name} {what}. Name one by its id, or by the page it begins on:",
        [
            f"{one[0]}  {reference.name}#{place.first_page}  {place.title or 'without a title'}"
            for place in wanted or places
            if (one := meant[place.contract_id]) is not None
        ],
    )


def _standing(connection: duckdb.DuckDBPyConnection, contract_id: str) -> tuple[str, str, str, str] | None:
    known = connection.execute(_OF_CONTRACT, [contract_id]).fetchone()
    return connection.execute(_BY_ID, [known[0]]).fetchone() if known else None


def _unknown(connection: duckdb.DuckDBPyConnection, name: str) -> RefusedError:
    """The error that a name is none, with the arrangements whose file, title or parties have it in theirs."""
    text = name.strip()
    alike = connection.execute(_LIKE, {"text": text}).fetchall() if len(text) > 2 else []
    told = [f"{arrangement_id}  {file_name}" for arrangement_id, file_name in alike[:MOST_CANDIDATES]]
    if len(alike) > MOST_CANDIDATES:
        told.append(f"and {len(alike) - MOST_CANDIDATES} more")
    ask = "These may be meant:" if told else "`starkcheck report register` lists them all."
    return ArrangementNotStoredError(
        f"{name} is no arrangement's id, and no file or contract id that is in the database. {ask}", told
    )


def _is_id(text: str) -> bool:
    return re.fullmatch(r"[0-9A-Za-z]{5}[- ][0-9A-Za-z]{5}", text.strip()) is not None
