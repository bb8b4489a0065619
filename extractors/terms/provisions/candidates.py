"""Every clause that one of the patterns of this folder takes for a provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from extractors.language.clauses import Clause, Sighting, sightings
from extractors.language.exhibit_labels import exhibit_label
from extractors.language.numbers import number_in_words
from extractors.language.readable import INNER_STOP
from extractors.module_expressions import compiled
from extractors.patterns import Pattern, load_patterns
from extractors.strings_present import bits_in, bits_of
from models.provision import Provision, ProvisionKind

_FOLDER = Path(__file__).parent
_OF_EXHIBITS = frozenset(
    {ProvisionKind.EXHIBIT_REFERRED_TO, ProvisionKind.EXHIBIT_LEFT_BLANK, ProvisionKind.EXHIBIT_TO_COME}
)
_BLANK = compiled(r"\\s\+?")
_LETTERS_OR_FIGURES = compiled(r"\w+")
_PLAIN = compiled(r"[a-z0-9 %$'./-]+")


class _Sought(NamedTuple):
    """The patterns that need one of the same words, and the bits of a word of each."""

    bits: int
    patterns: tuple[Pattern, ...]


def provision_candidates(clauses: Sequence[Clause]) -> Iterator[Provision]:
    """Provisions in reading order of the clauses, the same one perhaps several times.

    A pattern's name begins with the kind it sees ("exclusive_use: sole and exclusive"); its groups `subject` and
    `quantity` become those of the provision, and so does a number in words in the group `words`.
    """
    all_sought = _sought()
    for clause in clauses:
        present = bits_in(clause.segment.text)
        for sought in all_sought:
            if sought.bits & present:
                yield from map(_provision, sightings(sought.patterns, (clause,)))


def kind_of(pattern: Pattern) -> ProvisionKind:
    """The kind that a pattern sees, by its name. Raises ValueError when it names none."""
    return ProvisionKind(pattern.name.partition(":")[0])


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns of every file of this folder, by file name."""
    return tuple(chain.from_iterable(load_patterns(path) for path in sorted(_FOLDER.glob("*.toml"))))


def words_needed(pattern: Pattern) -> tuple[str, ...]:
    """The words of which a clause must hold one, in lower case.

    Looking for a hundred patterns' words in every clause is only quick if they are plain ones. Raises ValueError
    where they are not, or where a pattern needs none.
    """
    words = tuple(_BLANK.sub(" ", word).lower() for word in (pattern.needs or "").split("|"))
    if bad := [word for word in words if not _PLAIN.fullmatch(word)]:
        raise ValueError(f"{pattern.name} needs plain words: {bad}")
    return words


@cache
def _sought() -> tuple[_Sought, ...]:
    by_words: dict[frozenset[str], list[Pattern]] = {}
    for pattern in patterns():
        by_words.setdefault(frozenset(map(_longest, words_needed(pattern))), []).append(pattern)
    return tuple(_Sought(bits_of(words), tuple(found)) for words, found in by_words.items())


def _longest(words: str) -> str:
    return max(_LETTERS_OR_FIGURES.findall(words), key=len, default=words)


def _provision(sighting: Sighting) -> Provision:
    told = sighting.match.groupdict()
    kind = kind_of(sighting.pattern)
    subject = told.get("subject") or ""
    return Provision(
        kind=kind,
        subject=exhibit_label(subject) if kind in _OF_EXHIBITS else " ".join(subject.split()),
        quantity=_quantity(told.get("quantity"), told.get("words")),
        evidence=sighting.found.evidence(),
        confidence=sighting.pattern.confidence,
        found_by=sighting.pattern.name,
    )


def _quantity(digits: str | None, words: str | None) -> Decimal | None:
    """The number in digits, or failing that the one in words; a stop inside a number was masked."""
    if not digits:
        return number_in_words(words) if words else None
    try:
        return Decimal(digits.replace(",", "").replace(INNER_STOP, "."))
    except InvalidOperation:
        return None
