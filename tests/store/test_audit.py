"""The audit log: every act has its entry, and no change of what was written stays unseen."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import pytest

from models.audit import ROOT_HASH, AuditAction, AuditReport
from models.errors import StoreError
from store import audit
from store.account import account
from store.audit_verification import verify
from store.private_folder import PrivateFolder
from store.schema_version import bring_up_to_date, migrations
from store.writer import Store
from tests import factories as make
from tests.store.conftest import AS_OF, store_and_publish
from tests.store.test_corrections import correct, withdraw
from tests.store.test_dispositions import FOUND, LEASE, SOURCE, request

Ask = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def logged(database: Path) -> Path:
    """Eight entries: a run with a finding, a disposition, a correction, both taken back, and a run that was stopped."""
    with Store.open(database) as store:
        run_id = store.begin_run("run", AS_OF)
        store.write(make.extraction(SOURCE, LEASE), run_id)
        store.record_findings(LEASE.contract_id, [FOUND], run_id)
        store.finish_run(run_id)
        store.dispose(request(until=date(2026, 6, 30)))
        store.withdraw_disposition(request(None, person="John Doe"))
        store.publish()
    correct(database, "kind", "office_lease")
    withdraw(database, "kind")
    with Store.open(database) as store:
        store.dispose(request())
        store.begin_run("check", AS_OF)
        store.publish()
    return database


def test_every_act_of_a_person_and_every_run_has_an_entry(logged: Path, ask: Ask) -> None:
    me = account()
    assert ask("select number, actor, account, action, regexp_replace(subject, 'run .*', 'run') from audit_log") == [
        (1, me, me, "run_begun", "run"),
        (2, me, me, "run_finished", "run"),
        (3, "Jane Roe", me, "disposition", "disposition 1"),
        (4, "John Doe", me, "disposition_withdrawn", "disposition 1"),
        (5, "Jane Roe", me, "correction", "correction 1"),
        (6, "Jane Roe", me, "correction_withdrawn", "correction 1"),
        (7, "Jane Roe", me, "disposition", "disposition 2"),
        (8, me, me, "run_begun", "run"),
    ]
    details = [json.loads(str(text)) for (text,) in ask("select details from audit_log order by number")]
    assert details[0] == {"as_of": "2026-01-31", "command": "run", "program_version": version("starkcheck")}
    assert (details[1]["document_count"], details[1]["open_finding_count"]) == (1, 1)
    assert (details[2]["finding_id"], details[2]["until"], details[2]["reason"]) == (
        *(FOUND.finding_id, "2026-06-30", "Counsel knows."),
    )
    assert (details[4]["field"], details[4]["value_before"], details[4]["value"]) == (
        *("kind", "equipment_lease", "office_lease"),
    )
    assert verify(logged) == AuditReport(entries=8, head=verify(logged).head)


def test_a_refused_act_has_no_entry(logged: Path, ask: Ask) -> None:
    with Store.open(logged) as store:
        with pytest.raises(Exception, match="is no finding"):
            store.dispose(request(finding="none"))
        store.publish()
    assert ask("select max(number) from audit_log") == [(8,)]


def test_the_hash_can_be_reckoned_by_anyone(logged: Path, ask: Ask) -> None:
    before = ROOT_HASH
    for number, moment, actor, who, action, subject, details, previous, own in ask("from audit_log"):
        assert isinstance(moment, datetime)
        said = {
            "number": number,
            "recorded_at": f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z",
            "actor": actor,
            "account": who,
            "action": action,
            "subject": subject,
            "details": json.loads(str(details)),
            "previous_hash": previous,
        }
        # For such values Python's own JSON is the canonical one.
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert (previous, own) == (before, hashlib.sha256(text.encode()).hexdigest())
        before = str(own)


def tampered(database: Path, *statements: str) -> AuditReport:
    """What is said of the published file after somebody has written to it."""
    with duckdb.connect(str(database)) as connection:
        for statement in statements:
            connection.execute(statement)
    return verify(database)


SWAP = (
    "update stored.audit_log set number = 99 where number = 3",
    "update stored.audit_log set number = 3 where number = 4",
    "update stored.audit_log set number = 4 where number = 99",
)
FORGE = "insert into stored.audit_log select number + 1, * exclude (number) from stored.audit_log where number = 8"


@pytest.mark.parametrize(
    ("statements", "number", "reason"),
    [
        (["update stored.audit_log set actor = 'John Doe' where number = 5"], 5, "it was changed"),
        (["update stored.audit_log set account = 'nobody' where number = 1"], 1, "it was changed"),
        (["update stored.audit_log set subject = 'disposition 9' where number = 3"], 3, "it was changed"),
        (["update stored.audit_log set recorded_at = recorded_at - interval 1 day where number = 8"], 8, "changed"),
        (
            ["update stored.audit_log set details = replace(details, 'Counsel knows', 'x') where number = 3"],
            *(3, "it was changed"),
        ),
        (["update stored.audit_log set details = details || ' ' where number = 3"], 3, "it was changed"),
        (["update stored.audit_log set details = 'x' where number = 3"], 3, "no JSON"),
        (["update stored.audit_log set details = '[NaN]' where number = 3"], 3, "no JSON"),
        (["update stored.audit_log set hash = md5('x') where number = 6"], 6, "it was changed"),
        (["update stored.audit_log set previous_hash = hash where number = 4"], 4, "does not follow"),
        (["delete from stored.audit_log where number = 1"], 1, "There is no entry 1; the next is 2"),
        (["delete from stored.audit_log where number = 4"], 4, "There is no entry 4; the next is 5"),
        (
            [
                "delete from stored.audit_log where number = 4",
                "update stored.audit_log set number = number - 1 where number > 4",
            ],
            *(4, "does not follow"),
        ),
        (SWAP, 3, "does not follow"),
        ([FORGE], 9, "does not follow"),
        (["delete from stored.audit_log where number > 6"], 7, "ends at entry 6, but entry 8 was handed out"),
        (["delete from stored.audit_log"], 1, "ends at entry 0, but entry 8 was handed out"),
        (
            [
                "delete from stored.audit_log where number > 6",
                "update stored.publication set audit_number = null, audit_hash = null",
            ],
            *(7, "entry 8 was handed out"),
        ),
        (
            ["update stored.dispositions set reason = 'Never mind.' where disposition_id = 1"],
            3,
            "records disposition 1",
        ),
        (["update stored.dispositions set until = null where disposition_id = 1"], 3, "records disposition 1"),
        (["delete from stored.dispositions where disposition_id = 2"], 7, "which the database has no more"),
        (["delete from stored.disposition_withdrawals"], 4, "which the database has no more"),
        (["update stored.corrections set corrected_by = 'Nobody'"], 5, "records correction 1"),
        (["update stored.withdrawals set reason = 'x'"], 6, "records correction 1"),
        (["drop table stored.audit_log"], 1, "is gone or another"),
        (["alter table stored.audit_log drop column account"], 1, "is gone or another"),
        (
            ["insert into stored.disposition_withdrawals values (2, 'x', 'Nobody', now()::timestamp)"],
            *(9, "a disposition_withdrawn of disposition 2 that no entry is about"),
        ),
    ],
)
def test_what_was_tampered_with_is_named(statements: list[str], number: int, reason: str, logged: Path) -> None:
    report = tampered(logged, *statements)
    assert report.fault is not None
    assert report.fault.number == number
    assert reason in report.fault.reason


def rewritten(database: Path) -> None:
    """The log with another actor in its fifth entry and every hash from there on reckoned anew."""
    with duckdb.connect(str(database)) as connection:
        everything = list(audit.entries(connection))
        connection.execute("delete from stored.audit_log where number >= 5")
        connection.execute("update stored.corrections set corrected_by = 'John Doe'")
        before = everything[3].hash
        for entry in everything[4:]:
            details = entry.details.replace("Jane Roe", "John Doe") if entry.number == 5 else entry.details
            actor = "John Doe" if entry.number == 5 else entry.actor
            forged = entry.model_copy(update={"actor": actor, "details": details, "previous_hash": before})
            before = audit.hash_of(forged)
            connection.execute(
                "insert into stored.audit_log values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [*list(forged.model_dump().values())[:-1], before],
            )
        connection.execute("update stored.publication set audit_hash = ?", [before])


def test_a_log_written_anew_is_known_by_a_hash_kept_apart(logged: Path) -> None:
    head = verify(logged).head
    assert head is not None
    rewritten(logged)
    known_here = verify(logged)
    assert known_here.fault is not None
    assert "It has another hash than the entry 8 that was handed out before" in known_here.fault.reason
    shutil.rmtree(PrivateFolder(logged).path)
    assert (
        verify(logged).fault is None
    )  # Whoever can write to every file here is found out only by what a person noted.
    for noted in (head.hash, head.hash[:16].upper()):
        report = verify(logged, noted)
        assert report.fault is not None
        assert report.fault.reason.startswith(f"No entry has the hash {noted.lower()}")


def test_a_hash_noted_earlier_is_found_after_the_log_has_grown(logged: Path) -> None:
    head = verify(logged).head
    assert head is not None
    store_and_publish(logged)
    report = verify(logged, head.hash[:20])
    assert (report.fault, report.noted, report.entries) == (None, 8, 10)


def test_an_earlier_copy_in_its_place_is_seen_and_then_entered(logged: Path, tmp_path: Path, ask: Ask) -> None:
    copy = tmp_path / "copy.duckdb"
    shutil.copy(logged, copy)
    store_and_publish(logged)
    lost = verify(logged).head
    assert lost is not None
    shutil.copy(copy, logged)
    report = verify(logged)
    assert report.fault is not None
    assert "ends at entry 8, but entry 10 was handed out before" in report.fault.reason
    for _ in range(2):
        store_and_publish(logged)
    assert verify(logged).fault is None
    assert ask("select number, details from audit_log where action = 'log_interrupted'") == [
        (9, f'{{"missing_hash":"{lost.hash}","missing_number":10}}')
    ]


def test_a_database_that_was_moved_is_whole(logged: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "moved.duckdb"
    moved.parent.mkdir()
    logged.replace(moved)
    assert verify(moved).fault is None
    store_and_publish(moved)
    assert verify(moved).fault is None


def test_what_people_did_before_there_was_a_log_is_carried_over(tmp_path: Path) -> None:
    before = datetime.fromisoformat("2025-03-01T09:30:00")
    with duckdb.connect(str(tmp_path / "old.duckdb")) as old:
        for number in range(1, 5):
            old.execute(migrations()[number].read_text(encoding="utf-8"))
            old.execute("insert into stored.schema_versions values (?, current_timestamp)", [number])
        for number in (1, 2):
            old.execute(
                "insert into stored.corrections "
                "values (?, 'd', 'c', 1, 'kind', null, null, 'other', null, 'why', 'Jane', ?)",
                [number, before.replace(hour=9 + number)],
            )
        old.execute("insert into stored.withdrawals values (1, 'no', 'John', ?)", [before.replace(hour=10, minute=45)])
        bring_up_to_date(old, tmp_path / "old.duckdb")
        carried = list(audit.entries(old))
        bring_up_to_date(old, tmp_path / "old.duckdb")
        assert list(audit.entries(old)) == carried
    assert [(entry.actor, entry.action, entry.subject) for entry in carried] == [
        ("Jane", "correction", "correction 1"),
        ("John", "correction_withdrawn", "correction 1"),
        ("Jane", "correction", "correction 2"),
    ]
    details = [json.loads(entry.details) for entry in carried]
    assert [each["carried_over"] for each in details] == [True, True, True]
    assert details[0]["corrected_at"] == "2025-03-01T10:30:00.000000Z"
    assert all(entry.recorded_at.year > 2025 for entry in carried)
    report = verify(tmp_path / "old.duckdb")
    assert (report.entries, report.fault) == (3, None)


def test_a_snapshot_of_a_version_without_a_log_says_so(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "old.duckdb")) as old:
        for number in (1, 2):
            old.execute(migrations()[number].read_text(encoding="utf-8"))
    with pytest.raises(StoreError, match="was last written by an older starkcheck; there is no audit log"):
        verify(tmp_path / "old.duckdb")


@pytest.mark.parametrize(
    ("details", "text"),
    [
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        ({"sum": Decimal("1E+3"), "day": date(2024, 2, 29)}, '{"day":"2024-02-29","sum":"1000"}'),
        ({"at": datetime.fromisoformat("2024-02-29T01:02:03.000004")}, '{"at":"2024-02-29T01:02:03.000004Z"}'),
        (
            {"of": ("x", ["y"], {"z": True}), "action": AuditAction.CORRECTION},
            '{"action":"correction","of":["x",["y"],{"z":true}]}',
        ),
        ({"words": '§ 1\n"q"\ud800', "share": 0.5}, '{"share":0.5,"words":"§ 1\\n\\"q\\"\ufffd"}'),
        ({"set": {"b", "a"}}, '{"set":["a","b"]}'),
    ],
)
def test_details_have_one_form(details: dict[str, Any], text: str) -> None:
    assert audit.canonical(details) == text


@pytest.mark.parametrize("value", [object(), b"bytes", 1j])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="is nothing that the audit log can hold"):
        audit.canonical({"value": value})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**60])
def test_numbers_that_json_readers_would_take_for_others_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"."):
        audit.canonical({"value": value})
