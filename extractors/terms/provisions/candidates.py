"""Every clause that one of the patterns of this folder takes for a provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from extractors.language.clauses import Clause, sightings, worth_reading
from extractors.language.exhibit_labels import exhibit_label
from extractors.language.numbers import number_in_words
from extractors.language.readable import INNER_STOP
from extractors.patterns import Pattern, load_patterns
from models.provision import Provision, ProvisionKind

_FOLDER = Path(__file__).parent
_OF_EXHIBITS = frozenset(
    {ProvisionKind.EXHIBIT_REFERRED_TO, ProvisionKind.EXHIBIT_LEFT_BLANK, ProvisionKind.EXHIBIT_TO_COME}
)


class _Area(NamedTuple):
    """The patterns of one file, and what at least one of them needs."""

    patterns: tuple[Pattern, ...]
    prefilter: regex.Pattern[str]


def provision_candidates(clauses: Sequence[Clause]) -> Iterator[Provision]:
    """Provisions in reading order of each file's clauses, the same one perhaps several times.

    A pattern's name begins with the kind it sees ("exclusive_use: sole and exclusive"); its groups `subject` and
    `quantity` become those of the provision.
    """
    for area in _areas():
        for sighting in sightings(area.patterns, worth_reading(clauses, area.prefilter)):
            told = sighting.match.groupdict()
            kind = kind_of(sighting.pattern)
            yield Provision(
                kind=kind,
                subject=_subject(kind, told.get("subject") or ""),
                quantity=_quantity(sighting.match, told.get("quantity")),
                evidence=sighting.found.evidence(),
                confidence=sighting.pattern.confidence,
                found_by=sighting.pattern.name,
            )


def kind_of(pattern: Pattern) -> ProvisionKind:
    """The kind that a pattern sees, by its name. Raises ValueError when it names none."""
    return ProvisionKind(pattern.name.partition(":")[0])


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns of every file of this folder, by file name."""
    return tuple(pattern for area in _areas() for pattern in area.patterns)


@cache
def _areas() -> tuple[_Area, ...]:
    return tuple(_area(load_patterns(path)) for path in sorted(_FOLDER.glob("*.toml")))


def _area(found: tuple[Pattern, ...]) -> _Area:
    """A file's patterns; raises ValueError where one has no `needs`, without which every clause would be tried."""
    if slow := [pattern.name for pattern in found if pattern.needs is None]:
        raise ValueError(f"patterns without needs: {slow}")
    wanted = dict.fromkeys(f"(?:{pattern.needs})" for pattern in found)
    return _Area(found, regex.compile("|".join(wanted), regex.VERBOSE | regex.IGNORECASE))


def _subject(kind: ProvisionKind, words: str) -> str:
    return exhibit_label(words) if kind in _OF_EXHIBITS else " ".join(words.split())


def _quantity(match: regex.Match[str], digits: str | None) -> Decimal | None:
    """The number in digits, or failing that the one written in words; a stop inside a number was masked."""
    try:
        return Decimal(digits.replace(",", "").replace(INNER_STOP, ".")) if digits else _in_words(match)
    except InvalidOperation:
        return None


def _in_words(match: regex.Match[str]) -> Decimal | None:
    words = match.groupdict().get("words")
    return number_in_words(words) if words else None
