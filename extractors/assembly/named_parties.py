"""Candidates of one name brought together: everything the sources say of one party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.candidates import PartyCandidate, PartySource
from extractors.language.names import entity_kind_of, has_corporate_form, has_degree, same_name
from extractors.language.party_words import is_generic
from extractors.module_expressions import compiled
from models.party import EntityKind

_ONLY_FORM = compiled(r"(?i),? (?:inc|incorporated|llc|l\.l\.c|corp|corporation|ltd)\.?")
# What stands in cells and over lines to sign may be but a line of a name.
_LABELLED = frozenset({PartySource.LABEL})
_BROKEN = frozenset({PartySource.LABEL, PartySource.SIGNATURE})
_FEW_WORDS = 2


class Named(NamedTuple):
    """All candidates that are one party, in the order seen."""

    candidates: tuple[PartyCandidate, ...]

    @property
    def best(self) -> PartyCandidate:
        """The candidate whose name, words and evidence stand for the party."""
        return max(self.candidates, key=_worth)

    @property
    def sources(self) -> frozenset[PartySource]:
        """Where the party is named."""
        return frozenset(one.source for one in self.candidates)

    @property
    def defined_terms(self) -> tuple[str, ...]:
        """Every term any candidate has, without repeats."""
        found: dict[str, None] = {}
        for one in self.candidates:
            found.update(dict.fromkeys(one.defined_terms))
        return tuple(found)

    @property
    def called(self) -> tuple[str, ...]:
        """What the contract calls the party afterwards: its defined terms, or else its label ("Lessor:")."""
        if self.defined_terms:
            return self.defined_terms
        sources = {PartySource.LABEL, PartySource.PREAMBLE}
        labels = (one.label for one in self.candidates if one.source in sources and one.label)
        words = (label.title() if label.isupper() or label.islower() else label for label in labels)
        return tuple(dict.fromkeys(word for word in words if is_generic(word)))[:1]

    @property
    def labels(self) -> tuple[str, ...]:
        """What labels and "as lessor" call the party."""
        return tuple(dict.fromkeys(one.label for one in self.candidates if one.label))


def _worth(one: PartyCandidate) -> tuple[bool, bool, bool, float]:
    """Prose before places to sign, whole names before names cut short, names with terms before those without."""
    whole = has_corporate_form(one.name) or has_degree(one.name)
    return one.source is not PartySource.SIGNATURE, whole, bool(one.defined_terms), one.confidence


def gathered(candidates: Iterable[PartyCandidate]) -> list[Named]:
    """Candidates of one name together, in the order first seen."""
    found: list[list[PartyCandidate]] = []
    for candidate in candidates:
        mine = next((group for group in found if group[0].name.casefold() == candidate.name.casefold()), None)
        mine = mine or next((group for group in found if _is_same(group, candidate)), None)
        if mine is None:
            found.append([candidate])
        else:
            mine.append(candidate)
    return [Named(tuple(group)) for group in found]


def without_parts(candidates: Sequence[PartyCandidate]) -> list[PartyCandidate]:
    """The candidates without names that a narrow column has broken: "LANDLORD: Tern University Medical" over "Center"
    beside "Tenant: Skerry Imaging" over "Consultants, LLP", of landlords and tenants named whole elsewhere.
    """
    longest = {one.name for one in candidates if one.source in _LABELLED and len(one.name.split()) > _FEW_WORDS}
    return [one for one in candidates if one.source not in _BROKEN or not _is_part(one, candidates, longest)]


def _is_part(one: PartyCandidate, candidates: Sequence[PartyCandidate], longest: Iterable[str]) -> bool:
    name = one.name.casefold()
    label = (one.label or "").casefold()
    begins = any(
        other.name.casefold().startswith(f"{name} ") and (other.label or "").casefold() == label
        for other in candidates
        if other.source in _LABELLED
    )
    return (bool(label) and begins) or any(other.casefold().endswith(f" {name}") for other in longest)


def _is_same(group: Sequence[PartyCandidate], candidate: PartyCandidate) -> bool:
    if any(_in_one_list(one, candidate) for one in group):
        return False
    return any(same_name(one.name, candidate.name) or candidate.name in one.defined_terms for one in group[:4])


def _in_one_list(one: PartyCandidate, other: PartyCandidate) -> bool:
    """A list of parties names nobody twice: "Tern Ltd" and "Tern Inc" in one preamble are two.

    "BETWEEN ASHDOWN AND TERN" of a title above "Tern, Inc." does; a person beside the person's company are two.
    """
    if not (one.source is other.source is PartySource.PREAMBLE and one.group == other.group and one.name != other.name):
        return False
    shorter, longer = sorted((one.name, other.name), key=len)
    named_short = longer.casefold().startswith(shorter.casefold()) and _ONLY_FORM.fullmatch(longer[len(shorter) :])
    return not (named_short and entity_kind_of(shorter) is not EntityKind.INDIVIDUAL)


def has_label(named: Named, source: PartySource, label: str) -> bool:
    """Whether a source names the party under that label."""
    return any(one.source is source and one.label == label for one in named.candidates)
