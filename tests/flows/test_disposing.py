"""Dispositions and the audit log by the command line: what is printed, and what later runs make of it."""

from __future__ import annotations

import json
import os
import pwd
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.disposing import carry_out
from flows.exit_codes import ExitCode
from models.disposition import DispositionKind, DispositionRequest
from store.schema_version import migrations
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import LEASE, pdf, write
from tests.store.other_process import running
from tests.store.test_one_writer import WRITER

WHY = ("--reason", "Counsel knows.")
DAY = date(2026, 1, 31)


@pytest.fixture
def lease(starkcheck: Starkcheck, tmp_path: Path) -> Path:
    """A lease with four findings, read and checked on DAY."""
    file = write(tmp_path / "inbox", lease=pdf(*LEASE)) / "lease.pdf"
    assert starkcheck("run", "inbox", "-q", "--as-of", DAY).exit_code == ExitCode.DONE
    return file


def rows(starkcheck: Starkcheck, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(starkcheck(*words, "-f", "json").stdout)
    return found


def ids(starkcheck: Starkcheck, *words: str) -> list[str]:
    return [row["finding_id"] for row in rows(starkcheck, "findings", *words)]


def test_a_disposed_finding_fails_no_run_until_the_day_after_its_last(starkcheck: Starkcheck, lease: Path) -> None:
    every = ids(starkcheck)
    assert len(every) == 4
    for number, finding in enumerate(every):
        until = DAY + timedelta(days=number + 1)
        done = starkcheck("dispose", finding[:8], "--as", "accepted", "--until", until, "--by", "Jane Roe", *WHY)
        assert done.exit_code == ExitCode.DONE
        assert done.stdout == ""
        assert f"finding {finding}: accepted until {until}, decided by Jane Roe. The finding is waived." in done.stderr
    assert ids(starkcheck) == []
    assert ids(starkcheck, "--status", "waived") == every
    clear = starkcheck("check", "--as-of", DAY + timedelta(days=1), "--fail-on", "notice")
    assert (clear.exit_code, clear.stdout) == (ExitCode.DONE, "")
    assert "4 findings, 4 of them waived." in clear.stderr
    back = starkcheck("check", "--as-of", DAY + timedelta(days=2), "--fail-on", "notice")
    assert back.exit_code == ExitCode.FINDINGS
    assert "4 findings, 3 of them waived." in back.stderr
    assert "1 of them open again, for the last day" in back.stderr
    assert ids(starkcheck) == every[:1]
    (expired,) = rows(starkcheck, "dispositions", "--status", "expired")
    assert (expired["finding_id"], expired["until"]) == (every[0], str(DAY + timedelta(days=1)))


def test_a_disposition_outlasts_reading_again_and_not_a_correction_of_its_words(
    starkcheck: Starkcheck, lease: Path
) -> None:
    (finding,) = ids(starkcheck, "--check", "term-under-one-year")
    starkcheck("dispose", finding, "--as", "false-positive", *WHY)
    lease.rename(lease.with_name("renamed.pdf"))
    starkcheck("run", "inbox", "--again", "-q", "--as-of", DAY)
    assert ids(starkcheck, "--status", "waived") == [finding]
    starkcheck("correct", "renamed.pdf", "term_months", "11", *WHY, "--as-of", DAY)
    assert finding in ids(starkcheck)
    assert "1 of them open again, for they are no longer what was decided on" in starkcheck("check").stderr
    (outdated,) = rows(starkcheck, "dispositions", "--finding", finding[:6].upper())
    assert (outdated["status"], outdated["outdated_because"]) == (
        *("outdated", "The words it rests on are others now."),
    )


def test_a_changed_file_begins_without_dispositions_and_the_run_says_so(starkcheck: Starkcheck, lease: Path) -> None:
    starkcheck("dispose", ids(starkcheck)[0], "--as", "accepted", *WHY)
    write(lease.parent, lease=pdf(*LEASE, "As amended."))
    told = starkcheck("run", "inbox", "-q", "--as-of", DAY)
    assert (
        "lease.pdf: the file has changed. What was decided on findings, and confirmed, of its former content"
        in told.stderr
    )
    assert len(ids(starkcheck)) == 4


def test_dispositions_are_listed_with_who_when_and_why(starkcheck: Starkcheck, lease: Path) -> None:
    one, two, *_ = ids(starkcheck)
    starkcheck("dispose", one, "--as", "remedied", "--reason", "\x1b]0;owned\x07it says\nso", "-q")
    starkcheck("dispose", two, "--as", "false_positive", "--reason", "=1+1", "--by", "Jane Roe")
    starkcheck("dispose", two, "--withdraw", "--reason", "'; drop table stored.audit_log; --", "--by", "Jane Roe")
    table = starkcheck("dispositions").stdout
    assert "Jane Roe" in table
    assert "\x1b" not in table
    listed = rows(starkcheck, "dispositions")
    assert [(row["disposition"], row["status"], row["decided_by"], row["withdrawal_reason"]) for row in listed] == [
        ("remedied", "standing", pwd.getpwuid(os.getuid()).pw_name, None),
        ("false_positive", "withdrawn", "Jane Roe", "'; drop table stored.audit_log; --"),
    ]
    assert "'=1+1" in starkcheck("dispositions", "-f", "csv").stdout
    assert rows(starkcheck, "dispositions", "--finding", "' or true --") == []
    assert starkcheck("audit", "verify").exit_code == ExitCode.DONE


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("ID", "--as", "accepted"), ExitCode.USAGE, "Say why with --reason"),
        (("ID", "--as", "accepted", "--by", " ", *WHY), ExitCode.USAGE, "Say who decides this"),
        (("ID", *WHY), ExitCode.USAGE, "Say what is decided with --as: accepted, false-positive, remedied"),
        (("ID", "--as", "waived", *WHY), ExitCode.USAGE, "'waived' is none of accepted, false-positive, remedied"),
        (("ID", "--as", "accepted", "--withdraw", *WHY), ExitCode.USAGE, "takes neither --as nor --until"),
        (("ID", "--withdraw", "--until", "2026-01-31", *WHY), ExitCode.USAGE, "takes neither --as nor --until"),
        (("ID", "--withdraw", *WHY), ExitCode.USAGE, "There is no disposition of"),
        (("ID", "--as", "accepted", "--until", "May 1st", *WHY), ExitCode.USAGE, "Write it as 2026-01-31"),
        (("ID", "--as", "accepted", "--until", "2026-01-30", *WHY), ExitCode.USAGE, "would never stand"),
        (("\x1b[2J", "--as", "accepted", *WHY), ExitCode.USAGE, "is no finding"),
        (("00000000", "--as", "accepted", *WHY), ExitCode.INPUT, "There is no finding 00000000 in the database"),
    ],
)
def test_what_is_refused_is_said_and_changes_nothing(
    starkcheck: Starkcheck, lease: Path, words: tuple[str, ...], code: ExitCode, message: str
) -> None:
    before = Path("starkcheck.duckdb").read_bytes()
    finding = ids(starkcheck)[0]
    result = starkcheck("dispose", *(finding if word == "ID" else word for word in words))
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert "\x1b" not in result.stderr
    assert Path("starkcheck.duckdb").read_bytes() == before


