"""What the law leaves to be confirmed: no element and no year in doubt ever makes an error, or a fault at all."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from checks.catalogue import CHECKS
from checks.check import Check
from checks.evaluation import findings, judge, judge_relationship
from checks.law.applicable_exception import (
    ApplicableException,
    Element,
    ElementStatus,
    PresumedWhere,
    Statute,
    exceptions,
)
from checks.law.codes import codes
from checks.law.in_force import days_of
from checks.law.parameter import Parameter, parameters
from checks.rules.gifts_over_limit import gifts_over_limit
from checks.rules.incidental_benefit_over_limit import incidental_benefit_over_limit
from checks.rules.limited_pay_over_limit import limited_pay_over_limit
from checks.severity import Weight, standing_of
from models.answer import Answer
from models.contract import Contract, RenewalKind
from models.finding import Finding, Outcome, Severity
from models.ledger import LedgerKind
from tests.checks.case import Case, cases_of, contract_of, relationship_of
from tests.checks.test_cases import table_of
from tests.factories import contract, fact, provision

AS_OF = date(2026, 1, 31)
VALUED = ("value", "given_on")
STARK = [one for one in exceptions() if one.statute is Statute.STARK]
CASES = [pytest.param(check, id=check.name) for check in CHECKS]


def leading_to(exception: ApplicableException, first: date, last: date) -> list[Contract]:
    """Contracts of those days that the exception is presumed for, or is an alternative for."""
    days: dict[str, Any] = {"effective_date": fact(first), "agreement_date": fact(first), "expiration_date": fact(last)}
    given = {**days, "renewal_kind": fact(RenewalKind.NONE)}
    kinds = [*exception.kinds, *(one.kind for one in exception.alternatives)]
    by_kind = [contract(kind=fact(kind), **given) for kind in kinds]
    return by_kind + [_by_words(where, given) for where in exception.presumed_where]


def _by_words(where: PresumedWhere, given: dict[str, Any]) -> Contract:
    title = " ".join(words[0] for words in (where.title_words, where.title_words_too) if words)
    clauses = tuple(provision(kind) for kind in where.provisions)
    return contract(kind=fact(where.kinds[0]), title=title or None, provisions=clauses, **given)


def edges(exception: ApplicableException) -> list[tuple[date, date]]:
    """A day within every text of the exception, and the days on either side of each of its changes."""
    days = {date(2008, 6, 30), date(2014, 6, 30), date(2016, 6, 30), date(2020, 6, 30), date(2024, 6, 30)}
    for one in (exception, *exception.elements):
        if one.in_force_from:
            days |= {one.in_force_from, one.in_force_from - timedelta(days=1)}
        if one.in_force_until:
            days |= {one.in_force_until, one.in_force_until + timedelta(days=1)}
    return [(day, day) for day in sorted(days)]


def makes_errors(element: Element, code: str, subject: str, of: Contract) -> bool:
    days = days_of(of, AS_OF)
    concerned = code in element.rules and (not element.subjects or subject in element.subjects)
    sure = element.confirmed and element.status is ElementStatus.TESTED
    return concerned and sure and element.meets(days.first, days.last)


@pytest.mark.parametrize("exception", [pytest.param(one, id=one.citation) for one in STARK])
def test_an_error_rests_on_an_element_that_is_confirmed_and_tested_and_in_force(exception: ApplicableException) -> None:
    subjects = {subject for element in exception.elements for subject in element.subjects} | {""}
    for first, last in edges(exception):
        for of in leading_to(exception, first, last):
            for code in codes():
                for subject in subjects:
                    standing = standing_of(code, Outcome.FLAGGED, of, AS_OF, subject=subject)
                    if standing.weight is Weight.ERROR:
                        resting = [
                            one for each in STARK for one in each.elements if makes_errors(one, code, subject, of)
                        ]
                        assert standing.paragraph in {one.paragraph for one in resting}, (code, subject, first)


@pytest.mark.parametrize("check", CASES)
def test_no_case_of_any_rule_makes_an_error_of_law_in_doubt(check: Check) -> None:
    for case in cases_of(table_of(check)):
        for of, found in _found(check, case):
            errors = [one for one in found if one.severity is Severity.ERROR]
            for one in errors:
                bearers = [
                    element
                    for exception in STARK
                    for element in exception.wanting(one.check_code)
                    if one.citation == f"42 CFR {element.paragraph}" and element.confirmed
                ]
                assert bearers, (case.name, one.check_name, one.citation)
            if of is not None:
                answers = judge(of, case.as_of).exceptions
                doubted = [one for answer in answers for one in answer.elements if one.doubt is not None]
                assert all(one.answer is not Answer.NOT_SATISFIED for one in doubted), case.name


def _found(check: Check, case: Case) -> list[tuple[Contract | None, tuple[Finding, ...]]]:
    if check.relationship_rule is None:
        of = contract_of(case.contract)
        return [(of, findings(of, case.as_of))]
    together = relationship_of(case)
    found = [(one, findings(one, case.as_of, (together,))) for one in together.contracts]
    return [*found, (None, judge_relationship(together, case.as_of))]


@pytest.mark.parametrize("number", [pytest.param(one, id=key) for key, one in parameters().items() if one.bound])
def test_a_day_without_a_confirmed_value_keeps_nothing_and_breaks_nothing(number: Parameter) -> None:
    days = {date(1995, 6, 30), date(2007, 6, 30), date(2025, 6, 30), date(2026, 6, 30)}
    for value in number.values:
        if value.in_force_from:
            days |= {value.in_force_from - timedelta(days=1), value.in_force_from}
        if value.in_force_until:
            days |= {value.in_force_until, value.in_force_until + timedelta(days=1)}
    for day in sorted(days):
        holding = [one for one in number.values if one.covers(day, day) and one.confirmed]
        for figure in (Decimal(0), Decimal(1_000_000)):
            assert (number.is_kept(figure, day) is None) is (not holding), day


@pytest.mark.parametrize(
    ("check", "kind", "key", "row"),
    [
        (
            gifts_over_limit,
            LedgerKind.NONMONETARY_COMPENSATION,
            "nonmonetary_compensation_limit",
            VALUED,
        ),
        (
            incidental_benefit_over_limit,
            LedgerKind.INCIDENTAL_BENEFITS,
            "incidental_benefit_limit",
            VALUED,
        ),
        (limited_pay_over_limit, LedgerKind.PAYMENTS, "limited_remuneration_limit", ("amount", "paid_on")),
    ],
    ids=lambda one: getattr(one, "name", None),
)
def test_a_year_without_a_known_limit_is_undetermined_on_both_sides(
    check: Check, kind: LedgerKind, key: str, row: tuple[str, str]
) -> None:
    rest = {
        LedgerKind.NONMONETARY_COMPENSATION: {"item": "a ham", "form": "in_kind", "solicited": "no"},
        LedgerKind.INCIDENTAL_BENEFITS: {"benefit": "lunch", "on_campus": "yes", "offered_to_all": "yes"},
    }.get(kind, {})
    for day in (date(year, month, last) for year in range(2007, 2027) for month, last in ((1, 20), (12, 31))):
        value = parameters()[key].on(day)
        known = value is not None and value.confirmed
        began = key != "limited_remuneration_limit" or day >= date(2021, 1, 19)
        for figure, outcome in (("0.01", Outcome.CLEAR), ("100000.00", Outcome.FLAGGED)):
            given = {row[0]: figure, row[1]: day.isoformat(), **rest}
            case = Case.model_validate({"name": "a year", "outcomes": ["clear"], "ledgers": {kind: [given]}})
            said = {verdict.outcome for verdict in check(relationship_of(case), AS_OF)}
            expected = (outcome if known else Outcome.UNDETERMINED) if began else Outcome.NOT_APPLICABLE
            assert said == {expected}, (day, figure)
