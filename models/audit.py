"""The audit log: what people and runs did to a database, each entry holding the hash of the one before."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from models.base import Frozen

ROOT_HASH = "0" * 64
"""What the first entry holds in place of the hash of an entry before it."""


class AuditAction(StrEnum):
    """What was done. LOG_INTERRUPTED is no one's act: the database lacks entries that had been handed out before."""

    RUN_BEGUN = "run_begun"
    RUN_FINISHED = "run_finished"
    CORRECTION = "correction"
    CORRECTION_WITHDRAWN = "correction_withdrawn"
    DISPOSITION = "disposition"
    DISPOSITION_WITHDRAWN = "disposition_withdrawn"
    CONFIRMATION = "confirmation"
    CONFIRMATION_WITHDRAWN = "confirmation_withdrawn"
    LEDGER_IMPORTED = "ledger_imported"
    LEDGER_WITHDRAWN = "ledger_withdrawn"
    RELATIONSHIP_JOINED = "relationship_joined"
    RELATIONSHIP_PARTED = "relationship_parted"
    RELATIONSHIP_WITHDRAWN = "relationship_withdrawn"
    LOG_INTERRUPTED = "log_interrupted"


class AuditEntry(Frozen):
    """One entry. `recorded_at` is in UTC; `actor` is the person named, `account` the one that ran the program.

    `details` is JSON in the canonical form of RFC 8785, and `hash` the SHA-256 of all else in that form.
    """

    number: int
    recorded_at: datetime
    actor: str
    account: str
    action: str
    subject: str
    details: str
    previous_hash: str
    hash: str


class AuditHead(Frozen):
    """The newest entry of a log, by which a later look can tell that none after it was taken away."""

    number: int
    hash: str


class AuditFault(Frozen):
    """Why a log is not whole, in a sentence; `number` is the first broken entry, or the first that is missing."""

    number: int
    reason: str


class AuditReport(Frozen):
    """What proving a log came to: how many entries it has, its head (None: it has none), and its fault, if any.

    `noted` is the entry whose hash a person had noted, when one was given and found.
    """

    entries: int
    head: AuditHead | None
    fault: AuditFault | None = None
    noted: int | None = None
