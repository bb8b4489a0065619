"""Parties of a plan that a practice adopts for its physicians: the practice, and each physician listed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.names import is_physician_name
from extractors.language.party_lists import party_at, party_list
from extractors.language.party_mentions import ListedParty
from extractors.language.running_text import RunningText, running_text
from extractors.module_expressions import compiled
from extractors.patterns import Pattern, load_patterns
from models.segment import Instrument, Segment

_OPENING = 7_000
_PLAN = compiled(
    r"(?i)\bplan\b|\b(?:compensation|pay|bonus|(?:income|profit)[-\s]+(?:distribution|division|sharing|allocation))\b.{0,25}\b(?:policy|formula|method(?:ology)?)\b"
)
_SIGNS = compiled(r"(?i)(?:by|signature|signed)\s*(?::|_)|/s/|_{8,}")
_TITLE_WITHIN = 8


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))


def plan_parties(instrument: Instrument) -> Iterator[PartyCandidate]:
    """The practice (label "employer") and its physicians (label "employee"), where a plan's title stands on top."""
    if not any(_PLAN.search(segment.text[:90]) for segment in instrument.segments[:_TITLE_WITHIN]):
        return
    opening = running_text(takewhile(_before_signatures, instrument.segments), _OPENING)
    adopted, governed, physicians = _patterns()
    for pattern in (adopted, governed):
        for match in pattern.compiled.finditer(opening.text):
            party = party_at(opening.text, match.end())
            if party is not None and not is_physician_name(party.name):
                yield _candidate(opening, party, "employer", pattern.confidence, 0)
    for match in physicians.compiled.finditer(opening.text):
        found = party_list(opening.text, match.end())
        people = [party for party in found.parties if is_physician_name(party.name)]
        if len(people) >= 2:
            for party in people:
                yield _candidate(opening, party, "employee", physicians.confidence, match.end())


def _before_signatures(segment: Segment) -> bool:
    """What stands side by side where members sign would be read across as one list."""
    return _SIGNS.match(segment.text) is None


def _candidate(opening: RunningText, party: ListedParty, label: str, confidence: float, group: int) -> PartyCandidate:
    return PartyCandidate(
        name=party.name,
        source=PartySource.PLAN,
        group=group,
        defined_terms=party.defined_terms if label == "employer" else (),
        label=label,
        description=party.description if label == "employer" else "",
        evidence=opening.evidence(party.start, party.start + len(party.name)),
        confidence=confidence,
    )
