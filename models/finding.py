"""Verdicts of checks, and the findings that people act on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.base import Frozen
from models.evidence import Evidence


class Outcome(StrEnum):
    """What a check says of a contract. UNDETERMINED is doubt, and never counts as CLEAR."""

    CLEAR = "clear"
    FLAGGED = "flagged"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    """ERROR: an exception's requirement fails; WARNING: a person must decide; NOTICE: worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class FindingStatus(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    WAIVED = "waived"
    RESOLVED = "resolved"


class Verdict(Frozen):
    """A check's answer about one subject (a party, a component, the term) of one contract.

    `subject` tells two findings of one check apart and stays the same from run to run ("" for the whole contract).
    `wanting` names what is missing or in doubt as a noun phrase ("the missing signature of …"). `leaves_open` marks a
    verdict that makes no finding, but for want of a fact and not because all is well: the element stays undetermined.
    `contract_id` is told where a whole relationship was looked at: the contract it is about, None for no one contract.
    `first_day` and `last_day` are those in which the fault is there, both counted, where the rule can tell them: None
    leaves it at the first and the last day of the arrangement.
    """

    outcome: Outcome
    message: str
    subject: str = ""
    wanting: str = ""
    leaves_open: bool = False
    evidence: Evidence | None = None
    confidence: float = 1.0
    contract_id: str | None = None
    first_day: date | None = None
    last_day: date | None = None

    def __init__(  # noqa: PLR0913
        self,
        *,
        outcome: Outcome,
        message: str,
        subject: str = "",
        wanting: str = "",
        leaves_open: bool = False,
        evidence: Evidence | None = None,
        confidence: float = 1.0,
        contract_id: str | None = None,
        first_day: date | None = None,
        last_day: date | None = None,
    ) -> None:
        """Take the values as they are: only rules make verdicts, dozens for each contract, and types are checked."""
        self._hold(
            {
                "outcome": outcome,
                "message": message,
                "subject": subject,
                "wanting": wanting,
                "leaves_open": leaves_open,
                "evidence": evidence,
                "confidence": confidence,
                "contract_id": contract_id,
                "first_day": first_day,
                "last_day": last_day,
            }
        )


class Finding(Frozen):
    """One row people act on. `finding_id` is the same in every run for the same fact; `as_of` is the day looked at.

    `relationship_id` is told where a whole relationship was looked at. It alone is told of what no one contract shows.
    """

    finding_id: str
    contract_id: str | None
    relationship_id: str | None = None
    check_code: str
    check_name: str
    severity: Severity
    citation: str
    message: str
    remedy: str
    as_of: date
    evidence: Evidence | None = None
    confidence: float
