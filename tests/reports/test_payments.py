"""Payments laid beside the terms of one contract: each with its verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.compensation import CompensationKind, Period
from models.contract import Contract, ContractKind, RenewalKind
from models.ledger import LedgerKind, Ledgers
from models.ledger_rows import Payment
from models.party import EntityKind, PartyRole
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


def verdicts(contract: Contract, *payments: Payment) -> list[str]:
    relationship = Relationship(
        relationship_id="r",
        entity=make.HOSPITAL,
        physician=make.PHYSICIAN,
        contracts=(contract,),
        ledgers=Ledgers(imported=frozenset({LedgerKind.PAYMENTS}), payments=payments),
    )
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
