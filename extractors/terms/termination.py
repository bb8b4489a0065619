"""The right to end a contract without cause, and the notice it wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.language.clauses import Clause, Sighting, sightings, worth_reading
from extractors.language.durations import Duration, duration_of
from extractors.module_expressions import compiled
from extractors.patterns import Pattern, load_patterns
from extractors.quick_expressions import QuickExpression

_WORTH_READING = QuickExpression.of(
    r"(?i)\b(?:termina\w+|end(?:s|ed|ing)?|cancel\w*|stop\w*|withdraw\w*|leave|leaving|resign\w*|quit|discontinue|convenience|cause|reason|dismiss\w*|revo\w+|depart|go|walk|opts?|out|over|exit|warning|call(?:ed)?\b[^.;]{0,30}?\boff|each\s+other|one\s+another)\b"
)

_HEADED = compiled(
    r"(?i)\b(?:terminat\w+|end(?:ing)?|cancell?ation|leaving)\b.{0,25}\b(?:without|no)[\s-]+cause|\bearly\s+termination\b"
)


class TerminationRight(NamedTuple):
    """A passage on ending without cause: the notice it wants, or None when it shuts the right out."""

    notice: Duration | None
    sighting: Sighting


def termination_rights(clauses: Sequence[Clause]) -> Iterator[TerminationRight]:
    """Every passage that gives or denies a right to end this contract without cause, in reading order."""
    spoken = {id(clause) for clause in worth_reading(clauses, _WORTH_READING)}
    read = [clause for clause in clauses if id(clause) in spoken or _is_headed(clause)]
    for sighting in sightings(_patterns(), read):
        if sighting.pattern.name.startswith("headed:") and not _is_headed(sighting.clause):
            continue
        words = sighting.match.groupdict().get("notice")
        notice = duration_of(words) if words else None
        if notice is not None or sighting.pattern.name.startswith("none:"):
            yield TerminationRight(notice, sighting)


def _is_headed(clause: Clause) -> bool:
    """Whether the heading over a clause, apart from it, says that it is about ending without cause."""
    return bool(clause.heading) and _HEADED.search(clause.heading) is not None


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))
