"""What a sum of pay is: its kind, how often it is due, and whether a bare sum is called pay at all."""

from __future__ import annotations

import regex

from extractors.terms.compensation.cues import named
from extractors.terms.compensation.settings import Setting
from extractors.terms.compensation.units import Counts, Measure, period_named
from extractors.terms.compensation.words import word
from models.compensation import CompensationKind, Period
from models.contract import ContractKind

_PLAIN_PAY = frozenset({"salary", "stipend", "rent", "draw", "wage", "wages", "retainer", "price"})
_YEARLY_SALARY = 20_000
_RENTALS = frozenset({ContractKind.OFFICE_LEASE, ContractKind.EQUIPMENT_LEASE, ContractKind.TIMESHARE})


def kind_of(setting: Setting, measure: Measure, kind: ContractKind | None) -> CompensationKind:
    """The kind of a component, by its unit, else by what its words call it."""
    if named(setting.text, "guarantees") is not None:
        return CompensationKind.OTHER
    if measure.counts is Counts.SERVICE:
        by_production = kind is ContractKind.EMPLOYMENT and word("productivity").search(setting.text) is not None
        return CompensationKind.PRODUCTIVITY if by_production else CompensationKind.PER_CLICK
    if measure.counts is Counts.WORK:
        return CompensationKind.PER_CLICK if _is_rental(setting, kind) else CompensationKind.PRODUCTIVITY
    if measure.counts is Counts.TIME:
        return CompensationKind.TIME
    if measure.counts is Counts.WEEK:
        coverage = word("coverage by time").search(setting.text) is not None and not _is_rental(setting, kind)
        return CompensationKind.TIME if coverage else CompensationKind.FIXED
    return CompensationKind.OTHER if is_award(setting) else CompensationKind.FIXED


def is_award(setting: Setting) -> bool:
    """Whether a sum is earned by quality, on conditions or at discretion; a salary or a signing bonus is not."""
    if setting.passage.table is not None and word("table of measures").search(setting.passage.header):
        return True
    if word("whoever meets a condition").search(setting.before):
        return True
    nouns = [match[0].lower() for match in word("noun of pay").finditer(setting.before[-90:])]
    if nouns and nouns[-1] in _PLAIN_PAY:
        return False
    behind = setting.after[:120]
    if "◇" in behind:
        # "a base fee of ◆ and an incentive fee of ◇": what joins on names the other sum.
        behind = regex.split(r"[;,]\s|\s(?:and|plus)\s", behind.partition("◇")[0])[0]
    near = f"{setting.text.split('¦')[0]} {setting.before[-160:]} {behind}"
    called = word("bonus").search(near) is not None and word("paid once").search(near) is None
    return called and named(setting.text, "awards") is not None


def is_called_pay(setting: Setting) -> bool:
    """Whether a bare sum, without a period or a unit, has a name of pay or goes to somebody named."""
    if setting.passage.table is not None:
        return word("label of pay").search(setting.passage.text) is not None and setting.text.count("◇") <= 1
    own_heading = setting.headings[0] if setting.headings else ""
    if word("opens the sentence").match(setting.before) and word("name of pay").search(own_heading):
        return True
    return word("pay before").search(setting.before) is not None


def period_of(setting: Setting, measure: Measure) -> Period | None:
    """How often a sum is due; a bonus for signing is due once."""
    if measure.counts is Counts.CALENDAR and word("signing bonus before").search(setting.before[-60:]):
        return Period.ONCE
    yearly = measure.counts is Counts.CALENDAR and word("by the year behind").search(setting.after) is not None
    if yearly and not word("pay by the period before").search(setting.before[-110:]):
        return Period.YEAR
    if measure.period is not None or measure.counts in {Counts.SERVICE, Counts.WORK, Counts.TIME}:
        return measure.period
    parts = word("instalments by the period").search(setting.before[-70:])
    if parts is not None:
        return period_named(parts["adverb"])
    if word("paid once").search(f"{setting.text.split('¦')[0]} {setting.before[-160:]}◆{setting.after[:60]}"):
        return Period.ONCE
    # A salary without a period is by the year, as the word is used in the United States.
    salary = word("salary before").search(setting.before) or word("salary behind").search(setting.after)
    if setting.figure.value >= _YEARLY_SALARY and salary is not None:
        return Period.YEAR
    if word("in a numbered year").search(setting.before[-110:]) or word("by the year behind").search(setting.after):
        return Period.YEAR
    return None


def period_of_limit(setting: Setting, measure: Measure) -> Period | None:
    """The period within which a limit holds: "in any calendar month"."""
    behind = word("within a period").search(setting.after[:80])
    if behind is not None:
        return Period(behind["period"].lower())
    if measure.counts is Counts.CALENDAR:
        return measure.period
    before = [match["period"].lower() for match in word("within a period").finditer(setting.before)]
    return Period(before[-1]) if before else None


def _is_rental(setting: Setting, kind: ContractKind | None) -> bool:
    return kind in _RENTALS if kind is not None else word("rent").search(setting.text) is not None
