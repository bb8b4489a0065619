"""Parties of a letter: who wrote it (letterhead, or the block that signs) and to whom (the lines above "Dear …")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.name_spans import name_at
from extractors.language.names import entity_kind_of, has_corporate_form, has_organization_word, normalised
from extractors.language.party_lists import party_at
from extractors.language.party_mentions import is_party_name
from extractors.language.running_text import RunningText, running_text
from extractors.module_expressions import compiled
from models.party import EntityKind
from models.segment import Instrument, Segment

_DEAR = compiled(r"\bDear\s+(?P<who>(?:(?:Dr|Mr|Mrs|Ms|Prof|Doctor|Professor)s?\.?\s+)?[\p{Lu}][^:,\n]{0,60})\s*[:,]")
_DATE = compiled(
    r"^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+\p{Lu}\p{L}+\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4}|Date:.*)\s*$"
)
_ADDRESS = compiled(
    r"""(?x)\d{5}\b | (?i:^(?:p\.?\s?o\.?\s+box|suite|tel|fax|phone|www|via|by\s|re:|office\s+of|department\s+of))
      | \d+\s+\p{Lu}[\w\ ]+\b(?:Street|Avenue|Road|Drive|Lane|Boulevard|Way|Court|Place|Loop|Row|St|Ave|Rd|Dr|Blvd)\b"""
)
# "A Critical Access Hospital" under a letterhead's name says what the sender is.
_SAYS_WHAT = compiled(r"^An?\s")
_COURTESY = compiled(r"^(?:Mr|Mrs|Ms|Miss)\.?\s+")
_WITHIN = 25
_FIRST_SENTENCES = 900
_ACTS_FOR = compiled(
    r"(?i)(?:\bon\s+behalf\s+of|\b(?:between\s+)?you\s+and|\bemployment\s+(?:with|by)|\bjoin(?:ing)?|"
    r"\bposition\s+[^.;]{0,90}?\b(?:for|with|at))\s+(?:the\s+)?(?=(?-i:\p{Lu}))"
)


def letter_parties(instrument: Instrument) -> Iterator[PartyCandidate]:
    """The writer (label "sender") and those written to (label "addressee"); nothing when this is no letter."""
    head = instrument.segments[:_WITHIN]
    at = next((index for index, segment in enumerate(head) if _DEAR.search(segment.text)), None)
    if at is None:
        return
    lines = list(head[: at + 1])
    start = next((index for index, segment in enumerate(lines) if _DATE.match(segment.text.strip())), None)
    above, below = (lines[:start], lines[start + 1 :]) if start is not None else _apart(lines)
    yield from _named(above, "sender", 0.75)
    dear = _DEAR.search(head[at].text)
    yield from _named(below, "addressee", 0.75, written_to=dear["who"] if dear else None)
    yield from _writing_for(running_text(instrument.segments[at:], _FIRST_SENTENCES))


def _writing_for(body: RunningText) -> Iterator[PartyCandidate]:
    """The entity that the first sentences say the writer acts for: "On behalf of Tern Clinic, Inc., I am pleased"."""
    for match in _ACTS_FOR.finditer(body.text):
        party = party_at(body.text, match.end())
        if party is not None and entity_kind_of(party.name) is EntityKind.ORGANIZATION:
            yield PartyCandidate(
                name=party.name,
                source=PartySource.LETTER,
                group=0,
                defined_terms=party.defined_terms,
                label="sender",
                evidence=body.evidence(party.start, party.start + len(party.name)),
                confidence=0.7,
            )


def _apart(lines: Sequence[Segment]) -> tuple[Sequence[Segment], Sequence[Segment]]:
    """Letterhead and addressee where no date stands between them: the first address line ends the letterhead."""
    for index, segment in enumerate(lines):
        if index and _ADDRESS.search(segment.text):
            return lines[: index + 1], lines[index + 1 :]
    return lines[:1], lines[1:]


def _named(
    lines: Sequence[Segment], label: str, confidence: float, written_to: str | None = None
) -> Iterator[PartyCandidate]:
    for segment in lines:
        for start, text in _rows(segment):
            if _ADDRESS.search(text) or _DATE.match(text) or _SAYS_WHAT.match(text):
                continue
            span = name_at(text, 0)
            if (
                span is None
                or not is_party_name(text, span)
                or not regex.match(r"\.?\s*(?:$|,|\(|\|)", text[span.end :])
            ):
                continue
            name = _COURTESY.sub("", regex.sub(r"\s+", " ", text[span.start : span.end]))
            individual = entity_kind_of(name) is EntityKind.INDIVIDUAL
            if individual and (label == "sender" or not _is_written_to(name, written_to)):
                continue
            if not individual and not (has_corporate_form(name) or has_organization_word(name)):
                continue
            yield PartyCandidate(
                name=name,
                source=PartySource.LETTER,
                group=0,
                label=label,
                evidence=segment.evidence(start + span.start, start + span.end),
                confidence=confidence,
            )


def _is_written_to(name: str, written_to: str | None) -> bool:
    """Whether "Dear Dr. Ruiz" means this person; a first name alone, perhaps a short one, says nothing against it."""
    called = normalised(written_to or "").split()
    formal = bool(regex.match(r"(?i)(?:dr|mr|mrs|ms|prof|doctor)s?\b", written_to or ""))
    return not called or (not formal and len(called) == 1) or called[-1] in normalised(name).split()


def _rows(segment: Segment) -> Iterator[tuple[int, str]]:
    at = 0
    for cell in segment.text.split("\t"):
        text = cell.split(" Dear ")[0]
        if len(text) < 90:
            yield at, text
        at += len(cell) + 1
