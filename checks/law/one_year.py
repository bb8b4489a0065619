"""The length of a year, as the law counts it on a day."""

from __future__ import annotations

from datetime import date

from checks.law.parameter import parameters


def one_year(day: date) -> int:
    """The days of a year under the law of that day. Raises LookupError when it is not known."""
    value = parameters()["one_year"].on(day)
    if value is None:
        raise LookupError(f"the length of a year is not known for {day}")
    return int(value.value)
