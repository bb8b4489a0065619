"""The days on which an arrangement is without an exception, as far as its papers and ledgers show."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.base import Frozen


class Certainty(StrEnum):
    """How sure a period of noncompliance is.

    SHOWN: a requirement fails, and no exception is left that the arrangement might rely on; OPEN: a person must decide
    whether it is so; PENDING: what is missing may still be made good in time.
    """

    SHOWN = "shown"
    OPEN = "open"
    PENDING = "pending"


class NoncompliancePeriod(Frozen):
    """From which day to which a finding takes the exception away, both counted, and why in a sentence.

    `first_day` is None where the start is not known, `last_day` None where it goes on or no end is known. `exception`
    and `element` are the keys of what fails, None where no one element was named.
    """

    finding_id: str
    contract_id: str | None
    relationship_id: str | None
    certainty: Certainty
    first_day: date | None
    last_day: date | None
    exception: str | None = None
    element: str | None = None
    because: str

    def covers(self, day: date) -> bool:
        """Whether the period, so far as its ends are known, has that day."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)
