"""The ledger rows that concern an entity and a physician, found by their names as they are written."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import duckdb

from models.ledger import LAID_BESIDE_CONTRACTS, LEDGERS, LedgerKind, Ledgers
from models.ledger_row import LedgerRow
from models.ledger_rows import Payment, Tie

_NAMES: Final = """
select distinct name_key from stored.ledger_names
where import_id not in (select import_id from stored.ledger_withdrawals)
"""
_OF_NAMES: Final = """
select name.name_key, import.kind, import_id, import.file_name, row.line, row.record
from stored.ledger_names as name
join stored.ledger_rows as row using (import_id, line)
join stored.ledger_imports as import using (import_id)
where name.name_key in ({keys}) and (name.alone or not {alone})
    and name.import_id not in (select import_id from stored.ledger_withdrawals)
order by import.kind, name.import_id, row.line
"""
_TIES: Final = "select import_id, file_name, line, record from stored.standing_ledger_rows where kind = ?"
_OF_GROUPS: Final = frozenset(
    {LedgerKind.GROUP_COLLECTIONS, LedgerKind.GROUP_PAY, LedgerKind.GROUP_SERVICES, LedgerKind.GROUP_ROSTER}
)
_DEEPEST: Final = 3
"""Ties followed from a name: to a member of the family, to what that one owns, and to what owns or is owned by it."""


class Pair(NamedTuple):
    """An entity and a physician that some row names together, as it writes them."""

    entity: str
    physician: str


class _Found(NamedTuple):
    """A row of an import, and the name that it was found by."""

    key: str
    kind: LedgerKind
    import_id: int
    row: LedgerRow


class LedgerBook:
    """The ledgers of a database as they stand, to be asked about many relationships one after the other."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Looks which ledgers there are and which names are in them; rows are fetched when they are asked for."""
        self._connection = connection
        self._imported = imported_kinds(connection)
        rows = connection.execute(_NAMES).fetchall() if self._imported else []
        self._names = frozenset(key for (key,) in rows)
        self._tied = _tied(connection) if LedgerKind.OWNERSHIP_AND_FAMILY in self._imported else {}
        self._any: dict[str, list[_Found]] = {}
        self._alone: dict[str, list[_Found]] = {}

    @property
    def has_rows(self) -> bool:
        """Whether any ledger stands; where none does, there is nothing to ask for."""
        return bool(self._imported)

    def look_up(self, entities: Collection[str], physicians_and_contracts: Collection[str]) -> None:
        """Have the rows of many relationships at hand, of which `of` is then asked one after the other.

        An entity stands in thousands of rows, of which a physician's are few: of an entity only those are fetched that
        concern it alone, as a group practice's do.
        """
        ours, theirs = (_keys(names) & self._names for names in (entities, physicians_and_contracts))
        self._any = {key: [] for key in theirs}
        self._alone = {key: [] for key in ours}
        for row in _rows(self._connection, theirs):
            self._any[row.key].append(row)
        for row in _rows(self._connection, ours, alone=True):
            self._alone[row.key].append(row)

    def of(self, entities: Collection[str], physicians: Collection[str], contracts: Collection[str] = ()) -> Ledgers:
        """The standing rows that concern an entity and a physician, each by all the names it is known under.

        Names are compared letter by letter but for case, points and blanks: whoever calls has settled which names are
        one. A row counts that names one of `entities` on one side and one of `physicians` on the other, in whichever
        direction money went; of group practices, one that names either as the group; of opinions, one for the entity in
        general as well; of ties, all that lead on from either. `contracts` are file names and contract_ids: what a row
        says is paid under one of them counts whoever is named.
        """
        ours, theirs, references = (_keys(names) & self._names for names in (entities, physicians, contracts))
        if not (theirs | references <= self._any.keys() and ours <= self._alone.keys()):
            self.look_up(entities, (*physicians, *contracts))
        at_hand = [*(self._any[key] for key in theirs | references), *(self._alone[key] for key in ours)]
        distinct = {(row.import_id, row.row.line): row for rows in at_hand for row in rows}
        found: dict[str, list[LedgerRow]] = {}
        for _, one in sorted(distinct.items()):
            kept = _laid_beside(one.kind, one.row, ours, theirs, references)
            if kept is not None and one.kind is not LedgerKind.OWNERSHIP_AND_FAMILY:
                found.setdefault(one.kind.value, []).append(kept)
        given: dict[str, Any] = {kind: tuple(rows) for kind, rows in found.items()}
        if LedgerKind.OWNERSHIP_AND_FAMILY in self._imported:
            given[LedgerKind.OWNERSHIP_AND_FAMILY.value] = _ties(self._tied, ours | theirs)
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
        if kind in _OF_GROUPS or kind is LedgerKind.OWNERSHIP_AND_FAMILY or kind not in LAID_BESIDE_CONTRACTS:
            continue
        entity, physician = model.sides
        rows = connection.execute(
            f"select distinct record ->> '{entity}' as entity, record ->> '{physician}' as physician "  # noqa: S608
            "from stored.standing_ledger_rows where kind = ? and physician is not null order by all",
            [kind.value],
        ).fetchall()
        found |= {Pair(*row): None for row in rows}
    return list(found)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name without case, points and blanks, by which spellings of it are found; "" where it has no letter."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(re.findall(r"[^\W_]+", plain))


