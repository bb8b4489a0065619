"""What is said of each contract and exception, through the views."""

# ruff: noqa: RUF005 (a row of a view is longer than a line of code)
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from models.answer import Answer, DecidedBy, ExceptionAnswer
from models.errors import StoreError
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish

Ask = Callable[[str], list[tuple[object, ...]]]

LEASE = make.contract()
BOX = "72.0,90.5,301.2,102.0"


element = partial(
    make.element_answer,
    requirement="Every party has signed the lease.",
    answer=Answer.UNDETERMINED,
    decided_by=DecidedBy.PERSON,
    reason="Not tested: a person must look for signatures.",
)
answer = partial(
    make.exception_answer,
    answer=Answer.NOT_SATISFIED,
    as_far_as_tested=Answer.NOT_SATISFIED,
    path="Fits 411.357(b) but for the missing signatures; a person must confirm 1 more element.",
)

SIGNED = element(
    "signed",
    answer=Answer.NOT_SATISFIED,
    decided_by=DecidedBy.RULE,
    checks=("missing-signature", "signed-late"),
    reason="Nobody has signed.",
    wanting="the missing signatures",
    evidence=make.evidence("By: ____", page=2),
    confidence=0.8,
)
PENDING = SIGNED.model_copy(update={"answer": Answer.UNDETERMINED, "curable_until": date(2024, 4, 14)})
VALUE = element(
    "fair-market-value", requirement="The rent is fair.", look_for="a valuation", doubt="what counts is open"
)


def recorded(database: Path, *answers: ExceptionAnswer, publish: bool = True) -> None:
    with Store.open(database) as store:
        run_id = store.begin_run("check", AS_OF)
        store.record_exceptions({LEASE.contract_id: answers}, run_id)
        if publish:
            store.publish()


@pytest.fixture(autouse=True)
def with_lease(database: Path) -> None:
    store_and_publish(database, make.extraction(None, LEASE))


def test_an_answer_is_seen_whole_through_the_views(database: Path, ask: Ask) -> None:
    other = answer(VALUE, exception="other", citation="411.357(l)", is_best=False, answer=Answer.UNDETERMINED)
    recorded(database, answer(SIGNED, VALUE), other)
    assert ask("from exceptions where is_best") == [
        (LEASE.contract_id, "equipment", "Rental of equipment", "42 CFR 411.357(b)", "not_satisfied", True)
        + ("Fits 411.357(b) but for the missing signatures; a person must confirm 1 more element.", "presumed")
        + ("not_satisfied", 0, 1, 0, 1, None, AS_OF, "lease.pdf", "equipment_lease", 0)
    ]
    assert ask("from elements where is_best order by position") == [
        (LEASE.contract_id, "equipment", "signed", "not_satisfied", "rule", ["missing-signature", "signed-late"])
        + ("Every party has signed the lease.", "Nobody has signed.", "signatures", "42 CFR 411.357(b)(1)", None, None)
        + (1, True, 2, "By: ____", BOX, 0.8, AS_OF, "lease.pdf", "equipment_lease", "not_satisfied", None, None, None),
        (LEASE.contract_id, "equipment", "fair-market-value", "undetermined", "person", [], "The rent is fair.")
        + (
            "Not tested: a person must look for a valuation. The law is to be confirmed: what counts is open.",
            "a valuation",
        )
        + ("42 CFR 411.357(b)(1)", "what counts is open", None, 2, True, None, None, None, None)
        + (AS_OF, "lease.pdf", "equipment_lease", "undetermined", None, None, None),
    ]
    assert ask("select exception, status, is_best from exceptions order by all") == [
        ("equipment", "not_satisfied", True),
        ("other", "undetermined", False),
    ]


def test_the_last_day_to_cure_is_a_date(database: Path, ask: Ask) -> None:
    recorded(database, answer(PENDING, answer=Answer.UNDETERMINED, curable_until=date(2024, 4, 14)))
    assert ask("select curable_until, in_doubt_count from exceptions") == [(date(2024, 4, 14), 1)]
    assert ask("select curable_until from elements") == [(date(2024, 4, 14),)]


def test_a_later_answer_takes_the_place_of_the_former(database: Path, ask: Ask) -> None:
    recorded(database, answer(SIGNED))
    recorded(database, answer(element("signed", answer=Answer.SATISFIED, decided_by=DecidedBy.RULE)))
    assert ask("select status from elements") == [("satisfied",)]
    recorded(database)
    assert ask("from exceptions") == ask("from elements") == []


def test_words_of_the_law_stay_those_of_the_answer(database: Path, ask: Ask) -> None:
    recorded(database, answer(SIGNED))
    lease = make.contract(make.document("second", "/inbox/second.pdf"))
    store_and_publish(database, make.extraction(make.document("second", "/inbox/second.pdf"), lease))
    reworded = SIGNED.model_copy(update={"requirement": "All parties have signed."})
    with Store.open(database) as store:
        store.record_exceptions({lease.contract_id: [answer(reworded)]}, store.begin_run("check", AS_OF))
        store.publish()
    assert ask("select file_name, requirement from elements order by file_name") == [
        ("lease.pdf", "Every party has signed the lease."),
        ("second.pdf", "All parties have signed."),
    ]


def test_a_document_read_again_has_no_answer_before_its_next_check(database: Path, ask: Ask) -> None:
    recorded(database, answer(SIGNED))
    store_and_publish(database, make.extraction(None, LEASE))
    assert ask("from exceptions") == []


def test_a_superseded_document_has_no_answer(database: Path, ask: Ask) -> None:
    recorded(database, answer(SIGNED))
    store_and_publish(database, make.extraction(make.document("changed")))
    assert ask("from exceptions") == ask("from elements") == []


def test_nothing_is_recorded_when_one_contract_is_not_stored(database: Path, ask: Ask) -> None:
    with Store.open(database) as store:
        run_id = store.begin_run("check", AS_OF)
        with pytest.raises(StoreError, match="There is no contract nobody"):
            store.record_exceptions({LEASE.contract_id: [answer(SIGNED)], "nobody": []}, run_id)
        store.publish()
    assert ask("from exceptions") == []


def test_words_of_the_law_survive_a_transaction_that_failed(database: Path, ask: Ask) -> None:
    with Store.open(database) as store:
        run_id = store.begin_run("check", AS_OF)
        with pytest.raises(StoreError):
            store.record_exceptions({"nobody": [answer(SIGNED)]}, run_id)
        store.record_exceptions({LEASE.contract_id: [answer(SIGNED)]}, run_id)
        store.publish()
    assert ask("select element from elements") == [("signed",)]
