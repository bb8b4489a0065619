"""Which parties can refer patients, and which are hospitals, as far as the contract shows it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import regex

from extractors.language.passages import Passage, passages_of
from extractors.language.sentences import sentences
from extractors.quick_expressions import QuickExpression
from extractors.terms.dhs.lexicon import categories_in
from extractors.word_expressions import compiled_of_words
from models.compensation import DhsCategory
from models.party import Party
from models.segment import Instrument

_WINDOW = 260
_AT_THE_START = 12


def with_referral_sources(instrument: Instrument, parties: Sequence[Party]) -> tuple[Party, ...]:
    """The parties, each that the contract shows to be able to refer marked as such."""
    if all(party.can_refer for party in parties):
        return tuple(parties)
    passages = passages_of(instrument.segments)
    return tuple(
        party.model_copy(update={"can_refer": True}) if not party.can_refer and refers(party, passages) else party
        for party in parties
    )


def refers(party: Party, passages: Sequence[Passage]) -> bool | None:
    """Whether a party, an owner of it or a member of the family can refer patients; None when nothing tells.

    A physician, a practice of physicians and a company that physicians own can (42 CFR 411.351, 411.354(c)); a hospital
    as such furnishes services and refers to nobody.
    """
    if party.is_physician or party.can_refer:
        return True
    if party.can_refer is False:
        return False
    if _tells("practice_names", party.name):
        return True
    for sentence in _about(party, passages):
        if _tells("not_physician_owned", sentence):
            return False
        if _tells("physician_owned", sentence):
            return True
    return False if is_hospital(party, passages) else None


def is_hospital(party: Party, passages: Sequence[Passage]) -> bool:
    """Whether a party is a hospital, or furnishes services as a department of one."""
    if _tells("hospital_names", party.name):
        return not _tells("practice_names", party.name)
    return any(_tells("hospital_descriptions", text) for text in _introductions(party, passages))


def furnished_by(party: Party, passages: Sequence[Passage]) -> tuple[DhsCategory, ...]:
    """The designated health services that a party is there to furnish, by its name or what is said right behind it."""
    return categories_in(" ".join((party.name, *_introductions(party, passages))))


def _introductions(party: Party, passages: Sequence[Passage]) -> Iterator[str]:
    """What is said right behind a party's name where the parties are named."""
    named = compiled_of_words(regex.escape(party.name), regex.IGNORECASE)
    for passage in passages[:12]:
        for match in named.finditer(passage.text):
            text = passage.text[match.end() : match.end() + _WINDOW]
            yield regex.split(r"[“\"(]\s*(?:the\s+)?[“\"]|\)|;", text)[0]


def _about(party: Party, passages: Sequence[Passage]) -> Iterator[str]:
    """The introductions of a party, then every sentence that speaks of it by name or defined term."""
    yield from _introductions(party, passages)
    names = [regex.escape(name) for name in (party.name, *party.defined_terms) if len(name) > 2]
    if not names:
        return
    named = compiled_of_words(rf"\b(?:{'|'.join(names)})(?!\w)")
    for passage in passages:
        if not named.search(passage.text):
            continue
        is_subject = False
        for start, end in sentences(passage.text):
            sentence = passage.text[start:end]
            mention = named.search(sentence)
            # "Lessor is a company. Its members are ...": what is said next of the subject is said of the party.
            if mention is not None or (is_subject and _goes_on_about_it().match(sentence)):
                yield sentence
                is_subject = is_subject or (mention is not None and mention.start() <= _AT_THE_START)
            else:
                is_subject = False


@cache
def _goes_on_about_it() -> QuickExpression:
    owners = r"(?:owners?|members?|partners?|shareholders?)"
    return QuickExpression.of(
        rf"(?:Its|Each\s+of\s+its|(?:All|None)\s+(?:of\s+)?its|No\s+{owners}|The\s+(?:sole\s+)?{owners}(?!\s+of)|It\s+is)\b"
    )


def _tells(kind: str, text: str) -> bool:
    return any(expression.search(text) for expression in _words(kind))


@cache
def _words(kind: str) -> tuple[QuickExpression, ...]:
    # One by one: most are not tried on a text that lacks what they need, and what all of them need is next to nothing.
    content = tomllib.loads((files("extractors.assembly") / "referral_sources.toml").read_text("utf-8"))
    return tuple(QuickExpression.of(pattern, regex.IGNORECASE) for pattern in content[kind]["patterns"])
