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
from extractors.module_expressions import compiled
from extractors.patterns import Pattern, load_patterns
from models.segment import Instrument

_OPENING = 9_000
_HERE = Path(__file__)
_AND_WHOSE = compiled(r",\s+(?P<organization>\p{Lu}.+)$")
_IS_ROLE = compiled(
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
    for pattern, group in (*((one, 2) for one in _lines()), *((one, 3) for one in _stated())):
        for candidate in _behind(opening, pattern, group):
            yield _of_organization(candidate, instrument) or candidate
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


def _of_organization(candidate: PartyCandidate, instrument: Instrument) -> PartyCandidate | None:
    """The organization behind a person's name ("To: Dr. Roe, Roe Medicine, P.A."), where one signs for it."""
    behind = _AND_WHOSE.match(candidate.evidence.quote, len(candidate.name))
    party = party_at(behind["organization"], 0) if behind else None
    if party is None or not has_corporate_form(party.name):
        return None
    cells = {cell.strip() for segment in instrument.segments for cell in segment.text.split("\t")}
    return candidate.model_copy(update={"name": party.name}) if party.name in cells else None


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
