"""What each party does under the contract: by what it is called, by the kind of contract, and by what it does in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

import regex

from extractors.assembly.named_parties import Named
from extractors.assembly.party_nature import can_refer, is_physician
from extractors.language.names import entity_kind_of
from extractors.language.party_acts import Acts, acts_of, hires
from extractors.language.party_words import SIDES, role_of_word
from models.contract import ContractKind
from models.party import EntityKind, Party, PartyRole

_RENTALS = {ContractKind.OFFICE_LEASE, ContractKind.EQUIPMENT_LEASE, ContractKind.TIMESHARE}
_EMPLOYMENTS = {ContractKind.EMPLOYMENT, ContractKind.GROUP_COMPENSATION_PLAN}
_HIRES = 3.0
_SAID_BY_ORDER = 3.0
# Whoever lets and whoever hires, as an order calls them.
_OF_AN_ORDER = ("vendor|supplier|seller", "purchaser|buyer|customer|client")
_WITHOUT_ROLES = {ContractKind.RECRUITMENT, ContractKind.PRACTICE_PURCHASE}


def with_roles(members: Sequence[Named], kind: ContractKind | None, text: str, score: float) -> tuple[Party, ...]:
    """The parties of an arrangement of this kind; `score` is the belief in the list that names them."""
    roles = _roles(members, kind, text)
    return tuple(_party(named, roles[index], text, score) for index, named in enumerate(members))


def _party(named: Named, role: PartyRole, text: str, score: float) -> Party:
    best = named.best
    entity = entity_kind_of(best.name)
    physician = is_physician(best.name, entity, named.defined_terms, named.labels, best.description)
    return Party(
        name=best.name,
        role=role,
        entity_kind=entity,
        is_physician=physician,
        can_refer=can_refer(best.name, physician, named.defined_terms, best.description, text),
        defined_terms=named.called,
        evidence=best.evidence,
        confidence=round(min(max(score, 0.3), 0.97), 2),
    )


def _roles(members: Sequence[Named], kind: ContractKind | None, text: str) -> Mapping[int, PartyRole]:
    stated = {index: _stated(named, kind) for index, named in enumerate(members)}
    if kind in _WITHOUT_ROLES:
        return {i: r if r is PartyRole.GUARANTOR else PartyRole.OTHER for i, r in stated.items()}
    sides = SIDES.get(kind) if kind is not None else None
    if sides is None:
        return {i: _plain(members[i], role) for i, role in stated.items()}
    first, second = sides
    open_to = [i for i, role in stated.items() if role is not PartyRole.GUARANTOR]
    settled = {i: role for i, role in stated.items() if role in {PartyRole.GUARANTOR, first, second} and role}
    waiting = [i for i in open_to if i not in settled]
    if waiting:
        settled |= _by_deed([(i, members[i]) for i in waiting], settled, (first, second), kind, text)
    return {i: settled.get(i, PartyRole.OTHER) for i in stated}


def _stated(named: Named, kind: ContractKind | None) -> PartyRole | None:
    """The role that a label or defined term names outright, if the kind of contract knows such a role."""
    known = set(SIDES.get(kind, ())) | {PartyRole.GUARANTOR} if kind in SIDES else None
    for word in (*named.labels, *named.defined_terms):
        role = role_of_word(word)
        if role is PartyRole.CONTRACTOR and kind in _RENTALS:
            continue
        if role is not None and (known is None or role in known):
            return role
    return None


def _plain(named: Named, role: PartyRole | None) -> PartyRole:
    """Outside the kinds known here only the plainest words are roles: "licensor" is no lessor there."""
    words = " ".join((*named.labels, *named.defined_terms)).lower()
    plain = r"less(?:or|ee)|landlord|tenant|employe[re]|guarantor|client|contractor|consultant"
    return role if role and regex.search(plain, words) else PartyRole.OTHER


def _by_deed(
    waiting: Sequence[tuple[int, Named]],
    settled: Mapping[int, PartyRole],
    sides: tuple[PartyRole, PartyRole],
    kind: ContractKind | None,
    text: str,
) -> dict[int, PartyRole]:
    """Roles by what a party does in the text and what its name says, the strongest first."""
    first, second = sides
    leaning = {i: _leaning(named, kind, acts_of(_called(named), text)) for i, named in waiting}
    if kind is ContractKind.PERSONAL_SERVICES and len(waiting) + len(settled) == len(sides):
        for (i, one), (k, other) in permutations(waiting, 2):
            if hires(_called(one), _called(other), text):
                leaning[i] += _HIRES
                leaning[k] -= _HIRES
    found: dict[int, PartyRole] = {}
    for i, score in sorted(leaning.items(), key=lambda item: -abs(item[1])):
        taken = {*settled.values(), *found.values()}
        if score:
            found[i] = first if score > 0 else second
        elif first in taken and second not in taken:
            found[i] = second
        elif second in taken and first not in taken:
            found[i] = first
        else:
            found[i] = PartyRole.OTHER
    return _both_sides(found, leaning, settled, sides)


def _both_sides(
    found: dict[int, PartyRole],
    leaning: Mapping[int, float],
    settled: Mapping[int, PartyRole],
    sides: tuple[PartyRole, PartyRole],
) -> dict[int, PartyRole]:
    """A contract has two sides: when all lean to one, the least inclined is the other."""
    first, second = sides
    everyone = {*settled.values(), *found.values()} - {PartyRole.GUARANTOR, PartyRole.OTHER}
    if len(everyone) == 1 and len(found) + len([r for r in settled.values() if r in sides]) > 1:
        there = everyone.pop()
        wanted = second if there is first else first
        least = min(found, key=lambda i: leaning[i] if there is first else -leaning[i])
        found[least] = wanted
    return found


def _called(named: Named) -> tuple[str, ...]:
    """What the text calls the party; the writer of a letter is "we" in it and its reader "you"."""
    spoken = {"sender": ("we",), "addressee": ("you",)}
    pronouns = next((spoken[label] for label in named.labels if label in spoken), ())
    return (*named.called, *pronouns, *(() if named.defined_terms else (named.best.name,)))


def _leaning(named: Named, kind: ContractKind | None, acts: Acts) -> float:
    """Above zero for the first side of the kind (lessor, employer, client), below for the second."""
    individual = entity_kind_of(named.best.name) is EntityKind.INDIVIDUAL
    words = " ".join((*named.defined_terms, *named.labels))
    if kind in _RENTALS:
        sells, buys = (regex.search(rf"(?i)\b(?:{sort})\b", words) is not None for sort in _OF_AN_ORDER)
        return float(acts.lets - acts.rents) + _SAID_BY_ORDER * (sells - buys)
    if kind in _EMPLOYMENTS:
        return (-3.0 if individual else 3.0) + 0.2 * (acts.engages - acts.serves)
    score = 0.5 * (acts.engages + acts.pays - acts.serves)
    if individual or regex.search(r"(?i)\b(?:physicians?|doctor|dr|group|practice|director|surgeon)\b", words):
        score -= 2.0
    if regex.search(
        r"(?i)\b(?:hospital|medical center|health|authority|system|district|company|university|clinics?)\b", words
    ):
        score += 1.0
    if regex.search(r"(?i)\b(?:hospital|medical center|health system|health network|university)\b", named.best.name):
        score += 1.5
    elif can_refer(named.best.name, None, (), "", ""):
        score -= 1.0
    return -score if kind is ContractKind.PURCHASE_BY_PHYSICIAN else score
