"""What amendments and renewals change in the judgement of the contract that they change, and of their own pay."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from checks.evaluation import findings, judge
from models.answer import Answer
from models.compensation import CompensationKind, DhsLink, DhsSafeguard
from models.contract import Contract, ContractKind, RenewalKind
from models.document import DocumentRole
from models.finding import Finding, Severity
from models.party import EntityKind, PartyRole
from models.provision import ProvisionKind
from models.relationship import Relationship
from tests import factories as make

AS_OF = date(2026, 1, 31)
BY_THE_SCAN = make.per_click_component(dhs_link=DhsLink.NOT_LINKED)
FLAT = make.component(amount=Decimal("7000.00"))
LESSOR = make.party(make.PHYSICIAN, PartyRole.LESSOR, entity_kind=EntityKind.INDIVIDUAL, is_physician=True)
REPLACED = (make.provision(ProvisionKind.PAY_REPLACED),)


def lease(first: date = date(2008, 1, 1), last: date | None = date(2011, 12, 31), **changes: Any) -> Contract:
    """An equipment lease of a physician to a hospital, by the scan, that nothing renews."""
    given: dict[str, Any] = {
        "kind": make.fact(ContractKind.EQUIPMENT_LEASE),
        "effective_date": make.fact(first),
        "agreement_date": make.fact(first),
        "expiration_date": make.fact(last) if last else make.unknown(),
        "term_months": make.unknown(),
        "renewal_kind": make.fact(RenewalKind.NONE),
        "parties": (make.party(role=PartyRole.LESSEE), LESSOR),
        "compensation": (BY_THE_SCAN,),
    }
    return make.contract(make.document("lease", "/inbox/lease.pdf"), **given | changes)


def amendment(day: date | None, base: Contract, name: str = "change", **changes: Any) -> Contract:
    """A paper that says nothing but what `changes` say."""
    silent = ("expiration_date", "term_months", "renewal_kind", "renewal_months", "agreement_date")
    given: dict[str, Any] = dict.fromkeys(silent, make.unknown())
    given |= {
        "kind": base.kind,
        "title": "FIRST AMENDMENT",
        "document_role": DocumentRole.AMENDMENT,
        "amends_contract_id": base.contract_id,
        "effective_date": make.fact(day) if day else make.unknown(),
        "parties": base.parties,
        "compensation": (),
    }
    return make.contract(make.document(name, f"/inbox/{name}.pdf"), **given | changes)


def found(check: str, of: Contract, *others: Contract, as_of: date = AS_OF) -> list[Finding]:
    together = Relationship(relationship_id="r", entity="E", physician="P", contracts=(of, *others))
    return [one for one in findings(of, as_of, (together,)) if one.check_name == check]


def flat_from(day: date | None, base: Contract) -> Contract:
    return amendment(day, base, compensation=(FLAT,), provisions=REPLACED)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2009, 9, 30), []),
        (date(2009, 10, 1), []),
        (date(2009, 10, 2), [Severity.ERROR]),
        (date(2010, 6, 1), [Severity.ERROR]),
        (None, [Severity.ERROR]),
    ],
)
def test_rent_by_the_scan_is_judged_by_the_days_until_it_was_replaced(
    day: date | None, expected: list[Severity]
) -> None:
    base = lease()
    said = found("per-click-rent", base, flat_from(day, base))
    assert [one.severity for one in said] == expected
    for one in said:
        assert ("It held until 2009-10-01: FIRST AMENDMENT (change.pdf)" in one.message) is (day == date(2009, 10, 2))


def test_a_change_that_has_not_begun_changes_nothing() -> None:
    base = lease(last=None)
    for as_of, held in ((date(2009, 12, 31), False), (date(2010, 1, 1), True)):
        (said,) = found("per-click-rent", base, flat_from(date(2010, 1, 1), base), as_of=as_of)
        assert ("It held until 2009-12-31" in said.message) is held


def test_pay_of_another_kind_without_words_that_replace_leaves_it_open() -> None:
    base = lease()
    (said,) = found("per-click-rent", base, amendment(date(2009, 7, 1), base, compensation=(FLAT,)))
    assert said.severity is Severity.ERROR
    assert "whether this went on beside it is open" in said.message


def test_pay_of_one_kind_and_unit_replaces_and_each_paper_answers_for_its_own_days() -> None:
    base = lease()
    again = make.per_click_component(amount=Decimal("81.00"), dhs_link=DhsLink.NOT_LINKED)
    change = amendment(date(2009, 7, 1), base, compensation=(again,))
    assert found("per-click-rent", base, change) == []
    (said,) = found("per-click-rent", change, base)
    assert said.severity is Severity.ERROR
    assert "It held" not in said.message


@pytest.mark.parametrize(("last", "expected"), [(date(2009, 9, 30), []), (date(2009, 10, 1), [Severity.ERROR])])
def test_an_amendment_lasts_as_long_as_what_it_amends(last: date, expected: list[Severity]) -> None:
    base = lease(last=last, compensation=(FLAT,))
    change = amendment(date(2009, 3, 1), base, compensation=(BY_THE_SCAN,))
    assert [one.severity for one in found("per-click-rent", change, base)] == expected


@pytest.mark.parametrize(("last", "expected"), [(date(2009, 9, 30), []), (date(2009, 10, 1), [Severity.ERROR])])
def test_an_extension_carries_the_pay_into_later_law(last: date, expected: list[Severity]) -> None:
    base = lease(last=date(2009, 6, 30))
    longer = amendment(date(2009, 6, 1), base, expiration_date=make.fact(last))
    assert found("per-click-rent", base) == []
    assert [one.severity for one in found("per-click-rent", base, longer)] == expected


@pytest.mark.parametrize(("day", "expected"), [(date(2022, 1, 1), []), (date(2022, 1, 2), [Severity.ERROR])])
def test_a_plan_amended_with_the_law_is_judged_by_the_text_of_its_days(day: date, expected: list[Severity]) -> None:
    pool = {"kind": CompensationKind.POOL, "amount": None, "period": None, "dhs_link": DhsLink.LINKED}
    former = make.component(**pool, dhs_safeguard=DhsSafeguard.PER_CAPITA_SHARE_OF_ONE_SERVICE)
    newer = make.component(**pool, dhs_safeguard=DhsSafeguard.PER_CAPITA_SHARE)
    base = lease(date(2019, 1, 1), None, kind=make.fact(ContractKind.GROUP_COMPENSATION_PLAN), compensation=(former,))
    change = amendment(day, base, compensation=(newer,))
    assert [one.severity for one in found("dhs-linked-pay", base)] == [Severity.ERROR]
    assert [one.severity for one in found("dhs-linked-pay", base, change)] == expected
    assert found("dhs-linked-pay", change, base) == []


@pytest.mark.parametrize(
    ("begun", "last", "expected"),
    [
        (date(2024, 6, 30), date(2025, 12, 31), Severity.WARNING),
        (date(2024, 7, 1), date(2025, 12, 31), Severity.ERROR),  # the first term had ended the day before
        (date(2024, 3, 1), date(2024, 12, 30), Severity.WARNING),  # 365 days of a leap year
        (date(2024, 3, 1), date(2024, 12, 29), Severity.ERROR),
        (date(2024, 8, 2), date(2025, 12, 31), Severity.ERROR),  # not begun on the day of looking
    ],
)
def test_six_months_that_an_amendment_made_two_years_are_for_a_person(
    begun: date, last: date, expected: Severity
) -> None:
    half = lease(date(2024, 1, 1), date(2024, 6, 30), term_months=make.fact(Decimal(6)))
    change = amendment(begun, half, expiration_date=make.fact(last))
    (said,) = found("term-under-one-year", half, change, as_of=date(2024, 8, 1))
    assert said.severity is expected


@pytest.mark.parametrize(
    ("day", "answer"), [(date(2009, 10, 1), Answer.SATISFIED), (date(2009, 10, 2), Answer.NOT_SATISFIED)]
)
def test_the_element_is_answered_for_the_days_in_which_the_pay_held(day: date, answer: Answer) -> None:
    base = lease()
    together = Relationship(relationship_id="r", entity="E", physician="P", contracts=(base, flat_from(day, base)))
    (element,) = [
        element
        for one in judge(base, AS_OF, (together,)).exceptions
        for element in one.elements
        if (one.exception, element.element) == ("equipment", "no-per-unit-rent")
    ]
    assert element.answer is answer
    assert ("until 2009-10-01" in element.wanting) is (answer is Answer.NOT_SATISFIED)
