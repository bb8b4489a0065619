"""What a person says against the reading of a contract, and a contract with it taken in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.base import Frozen
from models.contract import Contract
from models.errors import RefusedError


class Part(StrEnum):
    """What a corrected value belongs to: the contract itself, or one of its parties, signatures or components."""

    CONTRACT = "contract"
    PARTIES = "parties"
    SIGNATURES = "signatures"
    COMPENSATION = "compensation"


class CorrectionStatus(StrEnum):
    """APPLIED: what the database shows; SUPERSEDED by a later one; ORPHANED: its contract is read no more."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ORPHANED = "orphaned"


class CorrectionRefusedError(RefusedError):
    """A correction that cannot be taken; the message says why. `candidates` are the names that would do."""


class NotStoredError(CorrectionRefusedError):
    """The database knows no file or contract of that name."""

    names_nothing_stored = True


class ContractReference(Frozen):
    """What a person calls a contract: its id, or a file by name, path or SHA-256, with a page where several share it.

    `path` is the absolute one, and `document_id` the SHA-256 of the bytes that lie there now, None when none do.
    """

    name: str
    path: str
    document_id: str | None = None
    page: int | None = None


class CorrectionRequest(Frozen):
    """What a person asks: the right `value` of a `field`, as text; None when the contract leaves it open.

    `references` are the readings of one name, the likeliest first. `item` names a party, signature or component,
    `page` (1-based, of the file) says where the value stands.
    """

    references: tuple[ContractReference, ...]
    field: str
    value: str | None = None
    item: str | None = None
    page: int | None = None
    reason: str
    person: str


class Correction(Frozen):
    """One correction as recorded. `field` is a column of a view ("term_months", "signatures.status").

    `subject` names the party, signature or component as the reading did, None for the contract's own fields. Values are
    text as the `facts` view prints them, None for unknown. `corrected_at` is in UTC.
    """

    correction_id: int
    document_id: str
    contract_id: str
    first_page: int
    field: str
    subject: str | None = None
    value_before: str | None = None
    value: str | None = None
    page: int | None = Field(default=None, ge=1)
    reason: str
    corrected_by: str
    corrected_at: datetime


class Effect(Frozen):
    """A column that shows another value than was read, by a correction of its own or because it follows from one.

    `position` counts the rows of `part` from 1 in reading order, and is 0 for the contract's own columns.
    """

    correction_id: int
    part: Part
    position: int
    column: str
    value_read: str | None
    follows: bool = False


class CorrectedContract(Frozen):
    """A contract as it was `read`, and as it stands with the corrections that apply to it."""

    read: Contract
    contract: Contract
    effects: tuple[Effect, ...] = ()

    def columns(self, part: Part, position: int = 0) -> list[str]:
        """The columns of a row that corrections have changed, in alphabetical order."""
        return sorted({effect.column for effect in self.effects if (effect.part, effect.position) == (part, position)})

    def correction_of(self, column: str) -> int | None:
        """The correction that one of the contract's own columns rests on, if any."""
        return next(
            (one.correction_id for one in self.effects if one.part is Part.CONTRACT and one.column == column), None
        )


class CorrectionDone(Frozen):
    """What was recorded (or taken back, if `withdrawn`), and the contract before and after; None when it is gone."""

    correction: Correction
    withdrawn: bool = False
    file_name: str
    before: CorrectedContract | None = None
    after: CorrectedContract | None = None
