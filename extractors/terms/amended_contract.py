"""Which day the contract bears that an amendment or renewal changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.language.clauses import Clause, Sighting, sightings, worth_reading
from extractors.language.days import Day, day_of
from extractors.patterns import Pattern, load_patterns
from extractors.quick_expressions import QuickExpression

_HAS_DATE = QuickExpression.of(r"(?i)(?:19|20|2O)[\dOlI]{2}|\d[/-]\d")


class AmendedContract(NamedTuple):
    """A day that the amended contract may bear, and the passage that says so."""

    day: Day
    sighting: Sighting


def amended_contracts(clauses: Sequence[Clause]) -> Iterator[AmendedContract]:
    """Every passage that names another contract by its date, in reading order."""
    for sighting in sightings(_patterns(), worth_reading(clauses, _HAS_DATE)):
        day = day_of(sighting.match["day"])
        if day is not None:
            yield AmendedContract(day, sighting)


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))
