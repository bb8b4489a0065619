"""The days on which a contract says that it takes effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.language.clauses import Clause, Sighting, sightings, worth_reading
from extractors.language.days import Day, day_of
from extractors.patterns import Pattern, load_patterns
from extractors.quick_expressions import QuickExpression

_WORTH_READING = QuickExpression.of(
    r"(?i)\b(?:effect|effective|applies|starting|commencing|force|operative|binding|retroactive\w*|commencement|start|in-service|from|on|as|beginning)\b"
)
_HAS_DAY = QuickExpression.of(
    r"(?i)(?:19|20|2O)[\dOlI]{2}|\d[/-]\d|_{2,}|\bdate\b|\b(?:last|both|all)\b[^.;]{0,60}\b(?:sign|execut)"
)


class EffectiveDay(NamedTuple):
    """A day on which the contract may take effect."""

    day: Day
    sighting: Sighting


def effective_days(clauses: Sequence[Clause]) -> Iterator[EffectiveDay]:
    """Every passage that may say when this contract takes effect, in reading order."""
    for sighting in sightings(_patterns(), worth_reading(clauses, _HAS_DAY, _WORTH_READING)):
        day = day_of(sighting.match["day"])
        if day is not None:
            yield EffectiveDay(day, sighting)


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))
