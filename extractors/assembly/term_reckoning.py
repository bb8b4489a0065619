"""Days that a contract leaves to be reckoned from others: the month after, so long after, the later of two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from extractors.language.days import Day, DayKind
from models.evidence import Evidence


class Told(NamedTuple):
    """The date that a day turned out to be, or why it is not known; `evidence` is where that was told, if elsewhere."""

    value: date | None
    reason: str | None = None
    evidence: Evidence | None = None


def reckoned(day: Day, others: Sequence[Told]) -> Told:
    """The date of a day that hangs on others, of which none may be unknown."""
    known = [other.value for other in others if other.value is not None]
    if not known or len(known) < len(others):
        reasons = (other.reason for other in others if other.value is None and other.reason)
        return Told(None, f"It is reckoned from a day that is not known. {next(reasons, '')}".strip())
    match day.kind:
        case DayKind.MONTH_AFTER:
            return Told(_next_month(known[0]), f"the first day of the month after {known[0]}")
        case DayKind.AFTER if day.length is not None:
            value = day.length.last_day(known[0]) + timedelta(days=1)
            return Told(value, f"{known[0]} + {day.length}")
        case DayKind.EARLIER_OF:
            return Told(min(known), f"the earliest of {', '.join(map(str, known))}")
        case _:
            return Told(max(known), f"the latest of {', '.join(map(str, known))}")


def months_end(day: Day, first: date | None) -> Told:
    """The last day of so many whole calendar months, those days before the first of them that begins being left out."""
    if first is None or day.length is None:
        return Told(None, "The day on which the term begins is not known.")
    begun = first if first.day == 1 else _next_month(first)
    return Told(day.length.last_day(begun), f"{begun} + {day.length} - 1 day")


def _next_month(day: date) -> date:
    """The first day of the month after a day's."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
