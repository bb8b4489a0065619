"""How arrangements stand on each day, and the ids by which other systems know them, through the views."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.answer import Answer, Candidacy, ElementAnswer, ExceptionAnswer
from models.arrangement import ArrangementUnknownError, Compliance
from models.contract import Contract, ContractKind, RenewalKind
from models.disposition import DispositionKind
from models.document import DocumentRole
from models.evidence import Evidence
from reports.arrangement_answer import arrangement_answer
from store.arrangement_ids import as_written
from store.query import query
from tests import factories as make
from tests.store.arranged import (
    AS_OF,
    END,
    ENDS,
    LATE,
    LEASE,
    LINKED,
    MET,
    MISSING,
    PENDING,
    START,
    VALUE,
    Folder,
    answer,
    element,
    other,
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "contracts.duckdb")


YES, NO, OPEN = Compliance.COMPLIANT, Compliance.NOT_COMPLIANT, Compliance.UNDETERMINED


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((answer(MET),), YES),
        ((answer(MISSING),), NO),
        ((answer(MET, MISSING),), NO),
        ((answer(PENDING),), OPEN),
        ((answer(MET, VALUE),), OPEN),
        ((answer(MISSING, VALUE),), NO),
        # one exception is enough, and none is left only when every one fails
        ((answer(MISSING), other(MET)), YES),
        ((answer(MISSING), other(VALUE)), OPEN),
        ((answer(MISSING), other(MISSING)), NO),
        ((answer(VALUE), other(MET)), YES),
        # the safe harbor of another law saves nothing, and its failing harms nothing
        ((answer(MISSING), other(MET, candidacy=Candidacy.OVERLAY)), NO),
        ((answer(MET), other(MISSING, candidacy=Candidacy.OVERLAY)), YES),
        ((), OPEN),
    ],
)
def test_one_exception_is_enough_and_wants_all_its_elements(
    answers: tuple[ExceptionAnswer, ...], expected: Compliance, folder: Folder
) -> None:
    folder.put((LEASE, answers))
    assert folder.on(date(2024, 6, 1)) is expected


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        ({}, START, YES),
        ({}, date(2024, 1, 14), OPEN),  # before its first day
        ({}, date(2025, 1, 15), YES),  # it renews by itself
        ({}, AS_OF, YES),
        ({}, date(2026, 2, 1), OPEN),  # later than the day it was looked at
        (ENDS, END, YES),
        (ENDS, date(2025, 1, 15), OPEN),  # ended: whether it was carried on, no paper says
        ({"renewal_kind": make.fact(RenewalKind.OPTIONAL)}, date(2025, 1, 15), OPEN),
        ({"renewal_kind": make.unknown()}, date(2025, 1, 15), OPEN),
        ({"renewal_kind": make.fact(RenewalKind.MONTH_TO_MONTH)}, date(2025, 1, 15), YES),
        ({"expiration_date": make.unknown(), **ENDS}, date(2025, 6, 1), YES),
        ({"effective_date": make.unknown(), "agreement_date": make.unknown()}, date(2024, 6, 1), OPEN),
    ],
)
def test_outside_the_days_of_its_papers_nothing_is_said(
    changes: dict[str, Any], day: date, expected: Compliance, folder: Folder
) -> None:
    lease = make.contract(**changes)
    folder.put((lease, (answer(MET),)))
    assert folder.on(day, lease) is expected


def test_a_late_signature_covers_only_the_days_from_it_on(folder: Folder) -> None:
    lease = make.contract(signatures=(make.signature(), make.signature(make.PHYSICIAN, signed_on=date(2024, 7, 1))))
    folder.put((lease, (answer(LATE),)), findings=(make.finding(lease, "signed-late"),))
    days = [START, date(2024, 4, 14), date(2024, 6, 30), date(2024, 7, 1), date(2025, 6, 1)]
    assert [folder.on(day, lease) for day in days] == [NO, NO, NO, YES, YES]


def test_a_signature_that_never_came_leaves_no_day_covered_its_grace_included(folder: Folder) -> None:
    folder.put((LEASE, (answer(MISSING),)), findings=(make.finding(LEASE),))
    assert [folder.on(day) for day in (START, date(2024, 3, 1), AS_OF)] == [NO, NO, NO]


def test_while_a_signature_may_still_come_nothing_is_held_against_it(folder: Folder) -> None:
    folder.put((LEASE, (answer(PENDING),)), as_of=date(2024, 2, 1))
    assert [folder.on(day) for day in (START, date(2024, 2, 1))] == [OPEN, OPEN]


def amendment(on: date | None = date(2024, 9, 1), **changes: Any) -> Contract:
    given: dict[str, Any] = {
        "document_role": DocumentRole.AMENDMENT,
        "agreement_date": make.unknown(),
        "effective_date": make.fact(on) if on else make.unknown(),
        "expiration_date": make.unknown(),
        "renewal_kind": make.unknown(),
        "renewal_months": make.unknown(),
        "amends_contract_id": LEASE.contract_id,
    }
    return make.contract(make.document("amendment", "/inbox/amendment.pdf"), **given | changes)


@pytest.mark.parametrize(
    ("on", "said", "before", "after"),
    [
        (date(2024, 9, 1), LINKED, YES, NO),
        (date(2024, 9, 1), VALUE, YES, OPEN),
        (date(2024, 9, 1), MET, YES, YES),
        (None, LINKED, OPEN, OPEN),  # from which day it holds was not read
    ],
)
def test_an_amendment_weighs_from_its_first_day(
    on: date | None, said: ElementAnswer, before: Compliance, after: Compliance, folder: Folder
) -> None:
    change = amendment(on)
    folder.put((LEASE, (answer(MET),)), (change, (answer(said),)))
    assert (folder.on(date(2024, 8, 31)), folder.on(date(2024, 9, 1))) == (before, after)


@pytest.mark.parametrize(
    ("new_pay", "after"),
    [
        (
            make.per_click_component(amount=Decimal(30), evidence=make.evidence("$30")),
            YES,
        ),  # it takes the place of the former
        (make.component(), OPEN),  # whether it does, a person must read
    ],
)
def test_pay_that_an_amendment_replaced_weighs_no_more(new_pay: Any, after: Compliance, folder: Folder) -> None:
    lease = make.contract(compensation=(make.per_click_component(),))
    change = amendment(compensation=(new_pay,))
    folder.put((lease, (answer(LINKED),)), (change, (answer(MET),)))
    assert (folder.on(date(2024, 8, 31), lease), folder.on(date(2024, 9, 1), lease)) == (NO, after)


def test_an_amendment_that_extends_the_term_fills_no_gap_before_it(folder: Folder) -> None:
    lease = make.contract(**ENDS)
    change = amendment(date(2025, 6, 1), expiration_date=make.fact(date(2027, 1, 14)))
    folder.put((lease, (answer(MET),)), (change, (answer(MET),)))
    days = (END, date(2025, 3, 1), date(2025, 6, 1))
    assert [folder.on(day, lease) for day in days] == [YES, OPEN, YES]


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        (None, NO),
        (DispositionKind.ACCEPTED, NO),  # it is right, and lived with
        (DispositionKind.FALSE_POSITIVE, OPEN),  # no paper shows that it is met, either
        (DispositionKind.REMEDIED, NO),  # put right today, and not then
    ],
)
def test_what_a_reviewer_decides_never_makes_it_compliant(
    decided: DispositionKind | None, expected: Compliance, folder: Folder
) -> None:
    folder.put((LEASE, (answer(MISSING),)), findings=(make.finding(LEASE),), decided=decided)
    assert folder.on(date(2024, 6, 1)) is expected


def test_what_ledgers_show_is_held_against_no_day(folder: Folder) -> None:
    differing = element(answer=Answer.NOT_SATISFIED, checks=("payments-differ",))
    finding = make.finding(LEASE, "payments-differ", relationship_id="r")
    folder.put((LEASE, (answer(differing),)), findings=(finding,))
    assert folder.on(date(2024, 6, 1)) is OPEN
    assert "no ledger says" in folder.why(date(2024, 6, 1))


def test_every_day_is_in_one_period(folder: Folder) -> None:
    change = amendment()
    folder.put((LEASE, (answer(MET),)), (change, (answer(LINKED),)))
    rows = query(
        folder.database, "select from_date, until_date, status from arrangement_periods order by 1 nulls first"
    )
    assert rows.rows == (
        (None, date(2024, 1, 14), "undetermined"),
        (START, date(2024, 8, 31), "compliant"),
        (date(2024, 9, 1), AS_OF, "not_compliant"),
        (date(2026, 2, 1), None, "undetermined"),
    )


def test_an_id_stays_through_reading_again_renaming_and_amending(folder: Folder) -> None:
    folder.put((LEASE, (answer(MET),)))
    before = folder.ids()[LEASE.contract_id]
    folder.put((LEASE.model_copy(update={"file_name": "renamed.pdf"}), (answer(MET),)))
    folder.put((LEASE, (answer(MET),)), (amendment(), (answer(MET),)))
    assert folder.ids() == {LEASE.contract_id: before}
    (folder.database.parent / f".{folder.database.name}.writer").rename(folder.database.parent / "away")
    folder.database.unlink()
    folder.put((LEASE, (answer(MET),)))
    assert folder.ids() == {LEASE.contract_id: before}


@pytest.mark.parametrize(
    ("changes", "is_kept"),
    [
        ({}, True),
        ({"signatures": ()}, True),
        ({"effective_date": make.fact(date(2024, 2, 1))}, True),
        ({"kind": make.fact(ContractKind.EMPLOYMENT)}, False),
        ({"parties": (make.party(), make.party("Odo Brankov, D.O."))}, False),
    ],
)
def test_the_same_agreement_in_a_newer_file_keeps_the_id(
    changes: dict[str, Any], is_kept: bool, folder: Folder
) -> None:
    folder.put((LEASE, (answer(MISSING),)))
    before = folder.ids()[LEASE.contract_id]
    signed = make.contract(make.document("signed", "/inbox/lease.pdf"), **changes)
    folder.put((signed, (answer(MET),)))
    assert list(folder.ids()) == [signed.contract_id]
    assert (folder.ids()[signed.contract_id] == before) is is_kept
    found = arrangement_answer(folder.database, before, date(2024, 6, 1))
    assert found.status is (YES if is_kept else OPEN)
    if not is_kept:
        assert "No contract in the folder" in found.reasons[0]


def test_the_id_of_a_paper_that_turns_out_to_amend_another_leads_there(folder: Folder) -> None:
    alone = amendment(amends_contract_id=None)
    folder.put((alone, (answer(MET),)))
    former = folder.ids()[alone.contract_id]
    assert folder.on(date(2024, 10, 1), alone) is OPEN  # what it amends is not there
    folder.put((LEASE, (answer(MET),)), (amendment(), (answer(MET),)))
    found = arrangement_answer(folder.database, former, date(2024, 10, 1))
    assert (found.asked_for, found.arrangement_id) == (former, folder.ids()[LEASE.contract_id])
    assert found.status is YES


def test_an_id_is_known_however_it_is_typed(folder: Folder) -> None:
    folder.put((LEASE, (answer(MET),)))
    known = folder.ids()[LEASE.contract_id]
    for typed in (known.lower(), known.replace("-", ""), f" {known} ".replace("-", " "), known.replace("0", "O")):
        assert arrangement_answer(folder.database, typed, START).arrangement_id == known
    assert as_written("oil") == "011-"
    with pytest.raises(ArrangementUnknownError):
        arrangement_answer(folder.database, "00000-00000", START)


def test_evidence_without_a_match_in_pay_weighs_on_every_day(folder: Folder) -> None:
    linked = LINKED.model_copy(update={"evidence": Evidence(page=7, quote="elsewhere")})
    folder.put((LEASE, (answer(linked),)))
    assert (folder.on(START), folder.on(AS_OF)) == (NO, NO)
