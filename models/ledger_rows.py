"""The rows of ledgers on payments, gifts, ties, opinions, donations, overpayments and tasks done."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.ledger_row import LedgerRow, in_order
from models.ledger_values import Day, Money, Percentage, Price, Rate, Text, Word, YesNo
from models.ledger_words import GiftForm, OwnershipBasis, Relation, Task


class Payment(LedgerRow):
    """A payment made. `to_physician` is known once it is laid beside a relationship."""

    sides = ("payer", "payee")

    payer: Text = Field(description="who paid")
    payee: Text = Field(description="who was paid")
    amount: Money = Field(description="dollars; negative for what was paid back")
    paid_on: Day = Field(description="the day of the payment")
    period_from: Day | None = Field(default=None, description="first day it pays for")
    period_until: Day | None = Field(default=None, description="last day it pays for; both days, or neither")
    contract: Text | None = Field(default=None, description="file name or contract_id of the contract it is made under")
    purpose: Text | None = Field(default=None, description="what for")
    hours: Rate | None = Field(default=None, description="hours it pays for")
    time_log: Text | None = Field(default=None, description="the time log that shows the hours, by number or file name")
    to_physician: bool | None = None

    @model_validator(mode="after")
    def _has_a_whole_period(self) -> Self:
        if (self.period_from is None) != (self.period_until is None):
            raise ValueError("period_from and period_until: give both or neither")
        in_order(self.period_from, self.period_until, "period_until")
        return self

    @property
    def first_day(self) -> date:
        """The first day it pays for, or failing that the day it was paid."""
        return self.period_from or self.paid_on

    @property
    def last_day(self) -> date:
        """The last day it pays for, or failing that the day it was paid."""
        return self.period_until or self.paid_on


class Gift(LedgerRow):
    """Non-monetary compensation that a physician was given (42 CFR 411.357(k))."""

    sides = ("entity", "physician")

    entity: Text = Field(description="who gave")
    physician: Text = Field(description="who was given")
    given_on: Day = Field(description="the day")
    item: Text = Field(description="what it was")
    value: Price = Field(description="dollars")
    form: Annotated[GiftForm, Word] = Field(description="its form")
    solicited: YesNo | None = Field(default=None, description="whether the physician or the practice asked for it")
    staff_event: YesNo | None = Field(default=None, description="whether it is a share in a whole-staff local event")
    returned_on: Day | None = Field(default=None, description="the day it, or its value, was given back")
    returned_value: Price | None = Field(default=None, description="dollars given back; all of it if blank")

    @model_validator(mode="after")
    def _return_is_whole(self) -> Self:
        in_order(self.given_on, self.returned_on, "returned_on")
        if self.returned_value is not None and (self.returned_on is None or self.returned_value > self.value):
            raise ValueError("returned_value: needs returned_on, and is no more than value")
        return self


class IncidentalBenefit(LedgerRow):
    """A benefit to a member of the medical staff, one occurrence (42 CFR 411.357(m))."""

    sides = ("entity", "physician")

    entity: Text = Field(description="who gave")
    physician: Text = Field(description="who was given")
    given_on: Day = Field(description="the day")
    benefit: Text = Field(description="what it was")
    value: Price = Field(description="dollars")
    on_campus: YesNo | None = Field(default=None, description="whether it was used on the campus")
    offered_to_all: YesNo | None = Field(default=None, description="whether all of the specialty were offered it")


class Tie(LedgerRow):
    """A person's share in an organization, or tie of family to another person: the person is the other's `relation`."""

    sides = ("person", "other")

    person: Text = Field(description="the owner, or the member of the family")
    relation: Annotated[Relation, Word] = Field(description="what the person is to the other: owner of, spouse of ...")
    other: Text = Field(description="the organization owned, or the other person")
    percent: Percentage | None = Field(default=None, description="share owned")
    first_day: Day | None = Field(default=None, description="since when; blank if it always was")
    last_day: Day | None = Field(default=None, description="until when; blank while it lasts")
    basis: Annotated[OwnershipBasis | None, Word] = Field(default=None, description="what an ownership rests on")
    is_physician: YesNo | None = Field(default=None, description="whether the person is a physician")

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        in_order(self.first_day, self.last_day, "last_day")
        if self.relation is not Relation.OWNER and (self.percent is not None or self.basis is not None):
            raise ValueError("percent and basis: are for owners")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether it stood on that day."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


class ValueOpinion(LedgerRow):
    """An opinion of fair market value: the range, in dollars for a unit, and what it was made for."""

    sides = ("entity", "physician")

    entity: Text = Field(description="who asked for it")
    physician: Text | None = Field(default=None, description="for whose arrangement; blank for a general opinion")
    contract: Text | None = Field(default=None, description="file name or contract_id of the contract it is for")
    subject: Text = Field(description="the services, space or equipment valued")
    low: Rate | None = Field(default=None, description="dollars: low end of the range")
    high: Rate = Field(description="dollars: high end of the range")
    unit: Text = Field(description="what the dollars are for: hour, month, year, wrvu, square_foot ...")
    opinion_on: Day = Field(description="the day of the opinion")
    valid_until: Day | None = Field(default=None, description="the last day for which it says it holds")
    scope: Text | None = Field(default=None, description="what it covers and what not")
    appraiser: Text | None = Field(default=None, description="whose opinion")

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.low is not None and self.low > self.high:
            raise ValueError("high: is less than low")
        in_order(self.opinion_on, self.valid_until, "valid_until")
        return self


class Donation(LedgerRow):
    """Health records software given, what it cost the donor, and the physician's share (42 CFR 411.357(w))."""

    sides = ("donor", "physician")

    donor: Text = Field(description="who gave")
    physician: Text = Field(description="who was given")
    items: Text = Field(description="what it was")
    cost: Price = Field(description="dollars it cost the donor", gt=0)
    received_on: Day = Field(description="the day it was first received")
    share_paid: Price = Field(description="dollars the physician paid")
    paid_on: Day | None = Field(default=None, description="the day of that payment; needed where something was paid")
    initial: YesNo = Field(description="yes for a first donation or a replacement, no for what is added later")
    financed_by_donor: YesNo | None = Field(default=None, description="whether the donor lent or paid the share")
    contract: Text | None = Field(default=None, description="file name or contract_id of the agreement")

    @model_validator(mode="after")
    def _payment_has_a_day(self) -> Self:
        if self.share_paid > 0 and self.paid_on is None:
            raise ValueError("paid_on: is missing, though share_paid says that something was paid")
        return self


