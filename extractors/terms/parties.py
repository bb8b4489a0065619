"""Parties as the opening prose of a contract names them: preambles, lists, and names that are given a defined term."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import regex

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.introductions import introduced_in
from extractors.language.party_lists import party_at, party_list
from extractors.language.party_mentions import ListedParty, PartyList
from extractors.language.running_text import RunningText, running_text
from extractors.module_expressions import compiled
from extractors.patterns import Pattern, load_patterns
from models.segment import Instrument

_OPENING = 16_000
_BODY = 4_500
_WHOLE = 250_000
_AGREES = compiled(
    r"(?x)[\s,;.]*(?:\((?:[^()]*)\)[\s,]*)?(?:(?i:each|both|hereby|do|jointly|severally|intending\s+to\s+be\s+legally\s+bound)[\s,]*)*(?i:agree|enter|have\s+(?:agreed|entered)|make|contract|intend|acknowledge|are\s+(?:the\s+)?parties|confirm|associate|desire|wish|execute|amend)\w*\b"
)
_CONFIRMS = compiled(
    r"(?i)\b(?:confirms?|agrees?)\b[^.;]{0,60}?\b(?:its|their|our)\s+(?:respective\s+)?(?:agreements?|understandings?)\s+with\b"
)


@cache
def _anchors() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))


def preamble_parties(instrument: Instrument) -> Iterator[PartyCandidate]:
    """Candidates of every list of parties in the opening; those of one list share `group`, where it begins."""
    opening = running_text(instrument.segments, _OPENING)
    seen: set[int] = set()
    for pattern in _anchors():
        for match in pattern.compiled.finditer(opening.text):
            if match.end() in seen:
                continue
            found = party_list(opening.text, match.end())
            if len(found.parties) >= 2:
                seen.add(match.end())
                yield from _listed(opening, found, pattern.confidence, PartySource.PREAMBLE)
    yield from _subjects(opening)
    if not seen:
        yield from _anywhere(instrument)


def _anywhere(instrument: Instrument) -> Iterator[PartyCandidate]:
    """Where the opening lists nobody, a later sentence may: "the Agreement dated May 1 between A and B"."""
    whole = running_text(instrument.segments, _WHOLE)
    for pattern in _anchors():
        for match in pattern.compiled.finditer(whole.text, _OPENING):
            found = party_list(whole.text, match.end())
            if len(found.parties) >= 2:
                yield from _listed(whole, found, 0.7 * pattern.confidence, PartySource.PREAMBLE)


def introduced_parties(instrument: Instrument) -> Iterator[PartyCandidate]:
    """Names that the opening gives a defined term outside of any list: Acme Hospital ("Hospital") wishes to …"""
    opening = running_text(instrument.segments, _BODY)
    for found in introduced_in(opening.text):
        begun = opening.cell_start(found.start, found.start + len(found.name))
        own = found if begun == found.start else party_at(opening.text, begun)
        if own is not None:
            yield _candidate(opening, own, 0.7, PartySource.INTRODUCTION, own.start)


def _subjects(opening: RunningText) -> Iterator[PartyCandidate]:
    """Sentences whose subject is the list and whose verb is to agree: "A ("Lessor") and B ("Lessee") agree"."""
    starts = regex.finditer(r"(?:^|\n|\.\s+)(?:\d{1,2}[.)]\s+)?(?=[\"“]?[\p{Lu}])", opening.text[:_BODY])
    for match in starts:
        found = party_list(opening.text, match.end())
        names = [party for party in found.parties if not party.blank]
        if len(names) < 2 or not all(party.defined_terms or party.label for party in names):
            continue
        confirms = _CONFIRMS.search(opening.text, match.end(), found.end)
        if confirms or _AGREES.match(opening.text, found.end):
            yield from _listed(opening, found, 0.9, PartySource.PREAMBLE)


def _listed(opening: RunningText, found: PartyList, confidence: float, source: PartySource) -> Iterator[PartyCandidate]:
    group = found.parties[0].start
    named = [party for party in found.parties if not party.blank]
    alone = len(named) == 1 < len(found.parties)
    for party in named:
        yield _candidate(opening, party, confidence, source, group).model_copy(update={"beside_blank": alone})


def _candidate(
    opening: RunningText, party: ListedParty, confidence: float, source: PartySource, group: int
) -> PartyCandidate:
    return PartyCandidate(
        name=party.name,
        source=source,
        group=group,
        defined_terms=party.defined_terms,
        label=party.label,
        description=party.description,
        evidence=opening.evidence(party.start, min(party.end, party.start + 400)),
        confidence=confidence,
    )
