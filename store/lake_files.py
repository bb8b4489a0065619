"""Few files in a lake: every transaction leaves some small ones, which are put together into larger."""

from __future__ import annotations

from typing import Final

import duckdb

from models.errors import StoreError
from store.lake_connection import NAME
from store.lake_leftovers import remove_leftovers
from store.snapshot import first_line

MANY: Final = 200
"""Files beyond those that the last time left: fewer are not worth the work."""
_KEPT_DAYS: Final = 7
"""So long may a reader that has begun go on, and so long can an earlier state be looked at."""


def keep_few(connection: duckdb.DuckDBPyConnection, schema_name: str, *, many: int = MANY) -> bool:
    """Put small files together where there are many, and write those anew that are mostly deleted rows.

    Let go of states older than a week with the files that only they needed, and of files that no state came to need.
    Says whether it did. What the tables hold, and so the audit log with all it says, is as it was. Nobody else may
    write meanwhile. Raises StoreError.
    """
    try:
        row = connection.execute("select sum(file_count) from ducklake_table_info(?)", [NAME]).fetchone()
        if row is None or int(row[0] or 0) < many:
            return False
        since = f"older_than => now() - interval {_KEPT_DAYS} days"
        connection.execute(f"call ducklake_expire_snapshots('{NAME}', {since})")
        connection.execute(f"call ducklake_rewrite_data_files('{NAME}', delete_threshold => 0.3)")
        connection.execute(f"call ducklake_merge_adjacent_files('{NAME}')")
        connection.execute(f"call ducklake_cleanup_old_files('{NAME}', {since})")
        remove_leftovers(connection, schema_name)
    except duckdb.Error as error:
        raise StoreError(f"The lake's files cannot be put together: {first_line(error)}") from error
    return True
