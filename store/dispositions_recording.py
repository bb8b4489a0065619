"""Recording a disposition and taking one back, each with its entry in the audit log."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final

import duckdb

from models.audit import AuditAction
from models.disposition import (
    Disposition,
    DispositionDone,
    DispositionKind,
    DispositionRefusedError,
    DispositionRequest,
    FindingNotStoredError,
)
from store import dispositions
from store.audit_subjects import record_row
from store.clock import utc_now
from store.encodable_text import encodable
from store.said import said

LEAST_DIGITS: Final = 6
"""So many hexadecimal digits of a finding's id are enough, if they are those of no other."""
DAYS_FOR_THE_PAPERS: Final = 90
"""What is remedied is to show in the papers within so many days, unless the reviewer names another day."""

_CANDIDATES: Final = 10


def dispose(connection: duckdb.DuckDBPyConnection, request: DispositionRequest) -> DispositionDone:
    """Record what a person decides on a finding. Call it inside a transaction.

    Raises DispositionRefusedError when it is not plain which finding is meant, when nobody or nothing is named, and
    when `until` lies before the day on which the finding was last looked at.
    """
    if request.disposition is None:
        raise DispositionRefusedError("Say what is decided with --as.")
    reason, person = _said(request)
    finding = _finding_named(connection, request.finding)
    looked_at: date = finding["as_of"]
    if request.until is not None and request.until < looked_at:
        raise DispositionRefusedError(
            f"The contract was last looked at on {looked_at}, and --until {request.until} lies before that: it would "
            "never stand."
        )
    disposition = dispositions.add(
        connection,
        Disposition(
            disposition_id=0,
            finding_id=finding["finding_id"],
            contract_id=finding["contract_id"],
            document_id=finding["document_id"],
            relationship_id=finding.get("relationship_id"),
            disposition=request.disposition,
            reason=reason,
            decided_by=person,
            decided_at=utc_now(),
            until=request.until or _last_day(request, looked_at),
            check_name=finding["check_name"],
            severity=finding["severity"],
            citation=finding["citation"],
            message=finding["message"],
            quote=finding["quote"],
            as_of=looked_at,
        ),
    )
    entry = record_row(connection, AuditAction.DISPOSITION, disposition.disposition_id)
    return _done(connection, disposition, entry)


def withdraw(connection: duckdb.DuckDBPyConnection, request: DispositionRequest) -> DispositionDone:
    """Take back the newest disposition of a finding; the one before it holds again, if there is one.

    Call it inside a transaction. Raises DispositionRefusedError when there is none, or several findings may be meant.
    """
    reason, person = _said(request)
    finding = _finding_named(connection, request.finding)
    disposition = dispositions.latest(connection, finding["finding_id"])
    if disposition is None:
        raise DispositionRefusedError(
            f"There is no disposition of {_told(finding)}. starkcheck dispositions lists those there are."
        )
    dispositions.withdraw(connection, disposition.disposition_id, reason, person)
    entry = record_row(connection, AuditAction.DISPOSITION_WITHDRAWN, disposition.disposition_id)
    return _done(connection, disposition, entry, withdrawn=True)


def _done(
    connection: duckdb.DuckDBPyConnection, disposition: Disposition, entry: int, withdrawn: bool = False
) -> DispositionDone:
    row = connection.execute(
        "select file_name, status from main.findings where finding_id = ?", [disposition.finding_id]
    ).fetchone()
    assert row is not None
    return DispositionDone(
        disposition=disposition, withdrawn=withdrawn, file_name=row[0] or "", finding_status=row[1], entry=entry
    )


def _last_day(request: DispositionRequest, looked_at: date) -> date | None:
    """The last day of a disposition that names none: only what the papers do not show must not be taken on trust."""
    if request.disposition is not DispositionKind.REMEDIED:
        return None
    return max(request.day, looked_at) + timedelta(days=DAYS_FOR_THE_PAPERS)


def _finding_named(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, Any]:
    """The one finding with that id, or whose id begins so. Raises DispositionRefusedError."""
    wanted = encodable(name).strip()
    found = connection.execute(
        "select finding.*, document.file_name from stored.findings as finding "
        "left join stored.documents as document using (document_id) "
        "where finding_id = $name or starts_with(finding_id, lower($name)) "
        "order by finding_id <> $name, file_name, finding_id limit $most",
        {"name": wanted, "most": _CANDIDATES},
    )
    names = [column[0] for column in found.description or ()]
    findings = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    if findings and findings[0]["finding_id"] == wanted:
        return findings[0]
    if not re.fullmatch(rf"[0-9a-fA-F]{{{LEAST_DIGITS},}}", wanted):
        raise DispositionRefusedError(
            f"{name!r} is no finding. Give its finding_id, or at least {LEAST_DIGITS} of its hexadecimal digits from "
            "the first on; starkcheck findings prints them."
        )
    if not findings:
        raise FindingNotStoredError(f"There is no finding {wanted} in the database. starkcheck findings prints them.")
    if len(findings) > 1:
        raise DispositionRefusedError(
            f"Several findings begin with {wanted}. Give more of its digits.", [_told(each) for each in findings]
        )
    return findings[0]


def _told(finding: dict[str, Any]) -> str:
    where = f" in {finding['file_name']}" if finding["file_name"] else ""
    return f"{finding['finding_id']}  {finding['check_name']}{where}"


def _said(request: DispositionRequest) -> tuple[str, str]:
    """The reason and the person, each on one line. Raises DispositionRefusedError when either is empty."""
    return said(
        request.reason,
        request.person,
        refuse=DispositionRefusedError,
        reader="whoever reads the finding",
        act="decides this",
    )
