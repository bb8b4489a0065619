"""Who refers for the physician side of a relationship: a person, or those who stand in an organization's shoes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from extractors.language.names import entity_kind_of, is_physician_name, normalised
from models.base import Frozen
from models.look_back import Physician
from models.party import EntityKind
from reports.referrers import words_of
from store.query import Table

OWNERS: Final = """
select person as name, other as organization, cast(null as varchar) as npi, first_day, last_day
from ownership_and_family
where relation = 'owner' and basis is distinct from 'titular'
union all
select physician, group_practice, npi, first_day, last_day from group_roster where status = 'owner'
order by all
"""
"""Owners stand in the shoes of their physician organization; titular owners only if they choose (42 CFR 411.354(c))."""
FAMILY: Final = """
select distinct person, relative from (
    select person, other as relative from ownership_and_family where relation <> 'owner'
    union all
    select other, person from ownership_and_family where relation <> 'owner'
)
order by all
"""
"""Whom a ledger calls immediate family of each other, either way round (42 CFR 411.351)."""
IDENTIFIERS: Final = """
select name, npi from (
    select physician as name, npi from group_roster where npi is not null
    {of_parties}
)
group by all order by all
"""
OF_PARTIES: Final = "union all select name, npi from parties where npi is not null"


class Owner(Frozen):
    """Somebody who owns an organization, as a ledger has it; the days are open where they are None."""

    name: str
    organization: str
    npi: str | None
    first_day: date | None
    last_day: date | None


class Kin(Frozen):
    """Two persons who are immediate family."""

    person: str
    relative: str


def owners_of(organization: str, owners: Sequence[Owner]) -> tuple[Owner, ...]:
    """The owners of an organization, each person once."""
    found: dict[frozenset[str], Owner] = {}
    for owner in owners:
        if normalised(owner.organization) == normalised(organization):
            known = found.get(words_of(owner.name))
            if known is None or (known.npi is None and owner.npi is not None):
                found[words_of(owner.name)] = owner
    return tuple(found.values())


def physicians_of(
    side: str, owners: Sequence[Owner], identifiers: Mapping[frozenset[str], str], family: Sequence[Kin] = ()
) -> tuple[Physician, ...]:
    """The physicians who refer for one side: that person, or the owners of that organization; none where unknown.

    What immediate family has counts for the physician of it (42 CFR 411.353(a)): in the place of one who, by name and
    identifier, is no physician stand the physicians of the family, if a ledger names any.
    """
    if entity_kind_of(side) is EntityKind.INDIVIDUAL:
        people, organization = [Physician(name=side, npi=identifiers.get(words_of(side)))], None
    else:
        people, organization = [Physician(name=one.name, npi=one.npi) for one in owners_of(side, owners)], side
    found: dict[frozenset[str], Physician] = {}
    for person in people:
        for one in _referring(person, family, identifiers):
            npi = one.npi or identifiers.get(words_of(one.name))
            found.setdefault(words_of(one.name), Physician(name=one.name, npi=npi, organization=organization))
    return tuple(found.values())


def _referring(
    person: Physician, family: Sequence[Kin], identifiers: Mapping[frozenset[str], str]
) -> Sequence[Physician]:
    def refers(one: Physician) -> bool:
        return one.npi is not None or words_of(one.name) in identifiers or is_physician_name(one.name)

    if refers(person):
        return (person,)
    kin = [Physician(name=one.relative) for one in family if words_of(one.person) == words_of(person.name)]
    return [one for one in kin if refers(one)] or (person,)


def identifiers_of(found: Table) -> dict[frozenset[str], str]:
    """The NPI of each name that has just one; a name with several is nobody's for sure."""
    by_words: dict[frozenset[str], set[str]] = {}
    for name, npi in found.rows:
        by_words.setdefault(words_of(str(name)), set()).add(str(npi))
    return {words: next(iter(several)) for words, several in by_words.items() if len(several) == 1}
