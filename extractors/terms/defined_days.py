"""The days to which a contract gives a name of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.language.clauses import Clause, Sighting, sightings, worth_reading
from extractors.language.days import Day, day_name, day_of
from extractors.patterns import Pattern, load_patterns
from extractors.quick_expressions import QuickExpression

_WORTH_READING = QuickExpression.of(r"(?i)\b(?:date|day|commencement|closing)\b")


class DefinedDay(NamedTuple):
    """A name (lower case) and the day that it stands for, seen in a clause."""

    name: str
    day: Day
    sighting: Sighting


def defined_days(clauses: Sequence[Clause]) -> Iterator[DefinedDay]:
    """Every definition of a day, in reading order; two names for one day are two definitions."""
    for sighting in sightings(_patterns(), worth_reading(clauses, _WORTH_READING)):
        groups = sighting.match.groupdict()
        day = day_of(groups["day"])
        for name in (groups["name"], groups.get("other")):
            if day is not None and name and day_name(name) != "date":
                yield DefinedDay(day_name(name), day, sighting)


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))
