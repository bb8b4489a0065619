"""The rows of the ledgers of group practices (42 CFR 411.352)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from models.compensation import DhsCategory
from models.ledger_row import LedgerRow, in_order
from models.ledger_values import Day, Money, Npi, Price, Rate, Text, Word, Year
from models.ledger_words import GroupStatus


class GroupCollection(LedgerRow):
    """What a group practice took in for services of one class over some days."""

    sides = ("group_practice", "physician")

    group_practice: Text = Field(description="the group practice")
    physician: Text | None = Field(default=None, description="who referred or performed, if it is kept by physician")
    received_from: Day = Field(description="first day of the days it covers")
    received_until: Day = Field(description="last day; in the same calendar year")
    dhs_category: Annotated[DhsCategory | None, Word] = Field(
        default=None, description="category of designated health services; blank for all else"
    )
    amount: Money = Field(description="dollars")

    @model_validator(mode="after")
    def _is_within_a_year(self) -> Self:
        in_order(self.received_from, self.received_until, "received_until")
        if self.received_from.year != self.received_until.year:
            raise ValueError("received_until: part the amount by calendar years")
        return self


class GroupPay(LedgerRow):
    """What a physician had from a group in a calendar year, and how much of it was profit of DHS."""

    sides = ("group_practice", "physician")

    group_practice: Text = Field(description="the group practice")
    physician: Text = Field(description="who was paid")
    year: Year = Field(description="calendar year")
    total_pay: Price = Field(description="dollars: all that the physician had from the group")
    dhs_profits: Price = Field(description="dollars of it that are profits of designated health services")

    @model_validator(mode="after")
    def _is_a_part(self) -> Self:
        if self.dhs_profits > self.total_pay:
            raise ValueError("dhs_profits: is more than total_pay, of which it is a part")
        return self


class GroupService(LedgerRow):
    """The work of a physician of a group in a calendar year, within the group and in all."""

    sides = ("group_practice", "physician")

    group_practice: Text = Field(description="the group practice")
    physician: Text = Field(description="who worked")
    year: Year = Field(description="calendar year")
    status: Annotated[GroupStatus, Word] = Field(description="how the physician belonged to the group")
    hours_through_group: Rate | None = Field(default=None, description="hours of patient care billed by the group")
    hours_in_all: Rate | None = Field(default=None, description="hours of patient care anywhere; both, or neither")
    encounters: int | None = Field(default=None, ge=0, description="encounters conducted in person for the group")

    @model_validator(mode="after")
    def _hours_fit(self) -> Self:
        if (self.hours_through_group is None) != (self.hours_in_all is None):
            raise ValueError("hours_through_group and hours_in_all: give both or neither")
        if self.hours_through_group is not None and self.hours_in_all is not None:
            if self.hours_through_group > self.hours_in_all:
                raise ValueError("hours_through_group: is more than hours_in_all")
        elif self.encounters is None:
            raise ValueError("neither hours nor encounters are given")
        return self


class RosterEntry(LedgerRow):
    """A physician's time in a group, or in a part of it that shares profits of its own (a pod)."""

    sides = ("group_practice", "physician")

    group_practice: Text = Field(description="the group practice")
    physician: Text = Field(description="who belonged to it")
    status: Annotated[GroupStatus, Word] = Field(description="how")
    first_day: Day = Field(description="since when")
    last_day: Day | None = Field(default=None, description="until when; blank while it lasts")
    pod: Text | None = Field(default=None, description="the part that shares profits of its own, if any")
    npi: Npi | None = Field(default=None, description="the physician's National Provider Identifier, ten digits")

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        in_order(self.first_day, self.last_day, "last_day")
        return self
