"""The dates that a contract may give itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.language.clauses import Clause, Sighting, sightings, worth_reading
from extractors.language.days import Day, day_of
from extractors.patterns import Pattern, load_patterns
from extractors.quick_expressions import QuickExpression

_WORTH_READING = QuickExpression.of(r"(?i)(?:19|20|2O)[\dOlI]{2}|\d[/-]\d|_{2,}|\bday\s+of\b|\bas\s+of\b|\blast\b")


class OwnDate(NamedTuple):
    """A day that the contract may be dated."""

    day: Day
    sighting: Sighting


def own_dates(clauses: Sequence[Clause]) -> Iterator[OwnDate]:
    """Every passage that may date this contract, in reading order."""
    for sighting in sightings(_patterns(), worth_reading(clauses, _WORTH_READING)):
        day = day_of(sighting.match["day"])
        if day is not None:
            yield OwnDate(day, sighting)


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))
