"""The findings of one run, as rows for people: on the terminal and on Prefect's pages."""

from __future__ import annotations

from models.database import Database
from models.finding import FindingStatus
from reports.plain_text import visible
from store.query import Table, findings

ARTIFACT_ROWS = 1000
"""Prefect keeps an artifact in one row of its database; more than this is better asked with SQL."""

# Quotes stay out: Prefect's database is not the place for a contract's words.
_ARTIFACT_COLUMNS = ("severity", "check_name", "file_name", "page", "message", "citation", "contract_id")


def findings_of_run(database: Database, run_id: str, status: FindingStatus = FindingStatus.OPEN) -> Table:
    """The findings that the run saw and that stand so, the gravest first. Raises StoreError."""
    everything = findings(database, status=status)
    position = everything.columns.index("last_seen_run")
    return Table(columns=everything.columns, rows=tuple(row for row in everything.rows if row[position] == run_id))


def artifact_rows(database: Database, run_id: str) -> list[dict[str, str]]:
    """The run's findings in the shape that Prefect's table artifact wants. Raises StoreError."""
    table = findings_of_run(database, run_id)
    positions = {name: table.columns.index(name) for name in _ARTIFACT_COLUMNS}
    return [
        {name: "" if row[position] is None else visible(str(row[position])) for name, position in positions.items()}
        for row in table.rows[:ARTIFACT_ROWS]
    ]
