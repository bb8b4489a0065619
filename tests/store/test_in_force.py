"""What holds when amendments are taken in: the newest statement wins from its day, what is unsaid stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.compensation import CompensationKind, Period
from models.contract import Contract, RenewalKind
from models.document import Document, DocumentRole
from models.provision import ProvisionKind
from tests import factories as make
from tests.store.conftest import store_and_publish

Ask = Callable[[str], list[tuple[object, ...]]]

PAPERS = {
    one.document_id: one
    for one in (
        make.document(name, f"/inbox/{name}.pdf")
        for name in ("lease", "longer", "at-will", "undated", "raised", "more", "alone")
    )
}


def paper(name: str) -> Document:
    """The file of that name."""
    return next(one for one in PAPERS.values() if one.path == f"/inbox/{name}.pdf")


LEASE = make.contract(paper("lease"), amends_contract_id=None, compensation=(make.component(),))


def amendment(name: str, day: date | None, amends: Contract = LEASE, **changes: Any) -> Contract:
    """A paper that says nothing but what `changes` say."""
    silent = ("expiration_date", "term_months", "renewal_kind", "renewal_months", "termination_notice_days")
    given: dict[str, Any] = dict.fromkeys(silent, make.unknown())
    given |= {"document_role": DocumentRole.AMENDMENT, "amends_contract_id": amends.contract_id, "compensation": ()}
    given |= {
        "agreement_date": make.unknown(),
        "effective_date": make.fact(day, "from then on") if day else make.unknown(),
    }
    return make.contract(paper(name), **given | changes)


def stored(database: Path, *contracts: Contract) -> None:
    store_and_publish(database, *(make.extraction(PAPERS[one.document_id], one) for one in contracts))


def test_what_an_amendment_says_wins_from_its_day_and_the_rest_stays(database: Path, ask: Ask) -> None:
    longer = amendment("longer", date(2024, 7, 1), expiration_date=make.fact(date(2026, 1, 14), "extended"))
    at_will = amendment(
        "at-will", date(2024, 10, 1), amends=longer, renewal_kind=make.fact(RenewalKind.NONE, "shall not renew")
    )
    undated = amendment("undated", None, termination_notice_days=make.fact(30, "thirty days"))
    stored(database, at_will, undated, longer, LEASE)
    columns = "from_date, until_date, expiration_date, renewal_kind, termination_notice_days"
    assert ask(f"select {columns} from contracts_in_force order by from_date nulls last") == [
        (date(2024, 1, 15), date(2024, 6, 30), date(2025, 1, 14), "automatic", 60),
        (date(2024, 7, 1), date(2024, 9, 30), date(2026, 1, 14), "automatic", 60),
        (date(2024, 10, 1), None, date(2026, 1, 14), "none", 60),
        (None, None, date(2026, 1, 14), "none", 30),
    ]
    assert ask("select distinct contract_id from contracts_in_force") == [(LEASE.contract_id,)]


def test_pay_of_the_same_kind_replaces_and_of_another_kind_leaves_it_open(database: Path, ask: Ask) -> None:
    raised = amendment("raised", date(2024, 7, 1), compensation=(make.component(amount=Decimal("2700.00")),))
    hourly = make.component(kind=CompensationKind.TIME, amount=Decimal("90.00"), period=Period.HOUR, unit="hour")
    more = amendment("more", date(2024, 9, 1), compensation=(hourly,))
    stored(database, raised, more, LEASE)
    assert ask(
        "select amount, from_date, until_date, is_replaced from compensation_in_force order by from_date, amount"
    ) == [
        (Decimal("2500.00"), date(2024, 1, 15), date(2024, 6, 30), True),
        (Decimal("2700.00"), date(2024, 7, 1), None, None),
        (Decimal("90.00"), date(2024, 9, 1), None, False),
    ]


def test_words_that_replace_the_former_pay_end_it_whatever_its_kind(database: Path, ask: Ask) -> None:
    hourly = make.component(kind=CompensationKind.TIME, amount=Decimal("90.00"), period=Period.HOUR, unit="hour")
    instead = (make.provision(ProvisionKind.PAY_REPLACED),)
    stored(database, amendment("more", date(2024, 9, 1), compensation=(hourly,), provisions=instead), LEASE)
    assert ask("select amount, until_date, is_replaced from compensation_in_force order by from_date") == [
        (Decimal("2500.00"), date(2024, 8, 31), True),
        (Decimal("90.00"), None, False),
    ]


def test_a_contract_that_nothing_amends_holds_as_it_is(database: Path, ask: Ask) -> None:
    stored(database, LEASE)
    assert ask("select from_date, until_date, term_months from contracts_in_force") == [
        (date(2024, 1, 15), None, Decimal("12.00"))
    ]
    assert ask("select is_replaced, until_date from compensation_in_force") == [(False, None)]


def test_an_amendment_whose_contract_is_not_stored_is_no_contract_in_force(database: Path, ask: Ask) -> None:
    stored(database, amendment("alone", date(2024, 7, 1), amends_contract_id=None))
    assert ask("select * from contracts_in_force") == []
