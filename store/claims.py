"""The lines of claims into their table: whole columns at a time, as row by row would take an hour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from models.claims import Claim, ClaimColumns
from models.ledger_row import LedgerRow
from store.encodable_text import encodable

_AT_ONCE: Final = 100_000
_BETWEEN: Final = "\x1e"
"""Parts the cells of a column; a record separator in a cell itself becomes a blank."""
_TYPES: Final = {"service_on": "date", "paid": "decimal(18, 2)"}


def insert(connection: duckdb.DuckDBPyConnection, import_id: int, given: ClaimColumns) -> None:
    """Add the lines of a file under an import. Call it inside a transaction."""
    columns = given.columns
    picked = ", ".join(f"cast(nullif({name}, '') as {_TYPES.get(name, 'varchar')})" for name in columns)
    unnested = ", ".join(f"unnest(string_split(?, chr(30))) as {name}" for name in columns)
    statement = (
        f"insert into stored.claims (import_id, line, {', '.join(columns)}) "  # noqa: S608
        f"select {import_id:d}, cast(line as integer), {picked} "
        f"from (select unnest(string_split(?, chr(30))) as line, {unnested})"
    )
    for start in range(0, len(given.lines), _AT_ONCE):
        end = start + _AT_ONCE
        parameters = [_joined(cells[start:end]) for cells in columns.values()]
        connection.execute(statement, [_BETWEEN.join(map(str, given.lines[start:end])), *parameters])


def _joined(cells: tuple[str | None, ...]) -> str:
    if any(cell is not None and _BETWEEN in cell for cell in cells):
        cells = tuple(cell and cell.replace(_BETWEEN, " ") for cell in cells)
    return encodable(_BETWEEN.join(cell or "" for cell in cells))


def by_columns(rows: Sequence[LedgerRow]) -> ClaimColumns:
    """Lines of claims that were read row by row, by columns."""
    written = [row.model_dump(mode="json") for row in rows]
    names = [name for name in Claim.model_fields if name not in LedgerRow.model_fields]
    return ClaimColumns(
        lines=tuple(row.line for row in rows),
        columns={name: tuple(row[name] for row in written) for name in names},
    )
