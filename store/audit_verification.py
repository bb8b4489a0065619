"""Proving that an audit log is whole: nothing in it changed, missing, put elsewhere or cut off at its end."""

from __future__ import annotations

import json
from typing import Final

import duckdb

from models.audit import ROOT_HASH, AuditEntry, AuditFault, AuditHead, AuditReport
from models.database import Database
from models.errors import StoreError
from store import audit
from store.audit_subjects import CARRIED_OVER, KEPT, rows_of, subject_of
from store.noted_head import NotedHead
from store.opening import home_of, reading
from store.schema_version import FIRST_WITH_A_LOG
from store.snapshot import first_line

LEAST_DIGITS: Final = 16
"""So many hexadecimal digits of a noted hash are enough."""


def verify(database: Database, noted: str | None = None) -> AuditReport:
    """Go through the log of the published file from its first entry on, and stop at the first that is broken.

    The log must reach the heads that are kept apart: the one published with the file, the one in the writer's private
    folder where that can be read, and `noted`, a hash of 16 digits or more that a person kept. What people decided
    and corrected must be in the database as the log has it. Raises StoreError when the file is missing, not ours, or
    older than the log is.
    """
    handed_out = NotedHead(
        home_of(database).own_folder
    ).noted()  # Before the file is opened: a run may publish meanwhile.
    with reading(database) as connection:
        row = connection.execute(
            "select 1 from stored.schema_versions where version >= ?", [FIRST_WITH_A_LOG]
        ).fetchone()
        if row is None:
            raise StoreError(f"{database} was last written by an older starkcheck; there is no audit log in it.")
        try:
            return _proved(connection, handed_out, noted.strip().casefold() if noted else None)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            fault = AuditFault(number=1, reason=f"A table that it needs is gone or another: {first_line(error)}")
            return AuditReport(entries=0, head=None, fault=fault)


def _proved(connection: duckdb.DuckDBPyConnection, handed_out: AuditHead | None, noted: str | None) -> AuditReport:
    published = _published_head(connection)
    recorded: dict[str, AuditEntry] = {}
    number, last, noted_at = 0, ROOT_HASH, None
    for entry in audit.entries(connection):
        reason = _fault_of(entry, number + 1, last)
        if reason is not None:
            return AuditReport(entries=number, head=None, fault=AuditFault(number=number + 1, reason=reason))
        number, last = entry.number, entry.hash
        if noted is not None and entry.hash.startswith(noted):
            noted_at = number
        recorded[f"{entry.action} {entry.subject}"] = entry
        for apart, where in ((published, "was published with the file"), (handed_out, "was handed out before")):
            if apart is not None and apart.number == number and apart.hash != last:
                reason = f"It has another hash than the entry {number} that {where}: the log was written anew."
                return AuditReport(entries=number, head=None, fault=AuditFault(number=number, reason=reason))
    report = AuditReport(entries=number, head=AuditHead(number=number, hash=last) if number else None, noted=noted_at)
    fault = (
        _cut_off(report, published, handed_out) or _not_noted(report, noted) or _unlike(connection, recorded, number)
    )
    return report.model_copy(update={"fault": fault})


def _fault_of(entry: AuditEntry, number: int, last: str) -> str | None:
    if entry.number != number:
        return f"There is no entry {number}; the next is {entry.number}."
    if entry.previous_hash != last:
        return "It does not follow from the entry before it, as that stands now."
    try:
        is_as_hashed = audit.hash_of(entry) == entry.hash
        is_canonical = audit.canonical(json.loads(entry.details)) == entry.details
    except (ValueError, AttributeError):
        return "Its details are no JSON."
    return None if is_as_hashed and is_canonical else "What it says is not what its hash was taken of: it was changed."


def _cut_off(report: AuditReport, *apart: AuditHead | None) -> AuditFault | None:
    longest = max((head for head in apart if head is not None), key=lambda head: head.number, default=None)
    if longest is None or longest.number <= report.entries:
        return None
    reason = (
        f"The log ends at entry {report.entries}, but entry {longest.number} was handed out before: entries are "
        "missing, or an earlier copy of the database was put in its place."
    )
    return AuditFault(number=report.entries + 1, reason=reason)


def _not_noted(report: AuditReport, noted: str | None) -> AuditFault | None:
    if noted is None or report.noted is not None:
        return None
    reason = f"No entry has the hash {noted}: entries are missing, or the log was written anew."
    return AuditFault(number=report.entries + 1, reason=reason)


def _unlike(connection: duckdb.DuckDBPyConnection, recorded: dict[str, AuditEntry], entries: int) -> AuditFault | None:
    """The first entry whose row in the database says something else, or the first row that no entry is about."""
    faults: list[AuditFault] = []
    for kept in KEPT:
        rows = rows_of(connection, kept)
        of_kind = {entry.subject: entry for entry in recorded.values() if entry.action == kept.action}
        for key, row in rows.items():
            subject = subject_of(kept, key)
            entry = of_kind.pop(subject, None)
            if entry is None:
                reason = f"The database has a {kept.action.value} of {subject} that no entry is about."
                faults.append(AuditFault(number=entries + 1, reason=reason))
            elif not _says_the_same(entry, row):
                reason = f"It records {subject} otherwise than the database has it: that was changed."
                faults.append(AuditFault(number=entry.number, reason=reason))
        for entry in of_kind.values():
            reason = f"It records {entry.subject}, which the database has no more."
            faults.append(AuditFault(number=entry.number, reason=reason))
    return min(faults, key=lambda fault: fault.number, default=None)


def _says_the_same(entry: AuditEntry, row: dict[str, object]) -> bool:
    said = {name: value for name, value in json.loads(entry.details).items() if name != CARRIED_OVER}
    return bool(audit.canonical(said) == audit.canonical({name: row.get(name) for name in said}))


def _published_head(connection: duckdb.DuckDBPyConnection) -> AuditHead | None:
    row = connection.execute("select audit_number, audit_hash from stored.publication").fetchone()
    return AuditHead(number=row[0], hash=row[1]) if row is not None and row[0] is not None else None