def found_by(kind: LedgerKind, row: LedgerRow) -> Iterable[tuple[str, bool]]:
    """The keys that a row is found by, those of its two sides and of its contract, and whether by that one alone."""
    if kind not in LAID_BESIDE_CONTRACTS:
        return ()
    first, second = (getattr(row, side) for side in type(row).sides)
    is_alone = kind in _OF_GROUPS or second is None
    given = ((first, is_alone), (second, False), (getattr(row, "contract", None), False))
    return ((key, alone) for name, alone in given if name is not None and (key := name_key(name)))


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(name_key, names)))


def _rows(connection: duckdb.DuckDBPyConnection, keys: Collection[str], *, alone: bool = False) -> list[_Found]:
    """The rows with any of these names; with `alone`, those that concern whoever bears it alone."""
    if not keys:
        return []
    marks = ", ".join("?" for _ in keys)
    found = connection.execute(_OF_NAMES.format(keys=marks, alone=str(alone).lower()), sorted(keys))
    return [
        _Found(key, LedgerKind(kind), import_id, _row(LEDGERS[LedgerKind(kind)], file_name, line, record))
        for key, kind, import_id, file_name, line, record in found.fetchall()
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


def _tied(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[int, Tie]]]:
    """Every standing tie by the names in it, with its import; there are few of them in all."""
    by_name: dict[str, list[tuple[int, Tie]]] = defaultdict(list)
    found = connection.execute(_TIES, [LedgerKind.OWNERSHIP_AND_FAMILY.value]).fetchall()
    for import_id, file_name, line, record in found:
        tie = _row(Tie, file_name, line, record)
        if isinstance(tie, Tie):
            for key in _keys((tie.person, tie.other)):
                by_name[key].append((import_id, tie))
    return by_name


def _ties(tied: Mapping[str, Sequence[tuple[int, Tie]]], names: Collection[str]) -> tuple[Tie, ...]:
    """The ties that lead on from some names, a few steps far."""
    found: dict[tuple[int, int], Tie] = {}
    known, asked = set(names), set(names)
    for _ in range(_DEEPEST):
        new = [(import_id, tie) for key in asked for import_id, tie in tied.get(key, ())]
        found |= {(import_id, tie.line): tie for import_id, tie in new}
        asked = set(_keys(name for _, tie in new for name in (tie.person, tie.other))) - known
        known |= asked
    return tuple(found[place] for place in sorted(found))
