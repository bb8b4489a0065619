"""What stands at the foot of every report: that it is not legal advice, and the dates of the law it goes by."""

from __future__ import annotations

from datetime import date
from functools import cache

from checks.law.applicable_exception import exceptions
from checks.law.parameter import parameters


@cache
def law_dates() -> str:
    """The dates of the law as this program holds it: the day of the last change, and of the last yearly limit."""
    texts = [element.in_force_from for exception in exceptions() for element in exception.elements]
    texts += [exception.in_force_from for exception in exceptions()]
    changed = max(day for day in texts if day is not None)
    limits = max(
        value.in_force_until.year
        for parameter in parameters().values()
        for value in parameter.values
        if value.in_force_until is not None
    )
    return (
        f"Law: 42 CFR Part 411 Subpart J, by the text in force on the days of each arrangement; the latest change of "
        f"it known here took effect on {changed}, and yearly limits are known up to {limits} at the most."
    )


def footing(as_of: date) -> tuple[str, ...]:
    """The sentences of the foot, one after the other."""
    return f"As of {as_of}.", law_dates(), "Not legal advice: what it says is for a person to confirm."
