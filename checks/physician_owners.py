"""The physicians behind an organization, as the ledger of ownership has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from checks.counterparts import same_party
from models.ledger_rows import Tie
from models.ledger_words import OwnershipBasis, Relation

_DEEPEST: Final = 3
"""Organizations followed, one owning the other."""
_DEGREE: Final = re.compile(r",\s*(?:m\.?d|d\.?o|d\.?p\.?m|d\.?d\.?s|d\.?m\.?d|o\.?d|d\.?c)\b", re.IGNORECASE)
"""Degrees of those whom 42 CFR 411.351 calls physicians, behind the comma that follows a name."""
_NO_SHARE_OF_THEIRS: Final = frozenset(
    {OwnershipBasis.TITULAR, OwnershipBasis.PUBLICLY_TRADED, OwnershipBasis.MUTUAL_FUND}
)
"""Interests of which nobody can say that who holds them leases out what the organization does (411.354(b), 411.356)."""


class PhysicianOwner(NamedTuple):
    """A physician, and the ties that lead there: the first owns the organization, each next one the one before it."""

    name: str
    ties: tuple[Tie, ...]

    @property
    def first_day(self) -> date | None:
        """Since when all of the ties stood; None where they always did."""
        return max((tie.first_day for tie in self.ties if tie.first_day), default=None)

    @property
    def last_day(self) -> date | None:
        """Until when all of the ties stood; None while they last."""
        return min((tie.last_day for tie in self.ties if tie.last_day), default=None)

    def stood_within(self, first: date | None, last: date) -> bool:
        """Whether all of the ties stood together on any day from `first` (None: any earlier day) to `last`."""
        begun = max((day for day in (first, self.first_day) if day), default=None)
        return begun is None or begun <= min(last, self.last_day or last)

    def in_words(self) -> str:
        """Who owns what, and where the ledger says so."""
        return ", ".join(f"{tie.person} owns {tie.other} ({tie.place})" for tie in self.ties[::-1])


def physician_owners(organization: str, ties: Sequence[Tie], physicians: Sequence[str] = ()) -> list[PhysicianOwner]:
    """The physicians who own an organization, through others that they own as well.

    A person is a physician by the ledger's word, by a degree in the name, or by being one of `physicians`. Titular
    interests, and shares bought on an exchange or in a fund, are left out.
    """
    return list(_followed(organization, ties, physicians, ()))


def _followed(
    organization: str, ties: Sequence[Tie], physicians: Sequence[str], by: tuple[Tie, ...]
) -> Iterator[PhysicianOwner]:
    for tie in ties:
        owns = tie.relation is Relation.OWNER and tie.basis not in _NO_SHARE_OF_THEIRS
        if not owns or tie in by or not same_party(tie.other, organization):
            continue
        if _is_physician(tie, physicians):
            yield PhysicianOwner(tie.person, (*by, tie))
        elif len(by) + 1 < _DEEPEST:
            yield from _followed(tie.person, ties, physicians, (*by, tie))


def _is_physician(tie: Tie, physicians: Sequence[str]) -> bool:
    if tie.is_physician is not None:
        return tie.is_physician
    return bool(_DEGREE.search(tie.person)) or any(same_party(tie.person, name) for name in physicians)
