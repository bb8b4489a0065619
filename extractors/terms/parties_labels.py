"""Parties as labels name them: "Lessor: …" lines, and "The employer is …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import regex

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.names import has_corporate_form
from extractors.language.party_lists import party_at
from extractors.language.party_mentions import ListedParty
from extractors.language.running_text import RunningText, running_text
from extractors.patterns import Pattern, load_patterns
from models.segment import Instrument

_OPENING = 9_000
_HERE = Path(__file__)
_IS_ROLE = regex.compile(
    r"(?i)\s*,?\s+(?:is|shall\s+be)\s+(?:the\s+|an?\s+)?(?P<role>lessor|lessee|landlord|tenant|employer|employee|host|occupant|licensor|licensee|contractor|client|guarantor|owner|user)\b"
)


@cache
def _lines() -> tuple[Pattern, ...]:
    return load_patterns(_HERE.with_suffix(".toml"))


@cache
def _stated() -> tuple[Pattern, ...]:
    return load_patterns(_HERE.with_name("parties_stated.toml"))


def labelled_parties(instrument: Instrument) -> Iterator[PartyCandidate]:
    """Candidates that a label names; `group` tells lines (2), stated roles (3) and tables (1) apart."""
    opening = running_text(instrument.segments, _OPENING)
    for pattern in _lines():
        yield from _behind(opening, pattern, 2)
    for pattern in _stated():
        yield from _behind(opening, pattern, 3)
    yield from _named_then_role(opening)


def _behind(opening: RunningText, pattern: Pattern, group: int) -> Iterator[PartyCandidate]:
    for match in pattern.compiled.finditer(opening.text):
        start = match.end() + (1 if opening.text[match.end() : match.end() + 1] in '"“' else 0)
        party = party_at(opening.text, start)
        if (
            party is None
            or party.start > start + 4
            or _runs_into_sentence(opening.text, party)
            or not _is_full(party.name)
        ):
            continue
        yield PartyCandidate(
            name=party.name,
            source=PartySource.LABEL,
            group=group,
            defined_terms=party.defined_terms,
            label=match["role"],
            description=party.description,
            evidence=opening.evidence(party.start, min(party.end, party.start + 300)),
            confidence=pattern.confidence,
        )


def _is_full(name: str) -> bool:
    """One capitalised word is a name only where a corporate form closes it."""
    return len(name.split()) > 1 or has_corporate_form(name)


def _runs_into_sentence(text: str, party: ListedParty) -> bool:
    """ "Employer: Physicians must wear badges" names nobody."""
    after = text[party.start + len(party.name) : party.start + len(party.name) + 30]
    return bool(regex.match(r"\s+(?:must|shall|will|may|are|is|has|have|agrees?|not|to|that|which)\b", after))


def _named_then_role(opening: RunningText) -> Iterator[PartyCandidate]:
    """ "Acme Clinic, Inc. ("Clinic") is the employer." """
    for match in regex.finditer(r"(?:^|[\n.]\s*)(?=\p{Lu})", opening.text[:4000]):
        party = party_at(opening.text, match.end())
        role = _IS_ROLE.match(opening.text, party.end) if party else None
        if party is not None and role is not None:
            yield PartyCandidate(
                name=party.name,
                source=PartySource.LABEL,
                group=3,
                defined_terms=party.defined_terms,
                label=role["role"],
                description=party.description,
                evidence=opening.evidence(party.start, role.end()),
                confidence=0.9,
            )
