"""Payments laid beside the terms of one contract: each with its verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from checks.catalogue import CHECKS
from models.compensation import CompensationKind, Period
from models.contract import Contract, ContractKind, RenewalKind
from models.document import DocumentRole
from models.finding import Outcome
from models.ledger import LedgerKind, Ledgers
from models.ledger_rows import Payment
from models.party import EntityKind, PartyRole
from models.provision import Provision, ProvisionKind
from models.relationship import Relationship
from reports.payment_verdicts import judged
from tests import factories as make

MONTHLY = make.component(amount=Decimal(2500), period=Period.MONTH, payer=make.HOSPITAL, payee=make.PHYSICIAN)
HOURLY = make.component(
    kind=CompensationKind.TIME,
    amount=Decimal(150),
    period=Period.HOUR,
    payer=make.HOSPITAL,
    payee=make.PHYSICIAN,
    cap_amount=Decimal(3000),
    cap_period=Period.MONTH,
)


def directorship(*pay: Any, **changes: Any) -> Contract:
    given: dict[str, Any] = {
        "kind": make.fact(ContractKind.PERSONAL_SERVICES),
        "parties": (
            make.party(make.HOSPITAL, PartyRole.CLIENT),
            make.party(make.PHYSICIAN, PartyRole.CONTRACTOR, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
        ),
        "effective_date": make.fact(date(2024, 1, 15)),
        "expiration_date": make.fact(date(2025, 1, 14)),
        "renewal_kind": make.fact(RenewalKind.NONE),
        "compensation": pay,
    }
    return make.contract(**given | changes)


def payment(amount: str, *days: date, line: int = 2, **changes: Any) -> Payment:
    given: dict[str, Any] = {
        "payer": make.HOSPITAL,
        "payee": make.PHYSICIAN,
        "amount": Decimal(amount),
        "paid_on": days[-1] if days else date(2024, 6, 5),
        "period_from": days[0] if len(days) == 2 else None,
        "period_until": days[1] if len(days) == 2 else None,
        "to_physician": True,
        "file_name": "payments.csv",
        "line": line,
    }
    return Payment(**given | changes)


def related(contract: Contract, *payments: Payment) -> Relationship:
    return Relationship(
        relationship_id="r",
        entity=make.HOSPITAL,
        physician=make.PHYSICIAN,
        contracts=(contract,),
        ledgers=Ledgers(imported=frozenset({LedgerKind.PAYMENTS}), payments=payments),
    )


def verdicts(contract: Contract, *payments: Payment) -> list[str]:
    relationship = related(contract, *payments)
    found = {one.payment.line: one.verdict for one in judged(relationship)}
    assert len(found) == len(payments)
    return [found[one.line] for one in payments]


MARCH = (date(2024, 3, 1), date(2024, 3, 31))
INWARD: dict[str, Any] = {"to_physician": False, "payer": make.PHYSICIAN, "payee": make.HOSPITAL}
APRIL = (date(2024, 4, 1), date(2024, 4, 30))


@pytest.mark.parametrize(
    ("pay", "payments", "expected"),
    [
        (MONTHLY, [payment("2500", *MARCH)], ["within terms"]),
        (MONTHLY, [payment("2500.01", *MARCH)], ["over"]),
        (MONTHLY, [payment("2499.99", *MARCH)], ["under"]),
        (MONTHLY, [payment("1370.97", date(2024, 1, 15), date(2024, 1, 31))], ["within terms"]),
        (MONTHLY, [payment("5000", MARCH[0], APRIL[1])], ["within terms"]),
        (MONTHLY, [payment("2500", *MARCH), payment("2500", *MARCH, line=3)], ["over", "over"]),
        (
            MONTHLY,
            [payment("2500", *MARCH), payment("2500", *MARCH, line=3), payment("-2500", *MARCH, line=4)],
            ["within terms"] * 3,
        ),
        (MONTHLY, [payment("2500", date(2023, 12, 1), date(2023, 12, 31))], ["before effective"]),
        (MONTHLY, [payment("2500", date(2025, 2, 1), date(2025, 2, 28))], ["after expiry"]),
        (MONTHLY, [payment("2500", *MARCH, paid_on=date(2025, 6, 1))], ["within terms"]),
        (MONTHLY, [payment("2500")], ["within terms"]),
        (MONTHLY, [payment("2500"), payment("2500", line=3)], ["cannot tell", "cannot tell"]),
        (MONTHLY, [payment("2600")], ["cannot tell"]),
        (MONTHLY, [payment("2500", *MARCH, contract="other.pdf")], ["cannot tell"]),
        (
            MONTHLY,
            [payment("2500", *MARCH, **INWARD)],
            ["no contract"],
        ),
        (
            MONTHLY,
            [
                payment("2500", *MARCH, **INWARD, contract="lease.pdf"),
            ],
            ["wrong payee"],
        ),
        (
            MONTHLY,
            [payment("2500", *MARCH, to_physician=None, payee="Fernquist Ventures, LLC", contract="lease.pdf")],
            ["wrong payee"],
        ),
        (HOURLY, [payment("1500", *MARCH, hours=Decimal(10))], ["within terms"]),
        (HOURLY, [payment("1650", *MARCH, hours=Decimal(10))], ["over"]),
        (HOURLY, [payment("1350", *MARCH, hours=Decimal(10))], ["under"]),
        (HOURLY, [payment("1500", *MARCH)], ["cannot tell"]),
        (HOURLY, [payment("3150", *MARCH, hours=Decimal(21))], ["over"]),
        (
            make.per_click_component(payer=make.HOSPITAL, payee=make.PHYSICIAN),
            [payment("900", *MARCH)],
            ["cannot tell"],
        ),
    ],
)
def test_a_payment_beside_the_terms(pay: Any, payments: list[Payment], expected: list[str]) -> None:
    assert verdicts(directorship(pay), *payments) == expected


def test_pay_in_two_ways_is_left_to_a_person() -> None:
    assert verdicts(directorship(MONTHLY, HOURLY), payment("2500", *MARCH)) == ["cannot tell"]


class Row(NamedTuple):
    """Pay of $1,000.00 a month from 15 March 2022 to 14 March 2026, how it rises, and a month's payment."""

    name: str
    raises: tuple[tuple[ProvisionKind, str | None, str], ...]
    month: date
    paid: str
    expected: str
    says: str = ""


