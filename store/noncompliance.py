"""The days without an exception, as the last check of each contract and relationship said."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import duckdb

from store import bulk

_COLUMNS: Final = {
    "finding_id": "VARCHAR",
    "contract_id": "VARCHAR",
    "relationship_id": "VARCHAR",
    "certainty": "VARCHAR",
    "first_day": "DATE",
    "last_day": "DATE",
    "exception": "VARCHAR",
    "element": "VARCHAR",
    "because": "VARCHAR",
}


def record(
    connection: duckdb.DuckDBPyConnection,
    contract_ids: Collection[str],
    relationship_ids: Collection[str],
    encoded: Collection[str],
) -> None:
    """Make these rows, as JSON, all that is said of these contracts and relationships.

    Call it inside a transaction.
    """
    connection.execute(
        f"delete from stored.noncompliance where contract_id in ({bulk.LISTED}) "  # noqa: S608
        f"or (contract_id is null and relationship_id in ({bulk.LISTED}))",
        [bulk.listed(contract_ids), bulk.listed(relationship_ids)],
    )
    if encoded:
        bulk.insert_json(connection, "stored.noncompliance", _COLUMNS, encoded)
