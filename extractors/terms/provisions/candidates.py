"""Every clause that one of the patterns of this folder takes for a provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from extractors.language.clauses import Clause, sightings
from extractors.patterns import Pattern, load_patterns
from models.provision import Provision, ProvisionKind

_FOLDER = Path(__file__).parent


def provision_candidates(clauses: Sequence[Clause]) -> Iterator[Provision]:
    """Provisions in reading order of each file's clauses, the same one perhaps several times.

    A pattern's name begins with the kind it sees ("exclusive_use: sole and exclusive"); its groups `subject` and
    `quantity` become those of the provision.
    """
    for sighting in sightings(patterns(), clauses):
        told = sighting.match.groupdict()
        yield Provision(
            kind=kind_of(sighting.pattern),
            subject=" ".join((told.get("subject") or "").split()),
            quantity=_number(told.get("quantity")),
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
    return tuple(pattern for path in sorted(_FOLDER.glob("*.toml")) for pattern in load_patterns(path))


def _number(words: str | None) -> Decimal | None:
    try:
        return Decimal(words.replace(",", "")) if words else None
    except InvalidOperation:
        return None
