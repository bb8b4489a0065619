"""The agreements of a relationship, each with what amends it: the days it ran, what it paid and in which direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from checks.counterparts import same_party
from checks.law.in_force import start_of
from models.compensation import CompensationComponent
from models.contract import Contract, RenewalKind
from models.document import DocumentRole
from models.evidence import Evidence
from models.party import Party, PartyRole
from models.provision import Provision
from models.relationship import Relationship

_STANDS_ALONE = frozenset({DocumentRole.AGREEMENT, DocumentRole.RENEWAL})
_GOES_ON = frozenset({RenewalKind.AUTOMATIC, RenewalKind.MONTH_TO_MONTH, RenewalKind.INDEFINITE})
_IS_PAID = frozenset({PartyRole.LESSOR, PartyRole.CONTRACTOR, PartyRole.EMPLOYEE})
_PAYS = frozenset({PartyRole.LESSEE, PartyRole.CLIENT, PartyRole.EMPLOYER})


class Placed(NamedTuple):
    """The evidence of words of the agreement itself; for those of a change, None and a sentence that tells of them.

    A finding on the agreement may quote no page of another paper as its own.
    """

    evidence: Evidence | None
    told: str


class Arrangement(NamedTuple):
    """An agreement and its `changes`, the amendments and renewals of it, by their days.

    `last` is its last day, None where it goes on or no end is known; `end_is_sure` False: an option, or a renewal that
    was not read, may have carried it on. `to_physician` tells in which direction it pays, None where that is open.
    """

    contract: Contract
    changes: tuple[Contract, ...]
    first: date | None
    last: date | None
    end_is_sure: bool
    to_physician: bool | None

    def is_in_force(self, day: date) -> bool:
        """Whether it had begun and, as far as is known, had not ended on that day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def pay_on(self, day: date) -> tuple[CompensationComponent, ...]:
        """The components of pay of that day: those of the last change that states any, or its own."""
        return self.pay_stated_in(day).compensation

    def pay_stated_in(self, day: date) -> Contract:
        """The paper that states the pay of that day: the last change that states any, or the agreement itself."""
        stated = [one for one in self.changes if one.compensation and (start_of(one) or date.max) <= day]
        return stated[-1] if stated else self.contract

    def placed(self, words: CompensationComponent | Provision) -> Placed:
        """Where words stand: in the agreement with their evidence, in a change as a sentence that says where."""
        change = next((one for one in self.changes if words in one.compensation or words in one.provisions), None)
        if change is None or words in self.contract.compensation or words in self.contract.provisions:
            return Placed(words.evidence, "")
        return Placed(None, f" So {change.file_name} says on page {words.evidence.page}.")


def arrangements_of(relationship: Relationship) -> tuple[Arrangement, ...]:
    """Every agreement of a relationship, and every renewal whose agreement was not read, in their order."""
    of, found = _newest.get("asked", (None, ()))
    if of is not relationship:
        found = _arrangements_of(relationship)
        _newest["asked"] = relationship, found
    return found


_newest: dict[str, tuple[Relationship, tuple[Arrangement, ...]]] = {}
"""What was asked for last: rule after rule asks for the same. Question and answer are one value, so that threads cannot
mix them up.
"""


def _arrangements_of(relationship: Relationship) -> tuple[Arrangement, ...]:
    known = {contract.contract_id for contract in relationship.contracts}
    return tuple(
        _arrangement(contract, relationship)
        for contract in relationship.contracts
        if contract.document_role in _STANDS_ALONE and contract.amends_contract_id not in known
    )


def _arrangement(contract: Contract, relationship: Relationship) -> Arrangement:
    changes = tuple(sorted(_changes(contract, relationship.contracts), key=lambda one: start_of(one) or date.max))
    said = (contract, *changes)
    renewals = [one.renewal_kind.value for one in said if one.renewal_kind.value is not None]
    ends = [one.expiration_date.value for one in said if one.expiration_date.value is not None]
    goes_on = bool(renewals) and renewals[-1] in _GOES_ON
    return Arrangement(
        contract=contract,
        changes=changes,
        first=start_of(contract),
        last=None if goes_on or not ends else max(ends),
        end_is_sure=bool(renewals) and renewals[-1] is RenewalKind.NONE,
        to_physician=_to_physician(contract, relationship),
    )


def _changes(contract: Contract, contracts: Sequence[Contract]) -> Iterator[Contract]:
    """What amends a contract, directly or by way of another amendment."""
    for other in contracts:
        if other.amends_contract_id == contract.contract_id and other is not contract:
            yield other
            yield from _changes(other, [one for one in contracts if one is not contract])


def _to_physician(contract: Contract, relationship: Relationship) -> bool | None:
    found = {_goes_to_physician(component, contract, relationship) for component in contract.compensation}
    return found.pop() if len(found) == 1 else None


def _goes_to_physician(component: CompensationComponent, contract: Contract, relationship: Relationship) -> bool | None:
    refers = [party for party in contract.parties if _is_physician_side(party, relationship)]
    if not refers or len(refers) == len(contract.parties):
        return None
    if component.payee is not None or component.payer is not None:
        takes = any(same_party(component.payee, party.name) for party in refers)
        pays = any(same_party(component.payer, party.name) for party in refers)
        return takes if takes != pays else None
    takes, pays = (any(party.role in roles for party in refers) for roles in (_IS_PAID, _PAYS))
    return takes if takes != pays else None


def _is_physician_side(party: Party, relationship: Relationship) -> bool:
    if same_party(party.name, relationship.entity):
        return False
    return bool(party.is_physician or party.can_refer) or same_party(party.name, relationship.physician)