def test_the_log_is_proved_noted_and_found_broken(starkcheck: Starkcheck, lease: Path) -> None:
    starkcheck("dispose", ids(starkcheck)[0], "--as", "accepted", *WHY, "-q")
    whole = starkcheck("audit", "verify")
    assert whole.exit_code == ExitCode.DONE
    assert "The audit log is whole: 3 entries." in whole.stderr
    head = whole.stdout.strip()
    assert len(head) == 64
    starkcheck("check", "-q")
    assert "Entry 3 is the one that was noted." in starkcheck("audit", "verify", "--head", head[:16]).stderr
    unknown = starkcheck("audit", "verify", "--head", "0" * 64)
    assert (unknown.exit_code, unknown.stdout) == (ExitCode.LOG_BROKEN, "")
    assert starkcheck("audit", "verify", "--head", head[:15]).exit_code == ExitCode.USAGE
    with duckdb.connect("starkcheck.duckdb") as connection:
        connection.execute("update stored.audit_log set actor = 'Nobody' where number = 3")
    broken = starkcheck("audit", "verify")
    assert broken.exit_code == ExitCode.LOG_BROKEN
    assert "The audit log is broken at entry 3: What it says is not what its hash was taken of" in broken.stderr


def test_the_entries_of_the_log_are_listed(starkcheck: Starkcheck, lease: Path) -> None:
    finding = ids(starkcheck)[0]
    starkcheck("dispose", finding, "--as", "accepted", "--by", "Jane \x1b[2JRoe", *WHY, "-q")
    (entry,) = rows(starkcheck, "audit", "list", "--action", "disposition")
    assert (entry["number"], entry["actor"], entry["subject"]) == (3, "Jane \x1b[2JRoe", "disposition 1")
    assert json.loads(entry["details"])["finding_id"] == finding
    table = starkcheck("audit", "list").stdout
    assert all(word in table for word in ("run_begun", "run_finished", "disposition 1"))
    assert "\x1b" not in table


@pytest.mark.parametrize(
    "words",
    [("dispose", "00000000", "--as", "accepted", *WHY), ("dispositions",), ("audit", "list"), ("audit", "verify")],
)
def test_no_database_is_made_and_an_older_one_says_so(
    words: tuple[str, ...], starkcheck: Starkcheck, tmp_path: Path
) -> None:
    result = starkcheck(*words)
    assert result.exit_code == ExitCode.STORE
    assert "There is no database at starkcheck.duckdb" in result.stderr
    assert list(tmp_path.iterdir()) == []
    with duckdb.connect(str(tmp_path / "starkcheck.duckdb")) as old:
        for version in (1, 2):
            old.execute(migrations()[version].read_text(encoding="utf-8"))
            old.execute("insert into stored.schema_versions values (?, current_timestamp)", [version])
    result = starkcheck(*words)
    if words[0] == "dispose":
        assert "There is no finding 00000000" in result.stderr
    else:
        assert result.exit_code == ExitCode.STORE
        assert "was last written by an older starkcheck" in result.stderr


def test_a_disposition_waits_while_a_run_writes(starkcheck: Starkcheck, lease: Path) -> None:
    database, finding = lease.parents[1] / "starkcheck.duckdb", ids(starkcheck)[0]
    with running(WRITER, database) as writer:
        assert writer.hear() == "open"
        refused = starkcheck("dispose", finding, "--as", "accepted", "--wait", 0, *WHY)
        assert refused.exit_code == ExitCode.STORE
        assert "is being written by process" in refused.stderr
        said: list[str] = []

        def end_the_writer(message: str) -> None:
            said.append(message)
            writer.tell("enough")

        request = DispositionRequest(
            finding=finding, disposition=DispositionKind.ACCEPTED, reason="x", person="Jane Roe", day=DAY
        )
        done = carry_out(database, request, wait_seconds=60.0, say=end_the_writer)
    assert done.disposition.disposition_id == 1
    assert len(said) == 1
