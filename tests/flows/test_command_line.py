"""The commands, end to end: real files, a real database, what is printed, and the exit code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from typer.testing import CliRunner, Result

from flows import ingestion
from flows.command_line import app
from flows.exit_codes import ExitCode
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import LEASE, LETTER, pdf, write


class Read(NamedTuple):
    """A folder that was run, where to, and what was said."""

    inbox: Path
    database: Path
    result: Result


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """A lease with faults, a letter, three files that cannot be read, and one that is no PDF by name; run once."""
    folder = tmp_path_factory.mktemp("read")
    inbox = write(
        folder / "inbox", lease=pdf(*LEASE), letter=pdf(*LETTER), empty=b"", cut=pdf(*LEASE)[:400], text=b"Dear sir,"
    )
    (inbox / "notes.txt").write_text("x")
    database = folder / "contracts.duckdb"
    return Read(inbox, database, CliRunner().invoke(app, ["run", str(inbox), "--db", str(database)]))


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    """The lease alone in a folder."""
    return write(tmp_path / "inbox", lease=pdf(*LEASE)) / "lease.pdf"


def test_run_ingests_checks_and_says_what_to_ask_next(read: Read) -> None:
    assert read.result.exit_code == ExitCode.DONE
    assert "missing-signature" in read.result.stdout
    assert "lease.pdf" in read.result.stdout
    assert "5 documents: 2 ok, 3 quarantined" in read.result.stderr
    assert "1 file passed over, being no PDF by name: notes.txt" in read.result.stderr
    assert 'starkcheck sql "select' in read.result.stderr


@pytest.mark.parametrize(("name", "code"), [("empty.pdf", "empty"), ("cut.pdf", "corrupt"), ("text.pdf", "not_pdf")])
def test_every_bad_file_is_a_row_and_a_line(starkcheck: Starkcheck, read: Read, name: str, code: str) -> None:
    assert f"{name}: {code}: " in read.result.stderr
    question = f"select status, error_code, error_message from documents where file_name = '{name}'"
    (row,) = json.loads(starkcheck("sql", question, "-f", "json", "--db", read.database).stdout)
    assert (row["status"], row["error_code"]) == ("quarantined", code)
    assert len(row["error_message"]) > 20


def test_findings_can_be_narrowed_and_written_as_csv(starkcheck: Starkcheck, read: Read) -> None:
    everything = findings_of(starkcheck, read.database)
    for name in {row["check_name"] for row in everything}:
        narrowed = findings_of(starkcheck, read.database, "--check", name)
        assert narrowed == [row for row in everything if row["check_name"] == name]
    assert findings_of(starkcheck, read.database, "--kind", "recruitment") == []
    written = starkcheck("findings", "-f", "csv", "--db", read.database).stdout
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [row["finding_id"] for row in rows] == [row["finding_id"] for row in everything]


def test_nothing_but_questions_is_answered(starkcheck: Starkcheck, read: Read) -> None:
    assert starkcheck("sql", "drop view findings", "--db", read.database).exit_code == ExitCode.STORE
    assert starkcheck("sql", "selec 1", "--db", read.database).exit_code == ExitCode.STORE


@pytest.mark.parametrize(
    ("words", "code"), [(("--fail-on", "notice"), ExitCode.FINDINGS), ((), ExitCode.DONE)], ids=["asked", "not asked"]
)
def test_findings_fail_the_command_only_when_asked(
    starkcheck: Starkcheck, read: Read, words: tuple[str, ...], code: ExitCode
) -> None:
    result = starkcheck("check", "--db", read.database, "--as-of", "2024-06-01", *words)
    assert result.exit_code == code
    assert "checked as of 2024-06-01" in result.stderr
    assert {row["as_of"] for row in findings_of(starkcheck, read.database)} == {"2024-06-01"}


def test_quiet_tells_only_trouble(starkcheck: Starkcheck, tmp_path: Path) -> None:
    result = starkcheck("run", write(tmp_path / "inbox", empty=b"", text=b"Dear sir,"), "--quiet", "--workers", 1)
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2


def test_a_second_run_reads_nothing_again_and_keeps_the_findings(starkcheck: Starkcheck, lease: Path) -> None:
    starkcheck("run", lease)
    before = findings_of(starkcheck)
    assert "1 known before and not read again" in starkcheck("run", lease).stderr
    after = findings_of(starkcheck)
    assert before
    assert [(row["finding_id"], row["first_seen_run"]) for row in before] == [
        (row["finding_id"], row["first_seen_run"]) for row in after
    ]
    # Nothing is checked anew that would say the same; whoever asks for a check gets one.
    assert {row["last_seen_run"] for row in before} == {row["last_seen_run"] for row in after}
    starkcheck("check")
    checked = findings_of(starkcheck)
    assert {row["last_seen_run"] for row in after}.isdisjoint({row["last_seen_run"] for row in checked})
    assert "1 document: 1 ok." in starkcheck("run", lease, "--again").stderr


def test_ingesting_checks_nothing_yet_and_one_content_is_one_document(starkcheck: Starkcheck, lease: Path) -> None:
    write(lease.parent / "copies", lease_copy=lease.read_bytes())
    ingested = starkcheck("ingest", lease.parent)
    assert (ingested.exit_code, ingested.stdout) == (ExitCode.DONE, "")
    assert "1 document: 1 ok. 1 contract read." in ingested.stderr
    assert findings_of(starkcheck) == []


def test_a_changed_file_resolves_the_old_findings(starkcheck: Starkcheck, lease: Path) -> None:
    starkcheck("run", lease)
    old = {row["contract_id"] for row in findings_of(starkcheck)}
    write(lease.parent, lease=pdf(*LEASE, "As amended."))
    starkcheck("run", lease)
    assert old
    assert old.isdisjoint({row["contract_id"] for row in findings_of(starkcheck)})
    assert old <= {row["contract_id"] for row in findings_of(starkcheck, None, "--status", "resolved")}


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("run", "nowhere"), ExitCode.INPUT, "nowhere is not there. Name a PDF file or a folder of them."),
        (("ingest", "nowhere"), ExitCode.INPUT, "nowhere is not there"),
        (("watch", "nowhere"), ExitCode.INPUT, "nowhere is not a folder"),
        (("inspect", "nowhere"), ExitCode.INPUT, "nowhere is not a file"),
        (("serve", "nowhere"), ExitCode.INPUT, "nowhere is not there"),
        (("findings",), ExitCode.STORE, "There is no database at starkcheck.duckdb"),
        (("sql", "select 1"), ExitCode.STORE, "There is no database"),
        (("check", "--db", "no/such/folder/x.duckdb"), ExitCode.STORE, "does not exist"),
        (("run",), ExitCode.USAGE, "Missing argument"),
        (("run", ".", "--as-of", "May 1st"), ExitCode.USAGE, "Write it as 2026-01-31"),
        (("run", ".", "--workers", "0"), ExitCode.USAGE, "Invalid value for '--workers'"),
        (("serve", ".", "--cron", "at night"), ExitCode.USAGE, "'at night' is not a cron schedule"),
        (("explain", "missing-signatur"), ExitCode.USAGE, "Did you mean missing-signature?"),
        (("findings", "--severity", "grave"), ExitCode.USAGE, "Invalid value for '--severity'"),
    ],
)
def test_trouble_is_told_in_words(starkcheck: Starkcheck, words: tuple[str, ...], code: ExitCode, message: str) -> None:
    result = starkcheck(*words)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", [("run", "."), ("check",), ("findings",), ("sql", "select 1")])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(
    starkcheck: Starkcheck, tmp_path: Path, command: tuple[str, ...]
) -> None:
    with duckdb.connect(str(tmp_path / "starkcheck.duckdb")) as other:
        other.execute("create table ours as select 42 as answer")
    before = (tmp_path / "starkcheck.duckdb").read_bytes()
    result = starkcheck(*command)
    assert result.exit_code == ExitCode.STORE
    assert "another program" in result.stderr
    assert (tmp_path / "starkcheck.duckdb").read_bytes() == before


def test_a_person_with_the_database_open_does_not_make_a_run_fail(
    starkcheck: Starkcheck, lease: Path, tmp_path: Path
) -> None:
    starkcheck("ingest", lease)
    write(lease.parent, empty=b"")
    with duckdb.connect(str(tmp_path / "starkcheck.duckdb"), read_only=True):
        assert starkcheck("ingest", lease.parent).exit_code == ExitCode.DONE
    (count,) = json.loads(starkcheck("sql", "select count(*) as documents from documents", "-f", "json").stdout)
    assert count == {"documents": 2}


def test_names_that_would_steer_a_terminal_are_shown_and_not_obeyed(starkcheck: Starkcheck, tmp_path: Path) -> None:
    name = "\x1b]0;owned\x07[red]lease"
    write(tmp_path / "inbox", **{name: pdf(*LEASE), "\x1b[2Jbad": b""})
    result = starkcheck("run", tmp_path / "inbox")
    assert result.exit_code == ExitCode.DONE
    assert "\x1b" not in result.stdout + result.stderr
    assert "\x07" not in result.stdout + result.stderr
    assert r"\x1b[2Jbad.pdf: empty" in result.stderr
    assert "[red]lease" in result.stdout


def test_explain_prints_the_page_of_a_check(starkcheck: Starkcheck) -> None:
    result = starkcheck("explain", "missing-signature")
    assert result.stdout.startswith("# missing-signature")
    assert "411.3" in result.stdout


def test_a_file_that_may_not_be_read_is_said_and_left_for_the_next_run(
    starkcheck: Starkcheck, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    # Permissions do not bind an administrator, who may be running the tests: the refusal is made here.
    monkeypatch.setattr(ingestion, "sha256", refuse)
    refused = starkcheck("run", lease)
    assert refused.exit_code == ExitCode.INPUT
    assert "lease.pdf: unreadable: Not read: Permission denied" in refused.stderr
    (count,) = json.loads(starkcheck("sql", "select count(*) as documents from documents", "-f", "json").stdout)
    assert count == {"documents": 0}


def findings_of(starkcheck: Starkcheck, database: Path | None = None, *words: str) -> list[dict[str, str]]:
    """The findings as `starkcheck findings` prints them."""
    where = ("--db", database) if database else ()
    rows: list[dict[str, str]] = json.loads(starkcheck("findings", "--format", "json", *where, *words).stdout)
    return rows


def test_a_check_that_there_is_not_is_refused_with_what_may_be_meant(starkcheck: Starkcheck, read: Read) -> None:
    refused = starkcheck("findings", "--db", str(read.database), "--check", "mising-signature")
    assert refused.exit_code == ExitCode.USAGE
    assert "Did you mean missing-signature" in " ".join(refused.stderr.split())
    for name in ("missing-signature", "Missing_Signature", "doc-01"):
        found = starkcheck("findings", "--db", str(read.database), "--check", name, "--format", "json")
        assert [row["check_name"] for row in json.loads(found.stdout)] == ["missing-signature"]
