"""What a contract shows of itself that makes an exception worth a look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from checks.law.applicable_exception import Circumstance
from checks.law.in_force import days_of
from checks.law.parameter import parameters
from models.compensation import CompensationComponent, CompensationKind, Period
from models.contract import Contract
from models.party import EntityKind, Party, PartyRole

LIMITED_REMUNERATION = "limited_remuneration_limit"
"""The parameter that holds what a physician may be paid in a calendar year (42 CFR 411.357(z))."""

_A_YEAR = {
    Period.WEEK: 53,
    Period.MONTH: 12,
    Period.QUARTER: 4,
    Period.YEAR: 1,
    Period.ONCE: 1,
}
_IS_PAID = frozenset({PartyRole.LESSOR, PartyRole.CONTRACTOR, PartyRole.EMPLOYEE})


def shows(contract: Contract, circumstance: Circumstance, as_of: date) -> bool:
    """Whether the contract itself shows the circumstance; what it leaves open it does not show."""
    return _TESTS[circumstance](contract, as_of)


def most_a_year(contract: Contract) -> Decimal | None:
    """The most, in dollars, that the pay stated comes to in any twelve months; None where that cannot be reckoned."""
    if not contract.compensation:
        return None
    total = Decimal(0)
    for component in contract.compensation:
        most = _most_a_year(component)
        if most is None:
            return None
        total += most
    return total


def _most_a_year(component: CompensationComponent) -> Decimal | None:
    if component.currency != "USD":
        return None
    is_a_sum = component.kind is CompensationKind.FIXED and component.unit is None
    if is_a_sum and component.amount is not None and component.period in _A_YEAR:
        return component.amount * _A_YEAR[component.period]
    if component.cap_amount is not None and component.cap_period in _A_YEAR:
        return component.cap_amount * _A_YEAR[component.cap_period]
    return None


def _small_pay_to_physician(contract: Contract, as_of: date) -> bool:
    """Pay that keeps every known yearly limit of its days; where none is known, that exceeds none ever published.

    A year whose limit is not known says nothing: the exception is then looked at, and its limit stays open.
    """
    most = most_a_year(contract)
    if most is None or not _physician_is_paid(contract):
        return False
    limit = parameters()[LIMITED_REMUNERATION]
    first, last, _ = days_of(contract, as_of)
    years = range((first or last).year, last.year + 1)
    # Every value of a year begins or ends on its last day, so that day tells the year's limit.
    kept = [limit.is_kept(most, date(year, 12, 31)) for year in years]
    return False not in kept and most <= max(value.value for value in limit.values)


def _physician_is_paid(contract: Contract) -> bool:
    payees = {component.payee for component in contract.compensation}
    if None in payees:
        paid = [party for party in contract.parties if party.role in _IS_PAID]
        return bool(paid) and all(_refers(party) for party in paid)
    return all(any(party.name == payee and _refers(party) for party in contract.parties) for payee in payees)


def _refers(party: Party) -> bool:
    return bool(party.is_physician or party.can_refer)


def _no_physician_party(contract: Contract, _as_of: date) -> bool:
    """Organizations alone, of which one can refer or nothing tells that it cannot: a chain may lead to a physician."""
    return len(contract.parties) > 1 and all(
        party.entity_kind is EntityKind.ORGANIZATION and not party.is_physician for party in contract.parties
    )


def _employer_can_refer(contract: Contract, _as_of: date) -> bool:
    """A physicians' practice employs: what it shares may be a group practice's profit."""
    return any(party.role is PartyRole.EMPLOYER and party.can_refer for party in contract.parties)


_TESTS: dict[Circumstance, Callable[[Contract, date], bool]] = {
    Circumstance.SMALL_PAY_TO_PHYSICIAN: _small_pay_to_physician,
    Circumstance.NO_PHYSICIAN_PARTY: _no_physician_party,
    Circumstance.EMPLOYER_CAN_REFER: _employer_can_refer,
}
