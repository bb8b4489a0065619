"""Parties as the places to sign name them: the entity over the line, and people who sign for themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.name_spans import name_at, other_names
from extractors.language.names import (
    entity_kind_of,
    has_corporate_form,
    has_degree,
    has_organization_word,
    starts_with_given_name,
)
from extractors.language.party_mentions import is_party_name
from extractors.language.party_words import ROLE_WORD, is_generic
from extractors.language.signing_capacity import both_capacities
from extractors.language.stacked_names import whole_names
from extractors.module_expressions import compiled
from extractors.quick_expressions import QuickExpression
from extractors.segmenting.signing_places import signing_pages
from models.evidence import Evidence
from models.party import EntityKind
from models.segment import Instrument, Segment
from models.signature import SignatureArea

_CALLED = (
    rf"(?P<role>{ROLE_WORD}|hospital|physician|group|practice|company|center|clinic|medical\s+center|buyer|seller|recruit"
    r"|reseller|distributor|franchisor|franchisee|borrower|lender)"
)
_LEAD = compiled(
    rf"""(?ix)^(?:(?:agreed|accepted|acknowledged|consented)[\w\s,]*?\bfor\s+
      | (?:signed\s+|executed\s+)?(?:for|on\s+behalf\s+of|by)\s*:?\s+ | dated:?\s+[\w\ ,]+\d{{4}}\s+
      | {_CALLED}\s*:?\s+(?=\S))+"""
)
_ROLE_LINE = compiled(rf"(?i)(?:for\s+)?(?:the\s+)?{_CALLED}s?\s*(?:,\s*by)?\s*:?")
_REPRESENTATIVE = (
    r"(?:sole\s+|managing\s+|duly\s+authorized\s+)*(?:general\s+partner|investment\s+(?:advis[eo]r|manager)|(?:asset\s+|collateral\s+)?manager"
    r"|member|shareholder|stockholder|trustee|administrator|agent|attorney[\s-]in[\s-]fact)"
)
_REPRESENTS = compiled(
    rf"(?i)\b(?:its|the)\s+{_REPRESENTATIVE}\b|\bas\s+(?:the\s+|an?\s+)?{_REPRESENTATIVE}\s+(?:of|for|to)\b"
)
_CAPACITY = compiled(rf"(?i)\W*(?:as\s+)?(?:its|the)\s+{_REPRESENTATIVE}\b")
_BY_ENTITY = compiled(r"(?i)by\s*:?\s+(?=(?-i:\p{Lu}))")
_NOT_NAMES = compiled(
    r"(?i)\b(?:signature|exhibit|witness|form|page|date|electronically|docusign|officer|president|director|manager|secretary|treasurer|chair|title|print|seal|acknowledgment|controller|head|vice|manager|counsel|attorney|chief|accepted|agreed|address|fax|phone|attention|dated|llc|inc)\b"
)
_SIGN_LINE = compiled(r"(?i)(?:by|signature|signed)\s*:|by\s*$|by\s*_|/s/|_{6,}")
_IN_OWN_NAME = compiled(
    r"(?i)(?:(?:general|equity|senior)\s+)?(?:partner|shareholder|member|stockholder)|physician|participant|associate|individually"
)
_LONGEST_LINE = 160
_NEEDS_WORDS = QuickExpression.of(
    r"(?i)\bby\s*:|/s/|signature|signed|\bname\s*:|witness\s+whereof|agreed|accepted|_{6,}"
)


def signed_parties(instrument: Instrument) -> Iterator[PartyCandidate]:
    """One candidate for each entity or person that some place to sign names; `group` counts the places.

    The label is "individually" for both where a person signs for himself and for a company at once.
    """
    count, text = 0, instrument.text
    parts: set[str] = set()
    for page, areas in signing_pages(instrument):
        if not page.marks and not _NEEDS_WORDS.search(page.text):
            continue
        for area in areas:
            count += 1
            if not area.is_witness:
                whole = whole_names(area.headings, text)
                parts.update(line for line in area.headings if line not in whole)
                yield from _of_area(area, whole, count)
    yield from (one for one in _over_lines(instrument.segments, count) if one.evidence.quote.strip() not in parts)


def _over_lines(segments: Sequence[Segment], count: int) -> Iterator[PartyCandidate]:
    """Entities whose name stands on a line of its own with a line to sign below it, whatever the columns."""
    for at, segment in enumerate(segments):
        if len(segment.text) > _LONGEST_LINE or not any(
            _SIGN_LINE.match(one.text) for one in segments[at + 1 : at + 4]
        ):
            continue
        start, below = 0, segments[at + 1].text
        for cell in segment.text.split("\t"):
            name, role = _organization(cell)
            if name is not None and not _REPRESENTS.search(cell) and not _signs_for_another(cell, below):
                yield PartyCandidate(
                    name=name,
                    source=PartySource.SIGNATURE,
                    group=count + at,
                    label=role,
                    evidence=segment.evidence(start, start + len(cell)),
                    confidence=0.6,
                )
            start += len(cell) + 1


def _of_area(area: SignatureArea, headings: Sequence[str], count: int) -> Iterator[PartyCandidate]:
    label = next((found["role"] for line in headings if (found := _ROLE_LINE.fullmatch(line.strip()))), None)
    entities = [line for line in (*headings, *area.below, area.name or "", area.title or "") if line]
    for line in entities:
        both = both_capacities(line)
        for one in both or ():
            yield _candidate(area, one, "individually", count, 0.6)
        if both is not None:
            return
    found_entity = False
    for at, line in enumerate(entities):
        name, role = _organization(line)
        below = entities[at + 1] if at + 1 < len(entities) else ""
        if name is not None and not _REPRESENTS.search(line) and not _signs_for_another(line, below):
            found_entity = True
            yield _candidate(area, name, role or label, count, 0.6)
    person = area.name or next((line for line in headings if has_degree(line.strip())), None)
    if not found_entity and person and (not area.title or _IN_OWN_NAME.fullmatch(area.title.strip())):
        name = _individual(person)
        if name is not None:
            yield _candidate(area, name, label, count, 0.6 if label else 0.45)


def _signs_for_another(line: str, below: str) -> bool:
    """Whether a company stands behind "By" in a capacity that the next line says: "its general partner"."""
    return bool(_BY_ENTITY.match(line) and _CAPACITY.match(below))


def _organization(line: str) -> tuple[str | None, str | None]:
    if other_names(line) is not None:
        return None, None
    lead = _LEAD.match(line)
    text = line[lead.end() :] if lead else line
    span = name_at(text, 0)
    if span is None or span.start > 4 or not is_party_name(text, span) or len(text) > 110:
        return None, None
    name = text[span.start : span.end]
    rest = text[span.end :].strip(" .,:;*")
    if rest and not regex.match(r"[(\"“,]|(?:a|an|its|by|d/b/a|as)\b", rest):
        return None, None
    if _NOT_NAMES.search(name) and not has_corporate_form(name):
        return None, None
    if entity_kind_of(name) is not EntityKind.ORGANIZATION or not (
        has_corporate_form(name) or has_organization_word(name)
    ):
        return None, None
    if is_generic(name) or (len(name.split()) < 2 and not has_corporate_form(name)):
        return None, None
    return name, (lead["role"] if lead else None)


def _individual(line: str) -> str | None:
    span = name_at(line, 0)
    if span is None or not is_party_name(line, span):
        return None
    name = line[span.start : span.end]
    good = has_degree(name) or starts_with_given_name(name) or 2 <= len(name.split()) <= 4
    if not good or _NOT_NAMES.search(name) or entity_kind_of(name) is not EntityKind.INDIVIDUAL:
        return None
    return name


def _candidate(area: SignatureArea, name: str, label: str | None, count: int, confidence: float) -> PartyCandidate:
    return PartyCandidate(
        name=name,
        source=PartySource.SIGNATURE,
        group=count,
        label=label,
        evidence=Evidence(page=area.page, quote=name, box=area.box),
        confidence=confidence,
    )
