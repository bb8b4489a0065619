"""What a reviewer decides on a finding: signed, with a reason, and not for ever."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from models.base import Frozen
from models.errors import RefusedError
from models.finding import FindingStatus


class DispositionKind(StrEnum):
    """ACCEPTED: right, and lived with; FALSE_POSITIVE: wrong; REMEDIED: put right, which no paper read so far shows."""

    ACCEPTED = "accepted"
    FALSE_POSITIVE = "false_positive"
    REMEDIED = "remedied"


class DispositionStatus(StrEnum):
    """STANDING: it covers its finding; EXPIRED: its last day is over; OUTDATED: the finding is another than it was."""

    STANDING = "standing"
    EXPIRED = "expired"
    OUTDATED = "outdated"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class DispositionRefusedError(RefusedError):
    """A disposition that cannot be taken; the message says why. `candidates` are the findings that may be meant."""


class FindingNotStoredError(DispositionRefusedError):
    """The database knows no finding of that name."""

    names_nothing_stored = True


class DispositionRequest(Frozen):
    """What a person asks: `disposition` of a `finding`, called by its id or how that begins; None to take one back.

    `until` is the last day on which it holds; `day` is the day of asking.
    """

    finding: str
    disposition: DispositionKind | None = None
    reason: str
    person: str
    until: date | None = None
    day: date


class Disposition(Frozen):
    """One disposition as recorded, `decided_at` in UTC.

    What stands from `check_name` on is the finding as it was then. One on a relationship as a whole has no contract.
    """

    disposition_id: int
    finding_id: str
    contract_id: str | None
    document_id: str | None
    relationship_id: str | None = None
    disposition: DispositionKind
    reason: str
    decided_by: str
    decided_at: datetime
    until: date | None
    check_name: str
    severity: str
    citation: str
    message: str
    quote: str | None
    as_of: date


class DispositionDone(Frozen):
    """What was recorded (or taken back, if `withdrawn`), how the finding stands now, and the entry in the audit log."""

    disposition: Disposition
    withdrawn: bool = False
    file_name: str
    finding_status: FindingStatus
    entry: int
