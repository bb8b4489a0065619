"""The law as data: every file is sound, and unsound files are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from checks.catalogue import CHECKS
from checks.law.applicable_exception import (
    ApplicableException,
    ElementStatus,
    exceptions,
    open_to,
    relied_on,
)
from checks.law.codes import codes
from checks.law.in_force import InForce, days_of, overlap
from checks.law.parameter import Parameter, parameters
from checks.law.rent import BaseKind, base_kind, rent_bases
from checks.severity import Weight, standing_of
from models.contract import ContractKind, RenewalKind
from models.finding import Outcome
from tests.factories import contract, fact, unknown

EVERY_EXCEPTION = [pytest.param(exception, id=exception.citation) for exception in exceptions()]


@pytest.mark.parametrize("exception", EVERY_EXCEPTION)
def test_exception_is_sound(exception: ApplicableException) -> None:
    for element in exception.elements:
        assert element.paragraph.startswith(exception.citation), element.key
        assert set(element.rules) <= set(codes()), element.key
        assert element.grace is None or element.grace in parameters(), element.key
    for entry in exception.not_required:
        assert set(entry.rules) <= set(codes())


@pytest.mark.parametrize("kind", list(ContractKind))
def test_every_kind_of_contract_has_an_exception(kind: ContractKind) -> None:
    assert relied_on(kind) or open_to(kind)


@pytest.mark.parametrize("kind", [kind for kind in ContractKind if relied_on(kind)])
def test_every_exception_takes_a_stand_on_signature_and_term(kind: ContractKind) -> None:
    for exception in relied_on(kind):
        silent = {code for entry in exception.not_required for code in entry.rules}
        for code in ("DOC-01", "TRM-01"):
            assert exception.wanting(code) or code in silent


UNCONFIRMED = [
    pytest.param(exception, element.key, id=f"{element.paragraph} {element.key}")
    for exception in exceptions()
    for element in exception.elements
    if not element.confirmed and element.rules and exception.kinds
]


@pytest.mark.parametrize(("exception", "key"), UNCONFIRMED)
def test_law_still_to_be_confirmed_never_makes_an_error(exception: ApplicableException, key: str) -> None:
    element = next(one for one in exception.elements if one.key == key and not one.confirmed)
    usual = min(date(2022, 1, 1), element.in_force_until or date.max)
    first = element.in_force_from or exception.in_force_from or usual
    of_its_days = contract(
        kind=fact(exception.kinds[0]),
        effective_date=fact(first),
        expiration_date=fact(element.in_force_until or first),
        renewal_kind=fact(RenewalKind.NONE),
    )
    for code in element.rules:
        confirmed_too = [one for one in exception.wanting(code) if one.confirmed and one.key != key]
        if not confirmed_too:
            assert standing_of(code, Outcome.FLAGGED, of_its_days, date(2026, 1, 1)).weight <= Weight.WARNING


ELEMENT: dict[str, Any] = {
    "key": "signed",
    "paragraph": "411.357(a)(1)",
    "requirement": "Every party has signed.",
    "look_for": "signatures",
    "rules": ["DOC-01"],
}
EXCEPTION: dict[str, Any] = {
    "key": "test",
    "citation": "411.357(a)",
    "title": "A test",
    "kinds": ["other"],
    "elements": [ELEMENT],
}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"elements": []}, "at least 1 item"),
        ({"citation": "42 CFR 411.357(a)"}, "should match pattern"),
        ({"kinds": ["lease"]}, "Input should be"),
        ({"elements": [ELEMENT, ELEMENT]}, "element signed twice on one day"),
        ({"elements": [ELEMENT | {"rules": []}]}, "either names rules or is manual"),
        ({"elements": [ELEMENT | {"status": "manual"}]}, "either names rules or is manual"),
        ({"elements": [ELEMENT | {"confirmed": False}]}, "says what is in doubt"),
        ({"elements": [ELEMENT | {"rules": ["missing-signature"]}]}, "should match pattern"),
        (
            {"elements": [ELEMENT | {"in_force_from": date(2020, 1, 2), "in_force_until": date(2020, 1, 1)}]},
            "end comes",
        ),
        ({"not_required": [{"rules": ["DOC-01"], "because": "nobody asks for it"}]}, "both required and not required"),
        ({"colour": "red"}, "Extra inputs"),
        ({"kinds": []}, "for which contracts it is, or why for none"),
        ({"not_by_contract": "gifts are given without one"}, "for which contracts it is, or why for none"),
        ({"statute": "anti_kickback"}, "only considered"),
        ({"considered": [{}]}, "worth a look"),
    ],
)
def test_unsound_exception_is_refused(change: dict[str, Any], complaint: str) -> None:
    ApplicableException.model_validate(EXCEPTION)
    with pytest.raises(ValidationError, match=complaint):
        ApplicableException.model_validate(EXCEPTION | change)


def test_parameter_has_one_value_a_day_and_none_in_a_gap() -> None:
    given = {"key": "limit", "title": "A limit", "unit": "dollars", "citation": "411.357(k)"}
    values = [
        {"in_force_from": date(2024, 1, 1), "in_force_until": date(2024, 12, 31), "value": 507, "source": "a site"},
        {"in_force_from": date(2026, 1, 1), "value": 535, "source": "a firm"},
    ]
    limit = Parameter.model_validate(given | {"values": values})
    assert limit.on(date(2024, 12, 31)) is limit.values[0]
    assert limit.on(date(2025, 1, 1)) is None
    assert limit.on(date(2026, 1, 1)) is limit.values[1]
    with pytest.raises(ValidationError, match="two values on one day"):
        Parameter.model_validate(given | {"values": [*values, {"value": 1, "source": "a mistake"}]})


@pytest.mark.parametrize(
    ("key", "day", "value"),
    [
        ("one_year", date(2004, 7, 26), 365),
        ("one_year", date(2026, 1, 1), 365),
        ("signature_grace", date(2015, 12, 31), 90),
        ("signature_grace", date(2016, 1, 1), 90),
        ("nonmonetary_compensation_limit", date(2015, 12, 31), 392),
        ("nonmonetary_compensation_limit", date(2024, 12, 31), 507),
        ("nonmonetary_compensation_limit", date(2026, 1, 1), 535),
        ("incidental_benefit_limit", date(2024, 1, 1), 44),
        ("limited_remuneration_limit", date(2021, 1, 19), 5000),
        ("limited_remuneration_limit", date(2022, 1, 1), 5270),
        ("ehr_contribution_share", date(2024, 1, 1), 15),
        ("downside_risk_share", date(2021, 1, 19), 10),
        ("profit_pool_physicians", date(2024, 1, 1), 5),
        ("five_percent_revenue_share", date(2024, 1, 1), 5),
        ("patient_care_share", date(2024, 1, 1), 75),
        ("overpayment_report_days", date(2024, 1, 1), 60),
        ("overpayment_investigation_days", date(2025, 1, 1), 180),
        ("value_based_record_years", date(2024, 1, 1), 6),
        ("holdover_months", date(2015, 12, 31), 6),
    ],
)
def test_parameters_of_the_files(key: str, day: date, value: int) -> None:
    found = parameters()[key].on(day)
    assert found is not None
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("nonmonetary_compensation_limit", date(2008, 12, 31)),
        ("nonmonetary_compensation_limit", date(2025, 1, 1)),
        ("nonmonetary_compensation_limit", date(2025, 12, 31)),
        ("incidental_benefit_limit", date(2025, 6, 30)),
        ("incidental_benefit_limit", date(2026, 1, 1)),
        ("limited_remuneration_limit", date(2021, 1, 18)),
        ("limited_remuneration_limit", date(2025, 1, 1)),
        ("downside_risk_share", date(2021, 1, 18)),
        ("overpayment_investigation_days", date(2024, 12, 31)),
        ("holdover_months", date(2016, 1, 1)),
    ],
)
def test_a_year_without_a_known_value_stays_open(key: str, day: date) -> None:
    parameter = parameters()[key]
    assert parameter.on(day) is None
    assert parameter.is_kept(Decimal(0), day) is None


@pytest.mark.parametrize(
    ("key", "day", "figure", "kept"),
    [
        ("limited_remuneration_limit", date(2024, 12, 31), "5913", True),
        ("limited_remuneration_limit", date(2024, 12, 31), "5913.01", False),
        ("limited_remuneration_limit", date(2023, 12, 31), "5913", False),
        ("nonmonetary_compensation_limit", date(2023, 12, 31), "489", True),
        ("nonmonetary_compensation_limit", date(2023, 12, 31), "490", False),
        ("nonmonetary_compensation_limit", date(2010, 1, 1), "1", None),
        ("incidental_benefit_limit", date(2024, 6, 30), "43.99", True),
        ("incidental_benefit_limit", date(2024, 6, 30), "44", False),
        ("ehr_contribution_share", date(2024, 6, 30), "15", True),
        ("ehr_contribution_share", date(2024, 6, 30), "14.99", False),
        ("five_percent_revenue_share", date(2024, 6, 30), "5", False),
        ("profit_pool_physicians", date(2024, 6, 30), "5", True),
        ("profit_pool_physicians", date(2024, 6, 30), "4", False),
    ],
)
def test_a_figure_keeps_its_bound_on_the_one_side_or_not(key: str, day: date, figure: str, kept: bool | None) -> None:
    assert parameters()[key].is_kept(Decimal(figure), day) is kept


def test_a_number_that_only_counts_bounds_nothing() -> None:
    with pytest.raises(ValueError, match="bounds nothing"):
        parameters()["signature_grace"].is_kept(Decimal(1), date(2024, 1, 1))


def test_codes_and_names_of_rules_are_their_own() -> None:
    assert len({check.code for check in CHECKS}) == len({check.name for check in CHECKS}) == len(CHECKS)
    assert {check.code for check in CHECKS} <= set(codes())


@pytest.mark.parametrize("base", rent_bases().cost_examples)
def test_a_share_of_costs_is_known(base: str) -> None:
    assert base_kind(base) is BaseKind.COST


@pytest.mark.parametrize("base", rent_bases().revenue_examples)
def test_a_share_of_revenue_is_known(base: str) -> None:
    assert base_kind(base) is BaseKind.REVENUE


@pytest.mark.parametrize(
    ("renewal", "end", "last", "last_if_carried_on"),
    [
        (RenewalKind.NONE, date(2024, 12, 31), date(2024, 12, 31), date(2024, 12, 31)),
        (RenewalKind.OPTIONAL, date(2024, 12, 31), date(2024, 12, 31), date(2026, 1, 1)),
        (None, date(2024, 12, 31), date(2024, 12, 31), date(2026, 1, 1)),
        (RenewalKind.AUTOMATIC, date(2024, 12, 31), date(2026, 1, 1), date(2026, 1, 1)),
        (RenewalKind.NONE, None, date(2026, 1, 1), date(2026, 1, 1)),
        (RenewalKind.NONE, date(2030, 12, 31), date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_days_of_an_arrangement(
    renewal: RenewalKind | None, end: date | None, last: date, last_if_carried_on: date
) -> None:
    lease = contract(
        effective_date=fact(date(2024, 1, 1)),
        expiration_date=fact(end) if end else unknown(),
        renewal_kind=fact(renewal) if renewal else unknown(),
    )
    assert days_of(lease, date(2026, 1, 1)) == (date(2024, 1, 1), last, last_if_carried_on)


def test_days_without_a_start_reach_back() -> None:
    undated = contract(effective_date=unknown(), agreement_date=unknown(), expiration_date=unknown())
    assert days_of(undated, date(2026, 1, 1)).first is None


def test_stretches_of_time_meet_on_their_edge() -> None:
    before = InForce(in_force_until=date(2009, 9, 30))
    after = InForce(in_force_from=date(2009, 10, 1))
    assert not overlap(before, after)
    assert overlap(before, InForce(in_force_from=date(2009, 9, 30)))
    assert overlap(InForce(), after)


def test_only_manual_elements_go_without_a_rule() -> None:
    for exception in exceptions():
        for element in exception.elements:
            assert bool(element.rules) is (element.status is not ElementStatus.MANUAL)
