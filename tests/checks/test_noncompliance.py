"""From which day to which each finding leaves an arrangement without its exception."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from checks.evaluation import judge, judgement_of_relationship
from models.contract import Contract, ContractKind, RenewalKind
from models.ledger import LedgerKind, Ledgers
from models.ledger_rows import Payment
from models.noncompliance import Certainty
from models.party import EntityKind, PartyRole
from models.relationship import Relationship
from models.signature import SignatureBlock, SignatureMethod, SignatureStatus
from tests import factories as make

FIRST, LAST = date(2022, 1, 1), date(2023, 12, 31)
AS_OF = date(2024, 6, 1)
Told = list[tuple[str, Certainty, date | None, date | None]]


def services(**changes: Any) -> Contract:
    """A directorship of two years, signed by both before it began."""
    given: dict[str, Any] = {
        "title": "Medical Director Agreement",
        "kind": make.fact(ContractKind.PERSONAL_SERVICES),
        "parties": (
            make.party(make.HOSPITAL, PartyRole.CLIENT),
            make.party(make.PHYSICIAN, PartyRole.CONTRACTOR, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
        ),
        "agreement_date": make.fact(date(2021, 12, 1)),
        "effective_date": make.fact(FIRST),
        "expiration_date": make.fact(LAST),
        "term_months": make.fact(Decimal(24)),
        "renewal_kind": make.fact(RenewalKind.NONE),
        "signatures": (signed(make.HOSPITAL, date(2021, 12, 1)), signed(make.PHYSICIAN, date(2021, 12, 1))),
        "compensation": (make.component(payer=make.HOSPITAL, payee=make.PHYSICIAN),),
    }
    return make.contract(**(given | changes))


def signed(name: str, day: date) -> SignatureBlock:
    return make.signature(name, signed_on=day)


BLANK = make.signature(
    make.PHYSICIAN,
    signatory_name=None,
    status=SignatureStatus.UNSIGNED,
    method=SignatureMethod.NONE,
    signed_on=None,
    reason="The line is blank.",
)


def told(contract: Contract, check: str, as_of: date = AS_OF) -> Told:
    periods = judge(contract, as_of).noncompliance
    by_id = {finding.finding_id: finding for finding in judge(contract, as_of).findings}
    return [
        (check, one.certainty, one.first_day, one.last_day)
        for one in periods
        if by_id[one.finding_id].check_name == check
    ]


def test_a_signature_that_never_came_takes_the_whole_arrangement() -> None:
    found = told(services(signatures=(signed(make.HOSPITAL, FIRST), BLANK)), "missing-signature")
    assert found == [("missing-signature", Certainty.SHOWN, FIRST, LAST)]


def test_one_that_goes_on_has_no_last_day() -> None:
    contract = services(signatures=(BLANK,), renewal_kind=make.fact(RenewalKind.AUTOMATIC))
    assert told(contract, "missing-signature") == [("missing-signature", Certainty.SHOWN, FIRST, None)]


@pytest.mark.parametrize(
    ("as_of", "certainty"), [(date(2022, 4, 1), Certainty.PENDING), (date(2022, 4, 2), Certainty.SHOWN)]
)
def test_it_is_pending_until_the_ninetieth_day(as_of: date, certainty: Certainty) -> None:
    found = told(services(signatures=(BLANK,)), "missing-signature", as_of)
    assert [one[1] for one in found] == [certainty]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 4, 1), []),
        (date(2022, 4, 2), [("signed-late", Certainty.SHOWN, FIRST, date(2022, 4, 1))]),
        (date(2022, 9, 15), [("signed-late", Certainty.SHOWN, FIRST, date(2022, 9, 14))]),
    ],
)
def test_a_late_signature_takes_the_days_before_it(day: date, expected: Told) -> None:
    contract = services(signatures=(signed(make.HOSPITAL, FIRST), signed(make.PHYSICIAN, day)))
    assert told(contract, "signed-late") == expected


def test_employment_asks_for_no_signature_and_loses_no_day() -> None:
    parties = (
        make.party(make.HOSPITAL, PartyRole.EMPLOYER),
        make.party(make.PHYSICIAN, PartyRole.EMPLOYEE, entity_kind=EntityKind.INDIVIDUAL, is_physician=True),
    )
    contract = services(kind=make.fact(ContractKind.EMPLOYMENT), parties=parties, signatures=(BLANK,))
    assert told(contract, "missing-signature") == []


def test_what_is_paid_after_the_end_takes_the_days_it_pays_for() -> None:
    paid = Payment(
        file_name="book.csv",
        line=2,
        payer=make.HOSPITAL,
        payee=make.PHYSICIAN,
        amount=Decimal(3000),
        paid_on=date(2024, 2, 5),
        period_from=date(2024, 1, 1),
        period_until=date(2024, 1, 31),
        to_physician=True,
    )
    contract = services()
    relationship = Relationship(
        relationship_id="r",
        entity=make.HOSPITAL,
        physician=make.PHYSICIAN,
        contracts=(contract,),
        ledgers=Ledgers(imported=frozenset({LedgerKind.PAYMENTS}), payments=(paid,)),
    )
    judgement = judge(contract, AS_OF, [relationship])
    by_id = {finding.finding_id: finding for finding in judgement.findings}
    found = [one for one in judgement.noncompliance if by_id[one.finding_id].check_name == "payments-after-end"]
    assert [(one.first_day, one.last_day) for one in found] == [(date(2024, 1, 1), date(2024, 1, 31))]
    alone = relationship.model_copy(update={"contracts": ()})
    without = judgement_of_relationship(alone, AS_OF).noncompliance
    assert [(one.contract_id, one.first_day, one.last_day) for one in without if one.first_day] == [
        (None, date(2024, 1, 1), date(2024, 1, 31))
    ]
