"""What a person confirms of an element that no rule decides: signed, with a reason, for certain days."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from models.base import Frozen
from models.correction import ContractReference
from models.errors import RefusedError


class ConfirmationStatus(StrEnum):
    """STANDING: it counts; EXPIRED: its last day is over; OUTDATED: what it confirmed is another than it was."""

    STANDING = "standing"
    EXPIRED = "expired"
    OUTDATED = "outdated"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ConfirmationRefusedError(RefusedError):
    """A confirmation that cannot be taken; the message says why. `candidates` are the elements that may be meant."""


class ArrangementNotStoredError(ConfirmationRefusedError):
    """No contract in the database stands for an arrangement of that name."""

    names_nothing_stored = True


class ConfirmationRequest(Frozen):
    """What a person asks: that an `element` is met or not; `is_met` None takes the newest confirmation of it back.

    `arrangement` is an arrangement's id; else `references` are readings of the name as that of a contract. `element` is
    its short name, with that of its exception before a slash where it is not the nearest one's. It holds on the days
    `first_day` (None: from the beginning) to `last_day` (None: a year from `day`, the day of asking). `document_name`
    and `document_sha256` tell what the person looked at, if anything.
    """

    arrangement: str
    references: tuple[ContractReference, ...] = ()
    element: str
    is_met: bool | None = None
    reason: str
    person: str
    first_day: date | None = None
    last_day: date | None = None
    document_name: str | None = None
    document_sha256: str | None = None
    day: date


class ConfirmedPaper(Frozen):
    """A paper that a confirmation covers, as it stood: what the check said of the element, and what the paper states.

    `days`, `pay` and `parties` are as the view `stored.confirmed_terms` words them.
    """

    contract_id: str
    status: str
    reason: str
    quote: str | None
    days: str
    pay: str
    parties: str


class Confirmation(Frozen):
    """One confirmation as recorded, `confirmed_at` in UTC. `contract_id` is the agreement's; `papers` are JSON.

    `import_id` and `line` tell the row of a ledger that it comes from.
    """

    confirmation_id: int
    arrangement_id: str
    contract_id: str
    document_id: str
    exception: str
    element: str
    is_met: bool
    reason: str
    confirmed_by: str
    confirmed_at: datetime
    from_date: date | None
    until_date: date
    document_name: str | None
    document_sha256: str | None
    citation: str
    requirement: str
    as_of: date
    papers: str
    import_id: int | None = None
    line: int | None = None


class ConfirmationDone(Frozen):
    """What was recorded (or taken back, if `withdrawn`), and the entry in the audit log.

    `element_status` is how the element stands now; `left_out` are file names of papers of the arrangement that show the
    element as failing, which no confirmation covers. `changes` are file names of amendments and renewals that are
    covered; `of_agreement` False: they alone, as the element of the agreement itself was in no doubt.
    """

    confirmation: Confirmation
    withdrawn: bool = False
    file_name: str
    element_status: str
    left_out: tuple[str, ...] = ()
    of_agreement: bool = True
    changes: tuple[str, ...] = ()
    entry: int
