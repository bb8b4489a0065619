"""What rent is, who takes it, and of what a percentage may be taken."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import Field

from models.base import Frozen
from models.contract import Contract, ContractKind
from models.document import DocumentRole
from models.party import PartyRole

RENTALS = frozenset({ContractKind.OFFICE_LEASE, ContractKind.EQUIPMENT_LEASE, ContractKind.TIMESHARE})
"""The kinds whose pay is rent (42 CFR 411.357(a), (b) and (y))."""


class BaseKind(StrEnum):
    """Whether a percentage shares in what services bring in, or in a cost, a price or an index."""

    REVENUE = "revenue"
    COST = "cost"
    UNKNOWN = "unknown"


class RentBases(Frozen):
    """Words that say of what a percentage is taken, with examples of either sort."""

    revenue_words: tuple[str, ...] = Field(min_length=1)
    cost_words: tuple[str, ...] = Field(min_length=1)
    cost_examples: tuple[str, ...]
    revenue_examples: tuple[str, ...]


def is_rental(contract: Contract) -> bool:
    """Whether the contract rents out space, equipment or a timeshare; a paper that is no contract does not."""
    return contract.document_role is not DocumentRole.OTHER and contract.kind.value in RENTALS


def lessor_can_refer(contract: Contract) -> bool:
    """Whether the contract shows that the lessor, or somebody behind it, can refer patients."""
    return any(party.role is PartyRole.LESSOR and (party.is_physician or party.can_refer) for party in contract.parties)


def base_kind(base: str | None) -> BaseKind:
    """What a percentage of `base` shares in; a word of revenue wins over a word of cost."""
    words = rent_bases()
    if base and _any_of(words.revenue_words).search(base):
        return BaseKind.REVENUE
    if base and _any_of(words.cost_words).search(base):
        return BaseKind.COST
    return BaseKind.UNKNOWN


@cache
def rent_bases() -> RentBases:
    """The words of rent_bases.toml; raises pydantic.ValidationError when the file is unsound."""
    return RentBases.model_validate(tomllib.loads((files("checks.law") / "rent_bases.toml").read_text("utf-8")))


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)
