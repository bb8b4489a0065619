"""Confirmations in the store: what may be confirmed, on which days it counts, and what takes it away."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.ledgers.reading import LedgerRefusedError, read
from models.answer import Answer, DecidedBy, ElementAnswer
from models.arrangement import Compliance
from models.confirmation import ConfirmationDone, ConfirmationRefusedError, ConfirmationRequest
from models.contract import Contract
from models.document import DocumentRole
from models.ledger import LedgerKind
from models.ledger_import import LedgerSource
from store.audit_verification import verify
from store.query import query
from store.writer import Store
from tests import factories as make
from tests.store.arranged import AS_OF, ENDS, LEASE, LINKED, MET, MISSING, PENDING, START, VALUE, Folder, answer, other

YES, NO, OPEN = Compliance.COMPLIANT, Compliance.NOT_COMPLIANT, Compliance.UNDETERMINED
DOUBT = make.element_answer(
    "one-year", answer=Answer.UNDETERMINED, checks=("term-under-one-year",), evidence=make.evidence("one (1) year")
)
NEEDED = VALUE.model_copy(update={"element": "space-needed", "paragraph": "411.357(b)(3)"})
SUMMER = date(2024, 6, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "contracts.duckdb")


def amendment(number: int = 1, begins: date = date(2024, 9, 1)) -> Contract:
    source = make.document("9" * 63 + str(number), f"/inbox/change-{number}.pdf")
    return make.contract(
        source,
        document_role=DocumentRole.AMENDMENT,
        amends_contract_id=LEASE.contract_id,
        effective_date=make.fact(begins, f"from {begins}"),
        compensation=(),
    )


def confirm(folder: Folder, element: str = "fair-market-value", is_met: bool | None = True, **changes: Any) -> Any:
    given: dict[str, Any] = {
        "arrangement": folder.ids()[LEASE.contract_id],
        "element": element,
        "is_met": is_met,
        "reason": "The appraisal of 2023.",
        "person": "Jane Roe",
        "day": AS_OF,
    }
    request = ConfirmationRequest(**given | changes)
    with Store.open(folder.database) as store:
        done = store.withdraw_confirmation(request) if is_met is None else store.confirm(request)
        store.publish()
    return done


def statuses(folder: Folder) -> list[tuple[object, ...]]:
    return list(query(folder.database, "select status, outdated_because from confirmations").rows)


def test_what_a_person_confirms_makes_an_arrangement_compliant_and_says_who(folder: Folder) -> None:
    folder.put((LEASE, (answer(MET, VALUE),)))
    assert folder.on(SUMMER) is OPEN
    done: ConfirmationDone = confirm(folder)
    assert done.element_status == "satisfied"
    assert folder.on(SUMMER) is YES
    (element,) = query(
        folder.database, "select status, decided_by, reason, checked_status from elements where element like 'fair%'"
    ).rows
    today = done.confirmation.confirmed_at.date()
    assert element == (
        *("satisfied", "person"),
        f"Confirmed as met by Jane Roe on {today}: The appraisal of 2023.",
        "undetermined",
    )
    (found,) = query(folder.database, "select status, confirmed_count, untested_count, path from exceptions").rows
    assert found == ("satisfied", 1, 0, "Fits 411.357(b): a person confirmed 1 of its elements.")
    (confirmed,) = query(folder.database, "select confirmed from arrangements").rows[0]
    assert confirmed == [
        f"411.357(b)(1): fair market value met, confirmed by Jane Roe on {today}: The appraisal of 2023."
    ]
    assert verify(folder.database).fault is None


@pytest.mark.parametrize(
    ("elements", "element", "is_met", "why"),
    [
        ((MISSING, VALUE), "signed", True, "no confirmation lifts what a paper shows"),
        ((MISSING, VALUE), "signed", False, "no confirmation lifts what a paper shows"),
        ((PENDING, VALUE), "signed", True, "not in doubt but missing"),
        ((MET, VALUE), "signed", True, "found met by the check already"),
        ((MET, VALUE), "space-needed", True, "is no element of an exception"),
        ((MET, VALUE), "fair-market-value", None, "Nobody confirmed equipment/fair-market-value"),
    ],
)
def test_only_doubt_is_confirmed(
    elements: tuple[ElementAnswer, ...], element: str, is_met: bool | None, why: str, folder: Folder
) -> None:
    folder.put((LEASE, (answer(*elements),)))
    with pytest.raises(ConfirmationRefusedError, match=why):
        confirm(folder, element, is_met)
    assert statuses(folder) == []


def test_what_a_paper_shows_outweighs_what_was_confirmed(folder: Folder) -> None:
    folder.put((LEASE, (answer(MISSING, VALUE),)))
    confirm(folder)
    assert folder.on(SUMMER) is NO


@pytest.mark.parametrize(
    ("answers", "element", "expected"),
    [
        ((answer(MET, VALUE),), "fair-market-value", NO),
        # an element that the paper shows as met may still be denied: conduct is another thing than paper
        ((answer(MET),), "signed", NO),
        ((answer(MET, VALUE), other(MET, VALUE)), "equipment/fair-market-value", OPEN),
    ],
)
def test_a_person_may_say_that_an_element_is_not_met(
    answers: Any, element: str, expected: Compliance, folder: Folder
) -> None:
    folder.put((LEASE, answers))
    confirm(folder, element, False)
    assert folder.on(SUMMER) is expected
    rows = query(folder.database, "select certainty, check_name, first_day from noncompliance").rows
    assert rows == (("shown" if expected is NO else "open", "confirmation", START),)


def test_days_are_those_that_were_confirmed_and_the_newest_counts(folder: Folder) -> None:
    folder.put((LEASE, (answer(MET, VALUE),)))
    confirm(folder, first_day=date(2024, 3, 1), last_day=date(2024, 8, 31))
    days = (date(2024, 2, 29), date(2024, 3, 1), date(2024, 8, 31), date(2024, 9, 1))
    assert [folder.on(day) for day in days] == [OPEN, YES, YES, OPEN]
    assert "Of these days nothing is confirmed." in folder.why(date(2024, 9, 1))
    confirm(folder, is_met=False, first_day=date(2024, 6, 1), last_day=date(2024, 6, 30))
    days = (date(2024, 5, 31), date(2024, 6, 1), date(2024, 6, 30), date(2024, 7, 1))
    assert [folder.on(day) for day in days] == [YES, NO, NO, YES]
    confirm(folder, is_met=None)
    assert [folder.on(day) for day in days] == [YES] * 4
    confirm(folder, is_met=None)
    assert [folder.on(day) for day in days] == [OPEN] * 4


@pytest.mark.parametrize(("is_met", "word"), [(False, "not met"), (True, "met")])
def test_what_was_confirmed_of_past_days_alone_is_told_so(is_met: bool, word: str, folder: Folder) -> None:
    folder.put((LEASE, (answer(MET, VALUE),)))
    confirm(folder, is_met=is_met, first_day=date(2024, 3, 1), last_day=date(2024, 8, 31))
    ((reason,),) = query(folder.database, "select reason from elements where element like 'fair%'").rows
    assert f"confirmed it as {word} on" in str(reason)
    assert "for the days from 2024-03-01 until 2024-08-31. Of other days nothing is confirmed." in str(reason)
    assert "anew" not in str(reason) and "holds no more" not in folder.why(SUMMER) + folder.why(date(2024, 9, 1))


def test_what_was_in_doubt_of_a_change_alone_is_told_of_that(folder: Folder) -> None:
    agreement = (LEASE, (answer(MET, DOUBT.model_copy(update={"answer": Answer.SATISFIED}), VALUE),))
    folder.put(agreement, (amendment(), (answer(MET, DOUBT, VALUE),)))
    done: ConfirmationDone = confirm(folder, "one-year")
    assert (done.of_agreement, done.changes, done.file_name) == (False, ("change-1.pdf",), "lease.pdf")
    assert done.element_status == "satisfied"
    both: ConfirmationDone = confirm(folder)
    assert (both.of_agreement, both.changes) == (True, ("change-1.pdf",))


def test_without_a_last_day_it_holds_for_a_year(folder: Folder) -> None:
    folder.put((LEASE, (answer(MET, VALUE),)))
    assert confirm(folder).confirmation.until_date == AS_OF + timedelta(days=365)
    with pytest.raises(ConfirmationRefusedError, match="no days"):
        confirm(folder, first_day=date(2024, 3, 1), last_day=date(2024, 2, 1))


@pytest.mark.parametrize(
    ("changes", "elements", "because"),
    [
        ({}, (MET, DOUBT, VALUE), None),
        ({"compensation": (make.component(amount=Decimal("9999")),)}, (MET, DOUBT, VALUE), "other pay now"),
        ({"expiration_date": make.fact(date(2025, 6, 30))}, (MET, DOUBT, VALUE), "other days now"),
        ({}, (MET, DOUBT.model_copy(update={"evidence": make.evidence("two (2) years")}), VALUE), "words it rests on"),
        ({}, (MET, DOUBT.model_copy(update={"reason": "It lasts 11 months."}), VALUE), "The figures"),
        ({}, (MET, DOUBT.model_copy(update={"reason": "One year: it still cannot be told."}), VALUE), None),
        ({}, (MET, DOUBT.model_copy(update={"answer": Answer.NOT_SATISFIED}), VALUE), "finds it not satisfied now"),
        ({}, (MET, VALUE), "no longer judged by this element"),
    ],
)
def test_it_is_bound_to_what_was_confirmed(changes: Any, elements: Any, because: str | None, folder: Folder) -> None:
    folder.put((LEASE, (answer(MET, DOUBT, VALUE),)))
    confirm(folder)
    confirm(folder, "one-year")
    assert folder.on(SUMMER) is YES
    folder.put((LEASE.model_copy(update=changes), (answer(*elements),)))  # read and checked again
    outdated = [reason for status, reason in statuses(folder) if status == "outdated"]
    assert bool(outdated) is (because is not None)
    if because is None:
        assert folder.on(SUMMER) is YES
    else:
        assert because in str(outdated[-1])
        if elements[-1] is VALUE and len(elements) == 3 and elements[1].answer is Answer.UNDETERMINED:
            assert folder.on(SUMMER) is OPEN
            assert "It must be confirmed anew." in str(
                query(folder.database, "select string_agg(reason, ' ') from elements").rows
            )


def test_a_confirmation_covers_the_amendments_there_were_and_no_later_one(folder: Folder) -> None:
    lease = (LEASE.model_copy(update=ENDS | {"expiration_date": make.fact(date(2026, 1, 14))}), (answer(MET, VALUE),))
    first = (amendment(), (answer(MET, VALUE),))
    folder.put(lease, first)
    confirm(folder)
    assert (folder.on(SUMMER), folder.on(date(2024, 10, 1))) == (YES, YES)
    second = (amendment(2, date(2025, 3, 1)), (answer(MET, VALUE),))
    folder.put(lease, first, second)
    assert (folder.on(date(2025, 2, 28)), folder.on(date(2025, 3, 1))) == (YES, OPEN)
    confirm(folder)
    assert folder.on(date(2025, 3, 1)) is YES
    (papers,) = query(
        folder.database, "select len(contract_ids) from confirmations order by confirmation_id desc"
    ).rows[0]
    assert papers == 3


def test_bytes_that_changed_begin_open_and_the_run_is_told(folder: Folder) -> None:
    folder.put((LEASE, (answer(MET, VALUE),)))
    confirm(folder)
    signed = make.contract(make.document("7" * 64))
    folder.put((signed, (answer(MET, VALUE),)))
    assert folder.on(SUMMER, signed) is OPEN
    assert statuses(folder) == [("outdated", "Its file was replaced by another, or is read otherwise.")]
    with Store.open(folder.database) as store:
        assert store.dispositions_left_behind([signed.document_id]) == ["lease.pdf"]


def test_an_open_fault_is_none_where_a_person_confirmed_the_element(folder: Folder) -> None:
    doubtful = make.element_answer("one-year", answer=Answer.UNDETERMINED, checks=("missing-signature",))
    folder.put((LEASE, (answer(MET, doubtful, VALUE),)))
    with Store.open(folder.database) as store:
        connection = store._connection
        finding = make.finding(LEASE)
        run_id = store.begin_run("check", AS_OF)
        store.record_findings(LEASE.contract_id, [finding], run_id)
        connection.execute(
            "insert into stored.noncompliance values (?, ?, null, 'open', ?, null, 'equipment', 'one-year', 'so')",
            [finding.finding_id, LEASE.contract_id, START],
        )
        store.finish_run(run_id)
        store.publish()
    assert len(query(folder.database, "from noncompliance").rows) == 1
    confirm(folder, "one-year", first_day=date(2024, 2, 1))
    assert len(query(folder.database, "from noncompliance").rows) == 1  # not all of its days
    confirm(folder, "one-year")
    assert query(folder.database, "from noncompliance").rows == ()


def imported(folder: Folder, lines: str, *, replace: bool = False) -> int:
    data = f"arrangement,element,met,reason,confirmed_by\n{lines}".encode()
    rows = read(LedgerKind.CONFIRMATIONS, data, "sheet.csv").rows
    source = LedgerSource(file_name="sheet.csv", sha256=str(hash(data)), person="Ada")
    with Store.open(folder.database) as store:
        done = store.import_ledger(LedgerKind.CONFIRMATIONS, rows, source, replace=replace)
        store.publish()
    return done.import_id


def test_a_ledger_confirms_many_at_once_or_none(folder: Folder) -> None:
    folder.put((LEASE, (answer(MET, VALUE, NEEDED),)))
    sheet = f"lease.pdf,fair-market-value,yes,Seen.,Jane Roe\n{LEASE.contract_id},space-needed,yes,Seen.,\n"
    with pytest.raises(LedgerRefusedError) as refusal:
        imported(folder, f"{sheet}lease.pdf,signed,yes,Seen.,\n")
    assert [(one.line, "found met" in one.reason) for one in refusal.value.problems] == [(4, True)]
    assert statuses(folder) == []
    import_id = imported(folder, sheet)
    assert folder.on(SUMMER) is YES
    rows = query(folder.database, "select confirmed_by, import_id, line from confirmations order by line").rows
    assert rows == (("Jane Roe", import_id, 2), ("Ada", import_id, 3))
    imported(folder, "lease.pdf,fair-market-value,yes,Seen.,Jane Roe\n", replace=True)
    assert folder.on(SUMMER) is OPEN
    assert [status for status, _ in statuses(folder)] == ["withdrawn", "withdrawn", "standing"]
    assert verify(folder.database).fault is None


def test_a_refused_row_says_how_many_elements_more_there_are(folder: Folder) -> None:
    doubts = [VALUE.model_copy(update={"element": f"doubt-{number}"}) for number in range(8)]
    folder.put((LEASE, (answer(MET, *doubts),)))
    with pytest.raises(LedgerRefusedError) as refusal:
        imported(folder, "lease.pdf,nonsense,yes,Seen.,Jane Roe\n")
    assert refusal.value.problems[0].reason.endswith("equipment/doubt-4 and 3 more")


def test_a_fault_of_pay_stays_whatever_is_confirmed_beside_it(folder: Folder) -> None:
    per_use = LINKED.model_copy(update={"decided_by": DecidedBy.RULE})
    folder.put((LEASE, (answer(MET, per_use, VALUE),)))
    confirm(folder)
    assert folder.on(SUMMER) is NO
