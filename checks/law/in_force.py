"""When a text of the law is in force, and the days an arrangement has lived through."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from pydantic import model_validator

from models.base import Frozen
from models.contract import Contract, RenewalKind

_GOES_ON = {RenewalKind.AUTOMATIC, RenewalKind.MONTH_TO_MONTH, RenewalKind.INDEFINITE}


class Days(NamedTuple):
    """The arrangement's own days: its first (None: not known), its last sure one, and its last if carried on."""

    first: date | None
    last: date
    last_if_carried_on: date


class InForce(Frozen):
    """A stretch of time; None is open at that end. `in_force_until` is the last day."""

    in_force_from: date | None = None
    in_force_until: date | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> InForce:
        if self.in_force_from and self.in_force_until and self.in_force_from > self.in_force_until:
            raise ValueError(f"in force from {self.in_force_from} until {self.in_force_until}: the end comes first")
        return self

    def meets(self, first: date | None, last: date) -> bool:
        """Whether any day from `first` (None: any earlier day) to `last` falls within."""
        ends_too_soon = self.in_force_until is not None and first is not None and self.in_force_until < first
        return not ends_too_soon and (self.in_force_from is None or self.in_force_from <= last)

    def covers(self, first: date, last: date) -> bool:
        """Whether every day from `first` to `last` falls within."""
        return (self.in_force_from is None or self.in_force_from <= first) and (
            self.in_force_until is None or last <= self.in_force_until
        )


def overlap(one: InForce, other: InForce) -> bool:
    """Whether the two stretches share a day."""
    return one.meets(other.in_force_from, other.in_force_until or date.max)


def days_of(contract: Contract, as_of: date) -> Days:
    """The days whose law governs a contract, seen from `as_of`: never the day of looking alone.

    An end counts as sure where nothing renews the contract. An option to renew, or a renewal not read, leaves open
    whether it was carried on; without an end, or with automatic renewal, the arrangement is taken to run still.
    """
    first = start_of(contract)
    today = max(first, as_of) if first else as_of
    end = contract.expiration_date.value
    if end is None or end >= today or contract.renewal_kind.value in _GOES_ON:
        return Days(first, today, today)
    last = max(first, end) if first else end
    return Days(first, last, last if contract.renewal_kind.value is RenewalKind.NONE else today)


def start_of(contract: Contract) -> date | None:
    """The first day of the arrangement: its effective date, or failing that the agreement's own."""
    return contract.effective_date.value or contract.agreement_date.value


def days_after(day: date, number: int) -> date:
    """The day `number` calendar days after `day`, which is day 0."""
    return day + timedelta(days=number)


def day_before(day: date) -> date:
    """The day before `day`: the last one without what came on that."""
    return day - timedelta(days=1)