YEARLY, UP_TO, OPENLY = ProvisionKind.PAY_RISES_YEARLY, ProvisionKind.PAY_MAY_RISE, ProvisionKind.PAY_MAY_CHANGE
THREE = ((YEARLY, "3", ""),)
JANUARY = ((YEARLY, "3", "January 1"),)
JANUARY_2024 = ((YEARLY, "3", "January 1, 2024"),)
FIRST, SECOND, THIRD = date(2022, 4, 15), date(2023, 4, 15), date(2024, 4, 15)
RISEN = "raised by 3 percent on each anniversary (page 3): $1,000.00 × 1.03"
RAISES = (
    Row("before the first anniversary nothing has risen", THREE, FIRST, "1000", "within terms"),
    Row("and what is paid above is too much", THREE, FIRST, "1030", "over"),
    Row("the raised sum", THREE, SECOND, "1030", "within terms", f"{RISEN} = $1,030.00 from 2023-03-15"),
    Row("the sum of the first year", THREE, SECOND, "1000", "under", RISEN),
    Row("a cent beyond the raised sum", THREE, SECOND, "1030.01", "over", RISEN),
    Row("raised twice", THREE, THIRD, "1060.90", "within terms", "1.03 to the power of 2 = $1,060.90 from 2024-03-15"),
    Row("raised twice by one paid for it", THREE, THIRD, "1060", "under"),
    Row("on a day of the year", JANUARY, date(2023, 1, 15), "1030", "within terms", "every year on January 1"),
    Row("before that day", JANUARY, date(2022, 11, 15), "1030", "over"),
    Row("from a year that is named", JANUARY_2024, date(2023, 1, 15), "1000", "within terms"),
    Row("on from the year that is named", JANUARY_2024, date(2024, 1, 15), "1030", "within terms"),
    Row("up to a maximum: below it", ((UP_TO, "3", ""),), SECOND, "1020", "cannot tell", "up to 3 percent a year"),
    Row("up to a maximum: beyond it", ((UP_TO, "3", ""),), SECOND, "1030.02", "over", "at most $1,000.00 × 1.03"),
    Row("up to a maximum: less than at first", ((UP_TO, "3", ""),), SECOND, "999", "under"),
    Row("an index, which may fall", ((OPENLY, None, ""),), SECOND, "999", "cannot tell", "no figure of the contract"),
    Row("an index", ((OPENLY, None, ""),), SECOND, "1400", "cannot tell", "no figure of the contract"),
    Row("an index, in the first months", ((OPENLY, None, ""),), FIRST, "1400", "over"),
    Row("two raises", (*THREE, (YEARLY, "5", "")), SECOND, "1050", "cannot tell", "several raises"),
    Row("two raises, and more than both", (*THREE, (YEARLY, "5", "")), SECOND, "1051", "over", "highest of 5 percent"),
    Row("a day that no year has", ((YEARLY, "3", "June 31"),), SECOND, "1010", "cannot tell"),
    Row("no raise read", (), SECOND, "1030", "cannot tell", "No words on a raise were read"),
    Row("no raise read, and none paid", (), SECOND, "1000", "within terms"),
)
OUTCOMES = {
    "within terms": Outcome.CLEAR,
    "over": Outcome.FLAGGED,
    "under": Outcome.FLAGGED,
    "cannot tell": Outcome.UNDETERMINED,
}


