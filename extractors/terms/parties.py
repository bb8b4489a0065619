"""Parties as the opening prose of a contract names them: preambles, lists, and names that are given a defined term."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import regex

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.name_spans import name_at
from extractors.language.names import has_corporate_form, has_degree, has_organization_word, starts_with_given_name
from extractors.language.party_lists import PartyList, party_at, party_list
from extractors.language.party_mentions import ListedParty, is_party_name
from extractors.language.running_text import RunningText, running_text
from extractors.patterns import Pattern, load_patterns
from models.segment import Instrument

_OPENING = 16_000
_BODY = 4_500
_WHOLE = 250_000
_AGREES = regex.compile(
    r"(?x)[\s,;.]*(?:\((?:[^()]*)\)[\s,]*)?(?:(?i:each|both|hereby|do|jointly|severally|intending\s+to\s+be\s+legally\s+bound)[\s,]*)*(?i:agree|enter|have\s+(?:agreed|entered)|make|contract|intend|acknowledge|are\s+(?:the\s+)?parties|confirm|associate|desire|wish|execute|amend)\w*\b"
)
_INTRODUCES = regex.compile(
    r"""(?x)\(\s*(?:(?i:the|each\s+an?|hereinafter|hereafter|herein|collectively)\b[^"“”()]{0,40})?["“”‘]
      | \((?:the|hereinafter|hereafter)\s+(?:the\s+)?\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?\)"""
)
_NAME_START = regex.compile(r"(?<![\p{L}\p{N}’'.\-\"“‘]|[(]\s?)(?=\p{Lu}|[a-z]{1,2}\p{Lu})")
_ANTECEDENT = regex.compile(r"(?i)\b(?:master|prior|previous|former|original|predecessor|existing|other)\b")


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
    for match in _INTRODUCES.finditer(opening.text):
        found = _introduced_before(opening.text, match.start())
        if found is not None:
            yield _candidate(opening, found, 0.7, PartySource.INTRODUCTION, found.start)


def _subjects(opening: RunningText) -> Iterator[PartyCandidate]:
    """Sentences whose subject is the list and whose verb is to agree: "A ("Lessor") and B ("Lessee") agree"."""
    starts = regex.finditer(r"(?:^|\n|\.\s+)(?:\d{1,2}[.)]\s+)?(?=[\"“]?[\p{Lu}])", opening.text[:_BODY])
    for match in starts:
        found = party_list(opening.text, match.end())
        names = [party for party in found.parties if not party.blank]
        if len(names) < 2 or not all(party.defined_terms or party.label for party in names):
            continue
        if _AGREES.match(opening.text, found.end):
            yield from _listed(opening, found, 0.9, PartySource.PREAMBLE)


def _introduced_before(text: str, opening: int) -> ListedParty | None:
    """The name whose terms stand in the parenthesis at `opening`: the first of its sentence that reaches it."""
    earliest = max(text.rfind("\n", 0, opening) + 1, opening - 400)
    at = earliest
    while (match := _NAME_START.search(text, at, opening)) is not None:
        span = name_at(text, match.start())
        if span is None or span.end > opening:
            at = match.end() + 1
            continue
        at = span.end
        if not is_party_name(text, span) or not _could_be_party(text, span.start, span.end):
            continue
        found = party_at(text, span.start)
        if found is not None and found.defined_terms and found.end > opening:
            return found
    return None


def _could_be_party(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    before = text[max(start - 24, 0) : start]
    if regex.search(
        r"(?i)(?<!\bbehalf\s)\b(?:of|by|from|under|at|in|c/o|through|for|on|called|named)\s+(?:the\s+)?$", before
    ):
        return False
    if _ANTECEDENT.search(regex.split(r"[.;)\n]", before)[-1]) or (
        len(name.split()) < 2 and not has_corporate_form(name)
    ):
        return False
    return has_corporate_form(name) or has_degree(name) or has_organization_word(name) or starts_with_given_name(name)


def _listed(opening: RunningText, found: PartyList, confidence: float, source: PartySource) -> Iterator[PartyCandidate]:
    group = found.parties[0].start
    for party in found.parties:
        if not party.blank:
            yield _candidate(opening, party, confidence, source, group)


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
