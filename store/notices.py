"""What has still to be told of the findings in the published file, and the account of what was told."""

from __future__ import annotations

import hashlib
from typing import Final

import duckdb

from models.database import Database
from models.errors import StoreError
from models.finding import Severity
from models.notice import Channel, Notice, NoticeItem
from store import bulk
from store.clock import utc_now
from store.opening import reading
from store.snapshot import first_line

_FIELDS: Final = tuple(NoticeItem.model_fields)
_GRAVITY: Final = "['error', 'warning', 'notice']"
_UNTOLD: Final = f"""
select {", ".join(_FIELDS)} from stored.untold
where channel = $channel
    and (
        severity_before is not null
        or list_position({_GRAVITY}, severity) <= list_position({_GRAVITY}, $at_least)
    )
order by change = 'resolved', list_position({_GRAVITY}, severity), file_name, check_name, finding_id
"""  # noqa: S608
_NEWEST_RUN: Final = "select run_id, as_of from stored.runs order by run_id desc limit 1"
_LAST_TOLD: Final = "select max(told_at) from stored.notices where channel = ?"
_COLUMNS: Final = {
    **dict.fromkeys(("notice_id", "channel", "finding_id", "change", "state", "severity", "run_id"), "VARCHAR"),
    "told_at": "TIMESTAMP",
}


def untold(database: Database, channel: Channel, at_least: Severity, *, with_quotes: bool = False) -> Notice | None:
    """The notice that is due on a channel, or None when nothing is.

    Findings less grave than `at_least` are no news, but what becomes of one that was told always is. Raises StoreError
    when the file is missing, not ours, or older than notices are.
    """
    with reading(database) as connection:
        if not connection.execute("select 1 from duckdb_views() where view_name = 'untold'").fetchone():
            raise StoreError(
                f"{database} was last written by an older starkcheck; there are no notices in it. "
                f"`starkcheck check --db {database}` brings it up to date."
            )
        try:
            rows = connection.execute(_UNTOLD, {"channel": channel, "at_least": at_least}).fetchall()
            newest = connection.execute(_NEWEST_RUN).fetchone()
            before = connection.execute(_LAST_TOLD, [channel]).fetchone()
        except duckdb.Error as error:
            raise StoreError(f"What is to be told cannot be read: {first_line(error)}") from error
    if not rows or newest is None:
        return None
    items = tuple(NoticeItem.model_validate(dict(zip(_FIELDS, row, strict=True))) for row in rows)
    if not with_quotes:
        items = tuple(item.model_copy(update={"quote": None}) for item in items)
    identity = _identity(channel, items, str(before and before[0]))
    return Notice(notice_id=identity, channel=channel, run_id=newest[0], as_of=newest[1], items=items)


def record(connection: duckdb.DuckDBPyConnection, notice: Notice) -> None:
    """Note that a notice was told; once more makes no difference. Call it inside a transaction."""
    known = connection.execute(
        "select 1 from stored.notices where notice_id = ? and run_id = ? limit 1", [notice.notice_id, notice.run_id]
    ).fetchone()
    if known is not None:
        return
    now = utc_now().isoformat()
    rows = (
        (notice.notice_id, notice.channel, item.finding_id, item.change, item.state, item.severity, notice.run_id, now)
        for item in notice.items
    )
    bulk.insert(connection, "stored.notices", _COLUMNS, rows)


def _identity(channel: Channel, items: tuple[NoticeItem, ...], last_told: str) -> str:
    """The same for the same news, so that a notice sent again after an interruption is known for the one it was.

    News that is the same again, after others were told, is another notice.
    """
    said = "\n".join(sorted(f"{item.finding_id} {item.change} {item.state}" for item in items))
    return hashlib.sha256(f"{channel}\n{last_told}\n{said}".encode()).hexdigest()[:16]
