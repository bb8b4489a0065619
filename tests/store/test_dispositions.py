"""Dispositions: they cover a finding as it was, until a day, whatever becomes of its file; and none is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from models.disposition import (
    DispositionDone,
    DispositionKind,
    DispositionRefusedError,
    DispositionRequest,
    FindingNotStoredError,
)
from models.finding import Finding, FindingStatus, Severity
from store.audit_verification import verify
from store.dispositions_recording import DAYS_FOR_THE_PAPERS
from store.private_folder import PrivateFolder
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish

Ask = Callable[[str], list[tuple[object, ...]]]

SOURCE = make.document()
LEASE = make.contract(SOURCE)
FOUND = make.finding(
    LEASE,
    "missing-signature",
    severity=Severity.WARNING,
    message="The lessee has not signed. It is curable until 2024-05-30 (42 CFR 411.354(e)(4)).",
)
OTHER = make.finding(LEASE, "per-click-rent")
STATES = "select disposition_id, disposition, status, superseded_by from dispositions order by 1"
ON_FINDING = (
    "select status, disposition, disposition_until, disposition_status from findings "
    f"where finding_id = '{FOUND.finding_id}'"
)


def request(kind: DispositionKind | None = DispositionKind.ACCEPTED, **given: Any) -> DispositionRequest:
    asked = {"finding": FOUND.finding_id, "reason": "Counsel knows.", "person": "Jane Roe", "day": AS_OF}
    return DispositionRequest(disposition=kind, **asked | given)


def dispose(database: Path, kind: DispositionKind = DispositionKind.ACCEPTED, **given: Any) -> DispositionDone:
    with Store.open(database) as store:
        done = store.dispose(request(kind, **given))
        store.publish()
    return done


def withdraw(database: Path, **given: Any) -> DispositionDone:
    with Store.open(database) as store:
        done = store.withdraw_disposition(request(None, **given))
        store.publish()
    return done


def check(database: Path, findings: Sequence[Finding] = (FOUND, OTHER), as_of: date = AS_OF) -> None:
    with Store.open(database) as store:
        run_id = store.begin_run("check", as_of)
        seen = [finding.model_copy(update={"as_of": as_of}) for finding in findings]
        store.record_findings(LEASE.contract_id, seen, run_id)
        store.finish_run(run_id)
        store.publish()


@pytest.fixture
def checked(database: Path) -> Path:
    """One lease with two findings."""
    store_and_publish(database, make.extraction(SOURCE, LEASE))
    check(database)
    return database


@pytest.mark.parametrize("kind", DispositionKind)
def test_a_disposed_finding_is_waived_and_counts_as_open_no_more(
    kind: DispositionKind, checked: Path, ask: Ask
) -> None:
    done = dispose(checked, kind, until=date(2026, 6, 30), reason="Counsel\nknows.")
    assert done.finding_status is FindingStatus.WAIVED
    assert ask(ON_FINDING) == [("waived", kind.value, date(2026, 6, 30), "standing")]
    assert ask("select check_name from findings where status = 'open'") == [("per-click-rent",)]
    assert ask(
        "select finding_id, contract_id, file_name, check_name, reason, decided_by, severity, message, quote, as_of "
        "from dispositions"
    ) == [
        (
            *(FOUND.finding_id, LEASE.contract_id, "lease.pdf", "missing-signature", "Counsel knows.", "Jane Roe"),
            *("warning", FOUND.message, "By: ______", AS_OF),
        )
    ]
    check(checked)
    assert ask("select open_finding_count from runs order by run_id desc limit 1") == [(1,)]


UNTIL = AS_OF + timedelta(days=10)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [(UNTIL, "waived"), (UNTIL + timedelta(days=1), "open"), (UNTIL - timedelta(days=1), "waived")],
)
def test_the_last_day_is_included_and_the_day_of_looking_counts(
    as_of: date, status: str, checked: Path, ask: Ask
) -> None:
    dispose(checked, until=UNTIL)
    check(checked, as_of=as_of)
    state = "standing" if status == "waived" else "expired"
    assert ask(ON_FINDING) == [(status, "accepted", UNTIL, state)]
    check(checked, as_of=AS_OF)
    assert ask(ON_FINDING) == [("waived", "accepted", UNTIL, "standing")]


@pytest.mark.parametrize("days", [0, -1])
def test_a_last_day_before_the_day_of_looking_is_refused(days: int, checked: Path) -> None:
    until = AS_OF + timedelta(days=days)
    if days < 0:
        with pytest.raises(DispositionRefusedError, match="it would never stand"):
            dispose(checked, until=until)
    else:
        assert dispose(checked, until=until).finding_status is FindingStatus.WAIVED


@pytest.mark.parametrize("day", [AS_OF - timedelta(days=400), AS_OF, AS_OF + timedelta(days=30)])
def test_a_remedy_is_believed_for_a_time_and_the_others_without_end(day: date, checked: Path) -> None:
    remedied = dispose(checked, DispositionKind.REMEDIED, day=day).disposition.until
    assert remedied == max(day, AS_OF) + timedelta(days=DAYS_FOR_THE_PAPERS)
    assert dispose(checked, DispositionKind.ACCEPTED).disposition.until is None
    assert dispose(checked, DispositionKind.FALSE_POSITIVE).disposition.until is None


def changed(**values: Any) -> Finding:
    return FOUND.model_copy(update=values)


@pytest.mark.parametrize(
    ("now", "because"),
    [
        (changed(), None),
        (changed(severity=Severity.NOTICE), None),
        (changed(severity=Severity.ERROR), "Its severity was warning, and is error now."),
        (changed(evidence=make.evidence("BY: ... ______", page=1)), None),
        (changed(evidence=make.evidence("By: Tamsin Fernquist")), "The words it rests on are others now."),
        (changed(evidence=None), "The words it rests on are others now."),
        (changed(message="No signature of the lessee; curable until 2024-05-30. See 42 CFR 411.357(l)."), None),
        (changed(message="Seen on 2026-01-31, it is curable until 2024-05-30."), None),
        (
            changed(message=FOUND.message.replace("2024-05-30", "2024-06-30")),
            "The figures in it are others now.",
        ),
        (changed(message=f"{FOUND.message} Rent of $2,500 was paid."), "The figures in it are others now."),
        (changed(citation="42 CFR 411.357(b)(2)"), None),
        (
            changed(citation="42 CFR 411.357(a)(1)"),
            "The law was 42 CFR 411.357(b)(1), and is now 42 CFR 411.357(a)(1).",
        ),
    ],
)
def test_a_disposition_covers_the_finding_as_it_was(now: Finding, because: str | None, checked: Path, ask: Ask) -> None:
    assert FOUND.citation == "42 CFR 411.357(b)(1)"
    dispose(checked)
    check(checked, [now])
    state, status = ("outdated", "open") if because else ("standing", "waived")
    assert ask("select status, outdated_because from dispositions") == [(state, because)]
    assert ask(ON_FINDING) == [(status, "accepted", None, state)]
    check(checked)
    assert ask(ON_FINDING) == [("waived", "accepted", None, "standing")]


@pytest.mark.parametrize("kind", DispositionKind)
def test_what_was_called_remedied_and_comes_back_is_open(kind: DispositionKind, checked: Path, ask: Ask) -> None:
    dispose(checked, kind)
    check(checked, [OTHER])
    assert ask(ON_FINDING)[0][0] == "resolved"
    check(checked)
    came_back = kind is DispositionKind.REMEDIED
    assert ask(ON_FINDING)[0][0] == ("open" if came_back else "waived")
    assert ask("select outdated_because from dispositions") == [
        ("The finding was gone, and is back." if came_back else None,)
    ]
    if came_back:  # A second remedy is another decision, on the finding that came back.
        assert dispose(checked, kind).finding_status is FindingStatus.WAIVED


def test_reading_again_under_another_name_keeps_it(checked: Path, ask: Ask) -> None:
    dispose(checked)
    renamed = make.document(path="/inbox/signed copy.pdf")
    store_and_publish(checked, make.extraction(renamed, make.contract(renamed)))
    check(checked)
    assert ask("select file_name, status from dispositions") == [("signed copy.pdf", "standing")]
    assert ask(ON_FINDING)[0][0] == "waived"


def test_a_changed_file_begins_without_dispositions_and_that_is_said(checked: Path, ask: Ask) -> None:
    dispose(checked)
    other = make.document("changed", SOURCE.path)
    store_and_publish(checked, make.extraction(other))
    assert ask(ON_FINDING)[0][0] == "resolved"
    with Store.open(checked) as store:
        assert store.dispositions_left_behind([other.document_id]) == ["lease.pdf"]
        assert store.dispositions_left_behind([SOURCE.document_id]) == []


def test_a_later_one_supersedes_and_taking_it_back_restores_the_earlier(checked: Path, ask: Ask) -> None:
    dispose(checked, until=UNTIL)
    dispose(checked, DispositionKind.FALSE_POSITIVE, person="John Doe")
    assert ask(STATES) == [(1, "accepted", "superseded", 2), (2, "false_positive", "standing", None)]
    assert ask(ON_FINDING) == [("waived", "false_positive", None, "standing")]
    done = withdraw(checked, reason="Another clinic.")
    assert (done.disposition.disposition_id, done.finding_status) == (2, FindingStatus.WAIVED)
    assert ask(STATES) == [(1, "accepted", "standing", None), (2, "false_positive", "withdrawn", None)]
    assert ask("select withdrawn_by, withdrawal_reason from dispositions where withdrawn_at >= decided_at") == [
        ("Jane Roe", "Another clinic.")
    ]
    assert withdraw(checked).finding_status is FindingStatus.OPEN
    assert ask(ON_FINDING) == [("open", None, None, None)]
    with pytest.raises(DispositionRefusedError, match=r"There is no disposition of .*missing-signature in lease\.pdf"):
        withdraw(checked)


TWINS = ("abcdef0123456789", "abcdef9876543210", "%%%%%%0000000000")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (TWINS[0], TWINS[0]),
        ("abcdef0", TWINS[0]),
        ("ABCDEF9", TWINS[1]),
        (f" {TWINS[1]} ", TWINS[1]),
        (TWINS[2], TWINS[2]),
        ("abcdef", "Several findings begin with abcdef"),
        ("abcde", "is no finding. Give its finding_id, or at least 6 of its hexadecimal digits"),
        ("abcdefg", "is no finding"),
        ("%%%%%%", "is no finding"),
        ("______", "is no finding"),
        ("' or true --", "is no finding"),
        ("", "is no finding"),
        ("0123456", "There is no finding 0123456 in the database"),
        (f"{TWINS[0]}0", "There is no finding"),
    ],
)
def test_a_finding_is_called_by_its_id_or_how_that_begins(name: str, meant: str, checked: Path) -> None:
    check(checked, [changed(finding_id=each, check_name=f"check-{number}") for number, each in enumerate(TWINS)])
    if meant in TWINS:
        assert dispose(checked, finding=name).disposition.finding_id == meant
        return
    with pytest.raises(DispositionRefusedError, match=meant) as caught:
        dispose(checked, finding=name)
    assert [each.split()[0] for each in caught.value.candidates] == (list(TWINS[:2]) if name == "abcdef" else [])
    assert isinstance(caught.value, FindingNotStoredError) is ("There is no" in meant)


@pytest.mark.parametrize("given", [{"reason": " \n"}, {"person": ""}])
@pytest.mark.parametrize("act", [dispose, withdraw])
def test_nothing_is_decided_without_a_reason_and_a_name(
    act: Callable[..., DispositionDone], given: dict[str, str], checked: Path, ask: Ask
) -> None:
    with pytest.raises(DispositionRefusedError, match="Say wh"):
        act(checked, **given)
    assert ask("select count(*) from dispositions") == [(0,)]
    assert ask("select count(*) from audit_log where action like 'disposition%'") == [(0,)]


def test_words_are_kept_as_words(checked: Path, ask: Ask) -> None:
    said = "'); drop table stored.dispositions; -- \x00\x1b[2J \ud800 %s {0} §"
    dispose(checked, reason=said, person="O'Brien; select 1")
    assert ask("select decided_by, reason, status from dispositions") == [
        ("O'Brien; select 1", said.replace("\ud800", "\ufffd").replace("\x00", "\ufffd"), "standing")
    ]


def test_a_finding_of_a_relationship_without_a_contract_is_disposed_as_any_other(checked: Path, ask: Ask) -> None:
    with duckdb.connect(str(PrivateFolder(checked).database)) as connection:
        connection.execute(
            "update stored.findings set contract_id = null, document_id = null, relationship_id = 'r' "
            "where finding_id = ?",
            [FOUND.finding_id],
        )
    done = dispose(checked)
    assert (done.file_name, done.finding_status) == ("", FindingStatus.WAIVED)
    assert ask("select contract_id, file_name, relationship_id, status from dispositions") == [
        (None, None, "r", "standing")
    ]
    assert verify(checked).fault is None
