"""What other contracts of the relationship change in the judgement of one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from checks.evaluation import findings, judge, judge_relationship
from models.contract import Contract, RenewalKind
from models.document import DocumentRole
from models.finding import Severity
from models.relationship import Relationship
from tests.factories import component, contract, document, fact, unknown

AS_OF = date(2026, 1, 31)
DAYS: dict[str, Any] = {"effective_date": fact(date(2024, 1, 1)), "expiration_date": fact(date(2024, 6, 30))}


def short_lease() -> Contract:
    """An equipment lease of six months."""
    return contract(**DAYS, term_months=fact(Decimal(6)), renewal_kind=fact(RenewalKind.NONE))


def other(**changes: Any) -> Contract:
    given: dict[str, Any] = {
        "document_role": DocumentRole.AMENDMENT,
        "amends_contract_id": short_lease().contract_id,
        "effective_date": fact(date(2024, 7, 1)),
        "expiration_date": fact(date(2024, 12, 31)),
        "term_months": unknown(),
        "compensation": (),
    }
    return contract(document("another", "/inbox/another.pdf"), **given | changes)


def severities(check: str, *siblings: Contract) -> list[Severity]:
    lease = short_lease()
    together = Relationship(relationship_id="r", entity="E", physician="P", contracts=(lease, *siblings))
    return [one.severity for one in findings(lease, AS_OF, (together,)) if one.check_name == check]


@pytest.mark.parametrize(
    ("siblings", "expected"),
    [
        ((), [Severity.ERROR]),
        ((other(),), [Severity.WARNING]),
        ((other(compensation=(component(),)),), [Severity.WARNING]),
        ((other(compensation=(component(amount=Decimal(1)),)),), [Severity.WARNING]),
        ((other(expiration_date=fact(date(2024, 12, 29))),), [Severity.ERROR]),
        ((other(expiration_date=fact(date(2024, 12, 30))),), [Severity.WARNING]),  # 365 days of a leap year
        ((other(effective_date=fact(date(2024, 7, 2))),), [Severity.ERROR]),
        ((other(amends_contract_id=None),), [Severity.ERROR]),
        ((other(expiration_date=fact(date(2024, 9, 30))),), [Severity.ERROR]),
    ],
)
def test_a_short_term_that_papers_carried_on_to_a_year_is_for_a_person_to_confirm(
    siblings: tuple[Contract, ...], expected: list[Severity]
) -> None:
    assert severities("term-under-one-year", *siblings) == expected


def test_a_year_that_is_not_over_has_not_been_lasted() -> None:
    lease = short_lease()
    together = Relationship(relationship_id="r", entity="E", physician="P", contracts=(lease, other()))
    found = findings(lease, date(2024, 10, 1), (together,))
    assert [one.severity for one in found if one.check_name == "term-under-one-year"] == [Severity.ERROR]


def test_an_earlier_agreement_may_hold_for_the_days_before_a_late_writing() -> None:
    unsigned: dict[str, Any] = {"agreement_date": fact(date(2024, 12, 1)), "signatures": ()}
    late = contract(document("late", "/inbox/late.pdf"), effective_date=fact(date(2024, 7, 1)), **unsigned)
    for siblings, expected in (((late,), Severity.ERROR), ((late, short_lease()), Severity.WARNING)):
        together = Relationship(relationship_id="r", entity="E", physician="P", contracts=siblings)
        found = [one for one in findings(late, AS_OF, (together,)) if one.check_name == "effective-before-writing"]
        assert [one.severity for one in found] == [expected]


def test_a_contract_alone_leaves_open_what_only_others_could_show() -> None:
    alone = judge(short_lease(), AS_OF)
    together = Relationship(relationship_id="r", entity="E", physician="P", contracts=(short_lease(),))
    for judged in (alone, judge(short_lease(), AS_OF, (together,))):
        (element,) = [
            element
            for answer in judged.exceptions
            for element in answer.elements
            if (answer.exception, element.element) == ("equipment", "no-second-lease-in-first-year")
        ]
        assert element.answer == "undetermined"
    assert judge_relationship(together, AS_OF) == ()
