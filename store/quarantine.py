"""The files that could not be read, whichever kind of store they are in."""

from __future__ import annotations

from models.base import Frozen
from models.database import Database
from store.opening import reading


class Quarantined(Frozen):
    """How many files could not be read for one reason, with the first of them."""

    error_code: str
    count: int
    example: str
    message: str


def quarantined(database: Database) -> tuple[Quarantined, ...]:
    """The files that could not be read, by reason, the most frequent first. Raises StoreError."""
    with reading(database) as connection:
        rows = connection.execute(
            "select coalesce(error_code, 'unknown'), count(*), min(path), coalesce(arg_min(error_message, path), '') "
            "from documents where status = 'quarantined' and superseded_by is null group by 1 order by 2 desc, 1"
        ).fetchall()
    return tuple(
        Quarantined(error_code=code, count=count, example=example, message=message)
        for code, count, example, message in rows
    )
