"""Until when a missing signature may still be made good."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from checks.law.in_force import days_after, start_of
from checks.law.parameter import parameters
from models.contract import Contract


class Grace(NamedTuple):
    """The last day of grace, the number of days, and the paragraph that grants them."""

    last_day: date
    days: int
    citation: str


def grace_of(contract: Contract, parameter: str) -> Grace | None:
    """The grace a contract has under a parameter; None when its start is not known, or none was granted then.

    The start is day 0, and the last good day is the full number of days after it (42 CFR 411.354(e)(4)).
    """
    start = start_of(contract)
    granted = parameters()[parameter].on(start) if start else None
    if start is None or granted is None:
        return None
    number = int(granted.value)
    return Grace(days_after(start, number), number, parameters()[parameter].citation)
