"""Who refers for the physician side of a relationship: a person, or those who stand in an organization's shoes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from extractors.language.names import entity_kind_of, normalised
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
    side: str, owners: Sequence[Owner], identifiers: Mapping[frozenset[str], str]
) -> tuple[Physician, ...]:
    """The physicians who refer for one side: that person, or the owners of that organization; none where unknown."""
    if entity_kind_of(side) is EntityKind.INDIVIDUAL:
        return (Physician(name=side, npi=identifiers.get(words_of(side))),)
    return tuple(
        Physician(name=owner.name, npi=owner.npi or identifiers.get(words_of(owner.name)), organization=side)
        for owner in owners_of(side, owners)
    )


def identifiers_of(found: Table) -> dict[frozenset[str], str]:
    """The NPI of each name that has just one; a name with several is nobody's for sure."""
    by_words: dict[frozenset[str], set[str]] = {}
    for name, npi in found.rows:
        by_words.setdefault(words_of(str(name)), set()).add(str(npi))
    return {words: next(iter(several)) for words, several in by_words.items() if len(several) == 1}
