"""The national provider identifier that a contract gives a party, beside the name or in the place to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from extractors.language.names import legal_name, without_degrees
from extractors.module_expressions import compiled
from extractors.quick_expressions import QuickExpression
from extractors.word_expressions import compiled_of_words
from models.party import Party
from models.provider_identifier import is_provider_identifier
from models.segment import Instrument, SegmentKind

_WORD = r"(?:\bN\.?\s?P\.?\s?I\b\.?|\bnational\s+provider\s+identif(?:ier|ication)\b)"
_CALLED = QuickExpression.of(rf"(?i){_WORD}")
_STATED = compiled(
    rf"(?i){_WORD}(?:\s*\(\s*{_WORD}\s*\))?(?:\s+(?:numbers?|nos?\b\.?))?"
    r"(?:\s+(?:of|is|for)\b[^.;\n\d]{0,60})?[\s:#=._-]{0,40}"
    r"(?P<number>[12](?:[\s-]?\d){9})(?!\d)"
)
_SOMEBODY = compiled(r"\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}.'’-]*)*,\s*(?:M\.?\s?D|D\.?\s?O|N\.?\s?P|P\.?\s?A)\b")
_NUMBER = compiled(r"(?<![\d-])[12]\d{9}(?![\d-])")
_WINDOW = 400
"""Characters between a name and the number that is its own: the lines of a place to sign, not a page."""


class _Mention(NamedTuple):
    """Where a party is named: the offset at which its name ends, and whose name it is."""

    end: int
    party: int


def with_provider_identifiers(instrument: Instrument, parties: Sequence[Party]) -> tuple[Party, ...]:
    """The parties, each with the identifier the contract gives it; one given two has none, nor have two given one."""
    if _CALLED.search(instrument.text) is None:
        return tuple(parties)
    given: dict[int, set[str]] = {}
    for party, number in (*_beside(instrument.text, parties), *_in_rows(instrument, parties)):
        given.setdefault(party, set()).add(number)
    single = {party: next(iter(numbers)) for party, numbers in given.items() if len(numbers) == 1}
    several = {number for number in single.values() if list(single.values()).count(number) > 1}
    return tuple(
        party.model_copy(update={"npi": single[index]}) if single.get(index, "") not in {"", *several} else party
        for index, party in enumerate(parties)
    )


def _beside(text: str, parties: Sequence[Party]) -> Iterator[tuple[int, str]]:
    """Each identifier with the party named last before it, unless somebody else's name or number stands between."""
    mentions = _mentions(text, parties)
    last_number = 0
    for stated in _STATED.finditer(text):
        number = regex.sub(r"\D", "", stated["number"])
        before = [
            one for one in mentions if max(last_number, stated.start() - _WINDOW) <= one.end <= stated.start("number")
        ]
        last_number = stated.end()
        if not before or not is_provider_identifier(number):
            continue
        nearest = max(before)
        if _SOMEBODY.search(text, nearest.end, stated.start()) is None:
            yield nearest.party, number


def _in_rows(instrument: Instrument, parties: Sequence[Party]) -> Iterator[tuple[int, str]]:
    """Each identifier in a row of a table that has a column for them, with the one party that the row names."""
    of_identifiers = False
    for segment in instrument.segments:
        if segment.kind is not SegmentKind.TABLE_ROW:
            of_identifiers = False
            continue
        of_identifiers = of_identifiers or _CALLED.search(segment.text) is not None
        numbers = {found[0] for found in _NUMBER.finditer(segment.text) if is_provider_identifier(found[0])}
        named = {one.party for one in _mentions(segment.text, parties)}
        if of_identifiers and len(numbers) == len(named) == 1:
            yield named.pop(), numbers.pop()


def _mentions(text: str, parties: Sequence[Party]) -> list[_Mention]:
    return [
        _Mention(found.end(), index)
        for index, party in enumerate(parties)
        for name in {party.name, without_degrees(legal_name(party.name)), *party.defined_terms}
        if len(name) > 2
        for found in compiled_of_words(rf"(?<!\w){regex.escape(name)}(?!\w)", regex.IGNORECASE).finditer(text)
    ]