class Overpayment(LedgerRow):
    """An overpayment that was identified (42 CFR 401.305), and what was done about it."""

    sides = ("entity", "physician")

    entity: Text = Field(description="who was paid too much by Medicare")
    physician: Text | None = Field(default=None, description="whose referrals it goes back to")
    reference: Text = Field(description="its number in your files")
    identified_on: Day = Field(description="the day it was identified")
    amount: Price | None = Field(default=None, description="dollars, once they are known")
    investigation_from: Day | None = Field(default=None, description="first day of a timely good-faith investigation")
    investigation_until: Day | None = Field(default=None, description="its last day; blank while it lasts")
    reported_on: Day | None = Field(default=None, description="the day it was reported and returned, or disclosed")

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.investigation_until is not None and self.investigation_from is None:
            raise ValueError("investigation_until: needs investigation_from")
        in_order(self.identified_on, self.investigation_from, "investigation_from")
        in_order(self.investigation_from, self.investigation_until, "investigation_until")
        in_order(self.identified_on, self.reported_on, "reported_on")
        return self


class TaskDone(LedgerRow):
    """A task of the compliance program that a person did. No check looks at it, so that no name in it is looked for."""

    sides = ("task", "done_by")

    task: Annotated[Task, Word] = Field(description="which task")
    done_on: Day = Field(description="the day it was done")
    done_by: Text = Field(description="who did it")
    record: Text | None = Field(default=None, description="what shows it, or where that is kept")
    note: Text | None = Field(default=None, description="what was looked at, and what came of it")
