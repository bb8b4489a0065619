"""The right to end a contract without cause, and the notice it wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.language.clauses import Clause, Sighting, sightings, worth_reading
from extractors.language.durations import Duration, duration_of
from extractors.patterns import Pattern, load_patterns
from extractors.quick_expressions import QuickExpression

_WORTH_READING = QuickExpression.of(
    r"(?i)\b(?:termina\w+|end(?:s|ed|ing)?|cancel\w*|stop\w*|withdraw\w*|leave|leaving|resign\w*|quit|discontinue|convenience|cause|reason|dismiss\w*|revo\w+|depart|go|walk|opts?|out|exit|warning|call(?:ed)?\b[^.;]{0,30}?\boff|each\s+other|one\s+another)\b"
)


class TerminationRight(NamedTuple):
    """A passage on ending without cause: the notice it wants, or None when it shuts the right out."""

    notice: Duration | None
    sighting: Sighting


def termination_rights(clauses: Sequence[Clause]) -> Iterator[TerminationRight]:
    """Every passage that gives or denies a right to end this contract without cause, in reading order."""
    for sighting in sightings(_patterns(), worth_reading(clauses, _WORTH_READING)):
        words = sighting.match.groupdict().get("notice")
        notice = duration_of(words) if words else None
        if notice is not None or sighting.pattern.name.startswith("none:"):
            yield TerminationRight(notice, sighting)


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))