def raised(row: Row) -> Contract:
    words = tuple(
        Provision(
            kind=kind,
            subject=subject,
            quantity=None if percent is None else Decimal(percent),
            evidence=make.evidence("the clause", page=3),
            confidence=0.9,
            found_by="a test",
        )
        for kind, percent, subject in row.raises
    )
    pay = MONTHLY.model_copy(update={"amount": Decimal(1000)})
    days = {"effective_date": make.fact(date(2022, 3, 15)), "expiration_date": make.fact(date(2026, 3, 14))}
    return directorship(pay, provisions=words, **days)


@pytest.mark.parametrize("row", RAISES, ids=lambda row: row.name)
def test_a_raise_is_reckoned_and_rule_and_report_say_one_thing(row: Row) -> None:
    days = (row.month, date(row.month.year, row.month.month + 1, 14))
    relationship = related(raised(row), payment(row.paid, *days))
    (found,) = judged(relationship)
    assert found.verdict == row.expected, found.why
    assert row.says in found.why
    rule = next(check.relationship_rule for check in CHECKS if check.name == "payments-differ")
    assert rule is not None
    (verdict,) = rule(relationship, date(2026, 1, 1))
    assert verdict.outcome is OUTCOMES[row.expected], verdict.message
    if row.expected != "within terms":
        assert row.says in verdict.message


def test_a_month_in_which_the_pay_rises_is_cut_on_that_day() -> None:
    row = Row("", THREE, SECOND, "0", "")
    march = (date(2023, 3, 1), date(2023, 3, 31))
    relationship = related(raised(row), payment("1016.80", *march), payment("1040", *APRIL, line=3))
    first, _ = judged(relationship)
    assert (first.verdict, first.agreed and first.agreed.least < Decimal("1016.80")) == ("within terms", True)


def test_a_payment_without_days_may_be_at_the_pay_from_before_the_raise() -> None:
    contract = raised(Row("", THREE, SECOND, "0", ""))
    paid = [
        payment(sum_paid, line=number, paid_on=day)
        for number, (sum_paid, day) in enumerate(
            [("1000", date(2023, 4, 1)), ("1030", date(2023, 5, 1)), ("1000", date(2023, 6, 1))], start=2
        )
    ]
    assert verdicts(contract, *paid) == ["within terms", "within terms", "cannot tell"]


def test_doubt_about_a_raise_is_told_once_for_all_payments() -> None:
    contract = raised(Row("", ((OPENLY, None, ""),), SECOND, "0", ""))
    months = [(date(2023, month, 15), date(2023, month + 1, 14)) for month in range(4, 10)]
    relationship = related(contract, *(payment("1040", *days, line=line) for line, days in enumerate(months, start=2)))
    rule = next(check.relationship_rule for check in CHECKS if check.name == "payments-differ")
    assert rule is not None
    (verdict,) = rule(relationship, date(2026, 1, 1))
    assert "6 payments in all" in verdict.message
    assert (verdict.first_day, verdict.last_day) == (date(2023, 4, 15), date(2023, 10, 14))


def test_new_pay_in_an_amendment_leaves_the_days_of_old_raises_open() -> None:
    amendment = directorship(
        MONTHLY,
        contract_id="amendment",
        document_role=DocumentRole.AMENDMENT,
        amends_contract_id="contract-1",
        effective_date=make.fact(date(2023, 6, 1)),
    )
    contract = raised(Row("", THREE, SECOND, "0", ""))
    relationship = related(contract, payment("2575", date(2024, 7, 1), date(2024, 7, 31)))
    relationship = relationship.model_copy(
        update={"contracts": (contract, amendment.model_copy(update={"amends_contract_id": contract.contract_id}))}
    )
    (found,) = judged(relationship)
    assert (found.verdict, "amended pay" in found.why) == ("cannot tell", True), found.why


def test_words_of_an_amendment_are_no_evidence_in_the_agreement() -> None:
    agreement = directorship(MONTHLY)
    new = MONTHLY.model_copy(update={"amount": Decimal(2600), "evidence": make.evidence("$2,600.00 a month", page=2)})
    amendment = directorship(
        new,
        contract_id="amendment",
        file_name="first-amendment.pdf",
        document_role=DocumentRole.AMENDMENT,
        amends_contract_id=agreement.contract_id,
        effective_date=make.fact(date(2024, 6, 1)),
    )
    months = ((date(2024, 5, 1), date(2024, 5, 31)), (date(2024, 7, 1), date(2024, 7, 31)))
    paid = [payment("2700", *days, line=line) for line, days in enumerate(months, start=2)]
    relationship = related(agreement, *paid).model_copy(update={"contracts": (agreement, amendment)})
    rule = next(check.relationship_rule for check in CHECKS if check.name == "payments-differ")
    assert rule is not None
    before, after = rule(relationship, date(2025, 1, 1))
    assert (before.evidence, "amendment" in before.message) == (MONTHLY.evidence, False)
    assert (after.evidence, after.message.endswith("So first-amendment.pdf says on page 2.")) == (None, True)
