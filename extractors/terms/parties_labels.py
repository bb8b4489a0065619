"""Parties as labels name them: rows of a key-terms table, "Lessor: …" lines, forms, and "The employer is …"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import regex

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.names import has_corporate_form
from extractors.language.party_lists import party_at
from extractors.language.party_mentions import ListedParty, is_introduced
from extractors.language.running_text import RunningText, running_text
from extractors.patterns import Pattern, load_patterns
from models.segment import Instrument, Segment, SegmentKind

_OPENING = 9_000
_TABLE_WITHIN = 160
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
    """Candidates that a label names; `group` tells tables (1), labelled lines (2) and stated roles (3) apart."""
    yield from _in_tables(instrument)
    opening = running_text(instrument.segments, _OPENING)
    for pattern in _lines():
        yield from _behind(opening, pattern, 2)
    for pattern in _stated():
        yield from _behind(opening, pattern, 3)
    yield from _named_then_role(opening)


def _in_tables(instrument: Instrument) -> Iterator[PartyCandidate]:
    for segment in instrument.segments[:_TABLE_WITHIN]:
        if segment.kind is not SegmentKind.TABLE_ROW:
            continue
        cells = _cells(segment)
        for (_, label), (start, value) in pairwise(cells):
            match = _role_cell(label)
            party = party_at(value, 0) if match else None
            if match and party is not None and party.start <= 4 and _is_full(party.name):
                yield _candidate(segment, (start, value), party, match, 0.9)
        if len(cells) == 2:
            yield from _with_short_name(segment, cells[0][1].strip(), *cells[1])


def _with_short_name(segment: Segment, short: str, start: int, value: str) -> Iterator[PartyCandidate]:
    """A row whose first cell is what the contract calls the party: "TCL" beside "TERN CLINIC LIMITED of 5 Bay Road"."""
    party = party_at(value, 0) if regex.fullmatch(r"\p{Lu}[\p{L}’'&-]{1,14}", short) else None
    if (
        party is None
        or party.start > 4
        or not has_corporate_form(party.name)
        or not is_introduced(value, party.start + len(party.name))
    ):
        return
    called = party._replace(defined_terms=(*party.defined_terms, short))
    yield _candidate(segment, (start, value), called, None, 0.8)


def _role_cell(label: str) -> str | None:
    match = _cell().fullmatch(label.strip())
    return match["role"] if match else None


@cache
def _cell() -> regex.Pattern[str]:
    role = tomllib.loads(_HERE.with_suffix(".toml").read_text(encoding="utf-8"))["pieces"]["role"]
    return regex.compile(
        rf"(?xi)(?:\(?[\dA-Z]{{1,3}}[.)]\s*)?(?:the\s+)?(?:name\s+of\s+(?:the\s+)?)?(?P<role>{role})(?:[’']s)?(?:\s+(?:legal\s+)?name)?(?:\s*\([^()]*\))?\s*:?"
    )


def _cells(segment: Segment) -> list[tuple[int, str]]:
    found, at = [], 0
    for cell in segment.text.split("\t"):
        found.append((at, cell))
        at += len(cell) + 1
    return found


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


def _candidate(
    segment: Segment, cell: tuple[int, str], party: ListedParty, label: str | None, confidence: float
) -> PartyCandidate:
    start, value = cell
    return PartyCandidate(
        name=party.name,
        source=PartySource.LABEL,
        group=1,
        defined_terms=party.defined_terms,
        label=label,
        description=party.description,
        evidence=segment.evidence(start, start + len(value)),
        confidence=confidence,
    )
