"""Which of several lists of names holds the parties: preambles, labels, a plan, a letter, or who signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from extractors.assembly.named_parties import Named, has_label
from extractors.candidates import PartySource
from extractors.language.listed_terms import terms_of_parties
from extractors.language.names import entity_kind_of
from extractors.word_expressions import compiled_of_words
from models.party import EntityKind

_ACTS = r"[\"”]?\)?,?\s+(?:hereby\s+)?(?:is|has|shall|will|may|must|agrees?|desires?|\p{Ll}{2,}s)\b"
FEWEST_ACTS = 2
_OPENING = 9_000
_FIRST_LINES, _FEWEST_MENTIONS = 700, 4
_SAID_SO = 1.15
_BESIDE_BLANK = 0.55


class PartyChoice(NamedTuple):
    """Candidates that name the parties together, and how far to believe them."""

    members: tuple[Named, ...]
    score: float


def best_list(everyone: Sequence[Named], text: str) -> PartyChoice | None:
    """The most believable list; None when no source names anybody."""
    lists = [
        *_preambles(everyone),
        *_by_terms(everyone, text),
        *_labelled(everyone),
        *_plans(everyone),
        *_letters(everyone),
        *_others(everyone, text),
    ]
    return max((one for one in lists if one.members), key=lambda one: one.score, default=None)


def _preambles(everyone: Sequence[Named]) -> Iterable[PartyChoice]:
    groups = sorted({one.group for named in everyone for one in named.candidates if one.source is PartySource.PREAMBLE})
    for group in groups:
        seen = [
            (named, one)
            for named in everyone
            for one in named.candidates
            if one.source is PartySource.PREAMBLE and one.group == group
        ]
        members = tuple(dict.fromkeys(named for named, _ in seen))
        if len(members) < 2:
            if any(one.beside_blank for _, one in seen):
                yield PartyChoice(members, _BESIDE_BLANK)
            continue
        called = sum(bool(one.defined_terms or one.label) for _, one in seen) / len(seen)
        confidence = max(one.confidence for _, one in seen)
        yield PartyChoice(members, confidence + 0.12 * called + 0.1 * _signing(members) - min(group, 12_000) / 100_000)


def _by_terms(everyone: Sequence[Named], text: str) -> Iterable[PartyChoice]:
    """Those called by the terms in "This Agreement is made between the Hospital and the Surgeons"."""
    for terms in terms_of_parties(text[:_OPENING]):
        called = [[named for named in everyone if _is_called(named, term)] for term in terms]
        alone = all(len(several) == 1 or term.endswith("s") for term, several in zip(terms, called, strict=True))
        if all(called) and alone:
            yield PartyChoice(tuple(dict.fromkeys(named for several in called for named in several)), _SAID_SO)


def _is_called(named: Named, term: str) -> bool:
    return term in named.defined_terms or term.casefold() in {label.casefold() for label in named.labels}


def _signing(members: Sequence[Named]) -> float:
    """The share of parties that some place to sign names."""
    return sum(PartySource.SIGNATURE in named.sources for named in members) / len(members)


def _labelled(everyone: Sequence[Named]) -> Iterable[PartyChoice]:
    for groups in ((1,), (2,), (3,), (1, 2, 3)):
        members = tuple(
            named
            for named in everyone
            if any(one.source is PartySource.LABEL and one.group in groups for one in named.candidates)
        )
        if len(members) >= 2:
            yield PartyChoice(members, 0.9 + 0.1 * _signing(members) - 0.05 * max(len(members) - 3, 0))


def _plans(everyone: Sequence[Named]) -> Iterable[PartyChoice]:
    employers = [named for named in everyone if has_label(named, PartySource.PLAN, "employer")][:1]
    people = [named for named in everyone if has_label(named, PartySource.PLAN, "employee")]
    if not employers and len(people) > 1:
        employers = [named for named in everyone if _is_introduced_practice(named)][:1]
    if employers and not people:
        people = [
            named
            for named in everyone
            if named not in employers
            and entity_kind_of(named.best.name) is EntityKind.INDIVIDUAL
            and PartySource.SIGNATURE in named.sources
        ]
    if employers:
        yield PartyChoice((*employers, *people), 1.1)


def _is_introduced_practice(named: Named) -> bool:
    """Whether an organization is introduced in prose, as one is beside whose physicians a plan lists."""
    introduced = PartySource.INTRODUCTION in named.sources and bool(named.defined_terms)
    return introduced and entity_kind_of(named.best.name) is EntityKind.ORGANIZATION


def _letters(everyone: Sequence[Named]) -> Iterable[PartyChoice]:
    """The writer, and of those written to the entity, unless the person alone accepts, or accepts for both."""
    senders = [named for named in everyone if has_label(named, PartySource.LETTER, "sender")]
    addressed = [
        named for named in everyone if has_label(named, PartySource.LETTER, "addressee") and named not in senders
    ]
    if not addressed:
        return
    if not senders:
        senders = [
            named
            for named in everyone
            if named not in addressed
            and PartySource.SIGNATURE in named.sources
            and entity_kind_of(named.best.name) is EntityKind.ORGANIZATION
        ]
    senders.sort(key=lambda named: PartySource.SIGNATURE not in named.sources)
    entities = [named for named in addressed if entity_kind_of(named.best.name) is EntityKind.ORGANIZATION]
    people = [named for named in addressed if named not in entities]
    signing = [named for named in entities if PartySource.SIGNATURE in named.sources]
    both = [named for named in addressed if has_label(named, PartySource.SIGNATURE, "individually")]
    chosen = both or signing[:1] or people[:1] or entities[:1]
    yield PartyChoice((*senders[:1], *chosen), 0.98)


def _others(everyone: Sequence[Named], text: str) -> Iterable[PartyChoice]:
    """What introductions and places to sign say, where nothing names the parties together."""
    named = tuple(named for named in everyone if PartySource.INTRODUCTION in named.sources)
    introduced = tuple(one for one in named if any(acts(term, text) >= FEWEST_ACTS for term in one.defined_terms))
    both = tuple(one for one in named if PartySource.SIGNATURE in one.sources)
    if len(both) >= 2:
        yield PartyChoice(both, 0.9)
    opening = tuple(one for one in everyone if _is_labelled(one) or _opens(one, text))
    if len(opening) >= 2 and all(one in opening for one in both):
        yield PartyChoice(opening, 0.92)
    if len(introduced) >= 2:
        yield PartyChoice(introduced, 0.7)
    signed = tuple(named for named in everyone if PartySource.SIGNATURE in named.sources)
    firm = tuple(
        named
        for named in everyone
        if PartySource.SIGNATURE in named.sources and max(one.confidence for one in named.candidates) >= 0.6
    )
    for members, score in ((firm, 0.6), (signed, 0.5), (introduced, 0.4)):
        if members:
            yield PartyChoice(members, score - (0.3 if len(members) < 2 else 0.0))


def _is_labelled(named: Named) -> bool:
    return any(one.source is PartySource.LABEL and one.group == 1 for one in named.candidates)


def _opens(named: Named, text: str) -> bool:
    """Whether somebody is introduced in the first lines of the contract and spoken of by that term later."""
    introduced = (one.group for one in named.candidates if one.source is PartySource.INTRODUCTION)
    spoken_of = any(text.count(term) >= _FEWEST_MENTIONS for term in named.defined_terms)
    return min(introduced, default=_OPENING) < _FIRST_LINES and spoken_of


def acts(term: str, text: str) -> int:
    """How often a term is the subject of what parties do."""
    if term not in text:
        return 0
    return sum(1 for _ in compiled_of_words(rf"\b{regex.escape(term)}{_ACTS}").finditer(text))
