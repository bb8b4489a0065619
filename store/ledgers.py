"""The ledger rows that concern an entity and a physician, found by their names as they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

import duckdb

from models.ledger import LEDGERS, LedgerKind, Ledgers
from models.ledger_row import LedgerRow
from models.ledger_rows import Payment, Tie

_NAMES: Final = """
select distinct name_key from stored.ledger_names
where import_id not in (select import_id from stored.ledger_withdrawals)
"""
_OF_NAMES: Final = """
select distinct row.kind, row.file_name, row.line, row.import_id, row.record
from stored.ledger_names as name
join stored.standing_ledger_rows as row using (import_id, line)
where name.name_key in (select unnest($keys::varchar[]))
order by row.kind, row.import_id, row.line
"""
_OF_GROUPS: Final = frozenset(
    {LedgerKind.GROUP_COLLECTIONS, LedgerKind.GROUP_PAY, LedgerKind.GROUP_SERVICES, LedgerKind.GROUP_ROSTER}
)
_DEEPEST: Final = 3
"""Ties followed from a name: to a member of the family, to what that one owns, and to what owns or is owned by it."""


class Pair(NamedTuple):
    """An entity and a physician that some row names together, as it writes them."""

    entity: str
    physician: str


class LedgerBook:
    """The ledgers of a database as they stand, to be asked about many relationships one after the other."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Looks which ledgers there are and which names are in them; rows are fetched when they are asked for."""
        self._connection = connection
        self._imported = imported_kinds(connection)
        rows = connection.cursor().execute(_NAMES).fetchall() if self._imported else []
        self._names = frozenset(key for (key,) in rows)

    @property
    def has_rows(self) -> bool:
        """Whether any ledger stands; where none does, there is nothing to ask for."""
        return bool(self._imported)

    def of(self, entities: Collection[str], physicians: Collection[str], contracts: Collection[str] = ()) -> Ledgers:
        """The standing rows that concern an entity and a physician, each by all the names it is known under.

        Names are compared letter by letter but for case, points and blanks: whoever calls has settled which names are
        one. A row counts that names one of `entities` on one side and one of `physicians` on the other, in whichever
        direction money went; of group practices, one that names either as the group; of opinions, one for the entity in
        general as well; of ties, all that lead on from either. `contracts` are file names and contract_ids: what a row
        says is paid under one of them counts whoever is named.
        """
        ours, theirs, references = (_keys(names) & self._names for names in (entities, physicians, contracts))
        found: dict[str, list[LedgerRow]] = {}
        for kind, row in _rows(self._connection, ours | theirs | references):
            kept = _laid_beside(kind, row, ours, theirs, references)
            if kept is not None and kind is not LedgerKind.OWNERSHIP_AND_FAMILY:
                found.setdefault(kind.value, []).append(kept)
        given: dict[str, Any] = {kind: tuple(rows) for kind, rows in found.items()}
        if LedgerKind.OWNERSHIP_AND_FAMILY in self._imported:
            given[LedgerKind.OWNERSHIP_AND_FAMILY.value] = _ties(self._connection, ours | theirs)
        return Ledgers(imported=self._imported, **given)


def of(
    connection: duckdb.DuckDBPyConnection,
    entities: Collection[str],
    physicians: Collection[str],
    contracts: Collection[str] = (),
) -> Ledgers:
    """As `LedgerBook.of`, for one relationship alone."""
    return LedgerBook(connection).of(entities, physicians, contracts)


def imported_kinds(connection: duckdb.DuckDBPyConnection) -> frozenset[LedgerKind]:
    """The ledgers of which any import stands."""
    found = connection.execute("select distinct kind from main.ledger_imports where status = 'standing'").fetchall()
    return frozenset(LedgerKind(kind) for (kind,) in found)


def pairs(connection: duckdb.DuckDBPyConnection) -> list[Pair]:
    """Every entity and physician that stand together in a row of payments, gifts, benefits, opinions or donations.

    Who pays is told as the entity: of a payment nothing says which of its two sides the physician is.
    """
    found: dict[Pair, None] = {}
    for kind, model in LEDGERS.items():
        if kind in _OF_GROUPS or kind is LedgerKind.OWNERSHIP_AND_FAMILY:
            continue
        entity, physician = model.sides
        rows = connection.execute(
            f"select distinct record ->> '{entity}' as entity, record ->> '{physician}' as physician "  # noqa: S608
            "from stored.standing_ledger_rows where kind = ? and physician is not null order by all",
            [kind.value],
        ).fetchall()
        found |= {Pair(*row): None for row in rows}
    return list(found)


def name_key(name: str) -> str:
    """A name without case, points and blanks, by which spellings of it are found; "" where it has no letter."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(re.findall(r"[^\W_]+", plain))


def names_in(row: LedgerRow) -> Iterable[str]:
    """What a row is found by: the names of its two sides, and the contract it refers to."""
    given = (getattr(row, field) for field in (*type(row).sides, "contract") if hasattr(row, field))
    return (name for name in given if name is not None)


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(name_key, names)))


def _rows(connection: duckdb.DuckDBPyConnection, keys: Collection[str]) -> list[tuple[LedgerKind, LedgerRow]]:
    if not keys:
        return []
    # A cursor, as contracts may be streaming from the connection itself.
    found = connection.cursor().execute(_OF_NAMES, {"keys": sorted(keys)}).fetchall()
    return [
        (LedgerKind(kind), _row(LEDGERS[LedgerKind(kind)], file_name, line, record))
        for kind, file_name, line, _, record in found
    ]


def _row(model: type[LedgerRow], file_name: str, line: int, record: str) -> LedgerRow:
    bare = model.model_validate_json(f'{{"file_name":"","line":{line},{record[1:]}')
    return bare.model_copy(update={"file_name": file_name})


def _laid_beside(
    kind: LedgerKind,
    row: LedgerRow,
    ours: Collection[str],
    theirs: Collection[str],
    references: Collection[str],
) -> LedgerRow | None:
    """The row if it concerns both sides, a payment with its direction; None if it does not."""
    first, second = (name_key(getattr(row, side) or "") for side in type(row).sides)
    contract = name_key(getattr(row, "contract", None) or "")
    if kind in _OF_GROUPS:
        return row if first in ours or first in theirs else None
    if isinstance(row, Payment):
        outward = first in ours and second in theirs
        inward = first in theirs and second in ours
        if outward or inward:
            return row.model_copy(update={"to_physician": outward})
        return row if contract and contract in references else None
    if contract and contract in references:
        return row
    return row if first in ours and (second in theirs or not second) else None


def _ties(connection: duckdb.DuckDBPyConnection, names: frozenset[str]) -> tuple[Tie, ...]:
    found: dict[tuple[str, int], Tie] = {}
    known, asked = set(names), set(names)
    for _ in range(_DEEPEST):
        new = [row for _, row in _rows(connection, asked) if isinstance(row, Tie)]
        found |= {(row.file_name, row.line): row for row in new}
        asked = set(_keys(chain.from_iterable(_both(new)))) - known
        known |= asked
    return tuple(found[place] for place in sorted(found))


def _both(ties: Sequence[Tie]) -> Iterable[tuple[str, str]]:
    return ((tie.person, tie.other) for tie in ties)
