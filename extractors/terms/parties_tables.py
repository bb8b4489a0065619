"""Parties as tables name them: rows of key terms, and the boxes of a form."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import regex

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.names import entity_kind_of, has_corporate_form, has_organization_word
from extractors.language.party_lists import party_at
from extractors.language.party_mentions import ListedParty, is_introduced
from extractors.module_expressions import compiled
from models.party import EntityKind
from models.segment import Instrument, Segment, SegmentKind

_TABLE_WITHIN = 160
# What somebody writes where a table is signed.
_SIGNED = compiled(r"_{6,}|/s/|\(\p{Lu}\p{Ll}{2} \d{1,2}, \d{4}")
_ONE_WORD, _TWICE = compiled(r"\p{L}{4,20}"), 2
_LABELS = Path(__file__).with_name("parties_labels.toml")


def tabled_parties(instrument: Instrument) -> Iterator[PartyCandidate]:
    """Candidates that a cell names beside or behind their label; their `group` is 1."""
    heads: list[str] = []
    alone = _standing_alone(instrument)
    for segment in instrument.segments[:_TABLE_WITHIN]:
        if segment.kind is not SegmentKind.TABLE_ROW:
            heads = []
            continue
        cells = _cells(segment)
        yield from _under_heads(segment, heads, cells)
        heads = [cell for _, cell in cells]
        for (_, label), (start, value) in pairwise(cells):
            match = _role_cell(label)
            party = party_at(value, 0) if match else None
            if match and party is not None and party.start <= 4 and _is_full(party.name) and not _SIGNED.search(value):
                yield _candidate(segment, (start, value), party, match, 0.9)
        yield from _boxed(segment, cells)
        if len(cells) == 2:
            yield from _with_short_name(segment, cells[0][1].strip(), *cells[1])
            yield from _beside_own_word(segment, cells[0][1].strip(), *cells[1], alone)


def _under_heads(segment: Segment, heads: Sequence[str], cells: Sequence[tuple[int, str]]) -> Iterator[PartyCandidate]:
    """Boxes side by side whose labels fill the row above: "PURCHASER (bill to)" over the purchaser's name."""
    labels = [_role_cell(head) for head in heads]
    apart = {label.casefold() for label in labels if label}
    if len(labels) < 2 or len(apart) != len(labels) or len(labels) != len(cells):
        return
    parties = [party_at(value, 0) for _, value in cells]
    for label, cell, party in zip(labels, cells, parties, strict=True):
        if party is not None and party.start <= 4 and _is_full(party.name):
            yield _candidate(segment, cell, party, label, 0.85)


def _boxed(segment: Segment, cells: Sequence[tuple[int, str]]) -> Iterator[PartyCandidate]:
    """Boxes of a form that hold label and name: "1. LESSOR (owner of the equipment) Acme Hospital"."""
    for start, cell in cells:
        label = _box().match(cell)
        value = cell[label.end() :] if label else ""
        party = party_at(value, 0) if label else None
        if label and party is not None and party.start <= 4 and _is_full(party.name):
            yield _candidate(segment, (start + label.end(), value), party, label["role"], 0.85)


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


def _standing_alone(instrument: Instrument) -> Counter[str]:
    """How often each word fills a line or a cell, in small letters."""
    cells = (cell.strip(" :").casefold() for segment in instrument.segments for cell in segment.text.split("\t"))
    return Counter(cell for cell in cells if _ONE_WORD.fullmatch(cell))


def _beside_own_word(
    segment: Segment, word: str, start: int, value: str, alone: Counter[str]
) -> Iterator[PartyCandidate]:
    """A row whose first cell is the contract's own word for a party, which heads that party's place to sign too."""
    word = word.strip(" :")
    if not _ONE_WORD.fullmatch(word) or _role_cell(word) or alone[word.casefold()] < _TWICE:
        return
    party = party_at(value, 0)
    if party is None or party.start > 4 or party.start + len(party.name) < len(value.strip()) or _SIGNED.search(value):
        return
    if entity_kind_of(party.name) is EntityKind.ORGANIZATION and has_organization_word(party.name):
        yield _candidate(segment, (start, value), party._replace(defined_terms=(word,)), word, 0.85)


def _role_cell(label: str) -> str | None:
    match = _cell().fullmatch(label.strip())
    return match["role"] if match else None


@cache
def _role() -> str:
    return str(tomllib.loads(_LABELS.read_text(encoding="utf-8"))["pieces"]["role"])


@cache
def _box() -> regex.Pattern[str]:
    """A numbered label, or one in capitals, then the name."""
    return compiled(
        rf"""(?x)(?:\(?\d{{1,2}}[A-Za-z]?[.)]\s*(?:(?i:name\s+of\s+)(?:the\s+)?)?(?P<role>{_role()})
          | (?=[A-Z]{{4}})(?P<role>{_role()})(?<=[A-Z]))
        (?:[’']s)?(?:\s+(?i:(?:legal\s+)?name))?(?:\s*\([^()]{{1,60}}\))?\s*:?\s+(?=[\p{{Lu}}])"""
    )


@cache
def _cell() -> regex.Pattern[str]:
    role = _role()
    return compiled(
        rf"(?xi)(?:\(?[\dA-Z]{{1,3}}[.)]\s*)?(?:the\s+)?(?:name\s+of\s+(?:the\s+)?)?(?:{role}\s*/\s*)?(?P<role>{role})(?:[’']s)?(?:\s+(?:legal\s+)?name)?(?:\s*\([^()]*\))?\s*:?"
    )


def _cells(segment: Segment) -> list[tuple[int, str]]:
    found, at = [], 0
    for cell in segment.text.split("\t"):
        found.append((at, cell))
        at += len(cell) + 1
    return found


def _is_full(name: str) -> bool:
    """One capitalised word is a name only where a corporate form closes it."""
    return len(name.split()) > 1 or has_corporate_form(name)


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
