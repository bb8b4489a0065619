"""Until when a missing signature may still be made good."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from checks.law.in_force import days_after, start_of
from checks.law.parameter import parameters
from models.contract import Contract

SIGNATURE_GRACE = "signature_grace"
"""The parameter that holds the days within which a missing signature may be obtained."""


class Grace(NamedTuple):
    """The days of grace counted from the first day, which is day 0, to the last good one.

    `citation` is the paragraph that grants them; `confirmed` False means that their number is still to be read in the
    regulation of the time.
    """

    first_day: date
    last_day: date
    days: int
    citation: str
    confirmed: bool

    @property
    def too_late_since(self) -> date:
        """The first day on which it is too late."""
        return days_after(self.last_day, 1)


def grace_of(contract: Contract, parameter: str) -> Grace | None:
    """The grace a contract has under a parameter; None when its start is not known, or none was granted then.

    The start is day 0, and the last good day is the full number of days after it (42 CFR 411.354(e)(4)).
    """
    start = start_of(contract)
    granted = parameters()[parameter].on(start) if start else None
    if start is None or granted is None:
        return None
    number = int(granted.value)
    return Grace(start, days_after(start, number), number, parameters()[parameter].citation, granted.confirmed)
