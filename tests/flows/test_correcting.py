"""Corrections by the command line: real readings corrected, checked again, read again, taken back."""

from __future__ import annotations

import json
import os
import pwd
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.correcting import carry_out, references_to
from flows.exit_codes import ExitCode
from models.correction import CorrectionRequest
from store.schema_version import migrations
from store.writer import Store
from tests import factories as make
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import LEASE, pdf, write
from tests.store.conftest import AS_OF
from tests.store.other_process import running
from tests.store.test_one_writer import WRITER

WHY = ("--reason", "The signed original says so.")
HOSPITAL = "Drummond Regional Hospital"


@pytest.fixture
def lease(starkcheck: Starkcheck, tmp_path: Path) -> Path:
    """A lease of six months that its lessee has not signed, read and checked."""
    file = write(tmp_path / "inbox", lease=pdf(*LEASE)) / "lease.pdf"
    assert starkcheck("run", "inbox", "-q").exit_code == ExitCode.DONE
    return file


def rows(starkcheck: Starkcheck, sql: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(starkcheck("sql", sql, "-f", "json").stdout)
    return found


def checks_open(starkcheck: Starkcheck) -> set[str]:
    return {row["check_name"] for row in rows(starkcheck, "select check_name from findings where status = 'open'")}


def test_findings_follow_a_correction_at_once_and_come_back_when_it_is_taken_back(
    starkcheck: Starkcheck, lease: Path
) -> None:
    assert checks_open(starkcheck) >= {"missing-signature", "term-under-one-year"}
    longer = starkcheck("correct", "lease.pdf", "term_months", "12", "--by", "Jane Roe", *WHY)
    assert longer.exit_code == ExitCode.DONE
    assert "term_months is 12, corrected from 6.00 by Jane Roe." in longer.stderr
    assert "expiration_date: 2024-08-31 becomes 2025-02-28." in longer.stderr
    assert "1 of its findings is resolved." in longer.stderr
    assert "missing-signature" in longer.stdout
    assert "term-under-one-year" not in checks_open(starkcheck)
    signed = starkcheck("correct", lease, "signatures.status", "signed", "--for", HOSPITAL, "--page", 1, *WHY)
    assert signed.exit_code == ExitCode.DONE
    assert checks_open(starkcheck).isdisjoint({"term-under-one-year", "missing-signature"})
    back = starkcheck("correct", "lease.pdf#1", "term_months", "--withdraw", "--reason", "Another lease.")
    assert "the correction of term_months to 12 is taken back" in back.stderr
    assert "expiration_date: 2025-02-28 becomes 2024-08-31." in back.stderr
    assert "term-under-one-year" in checks_open(starkcheck)
    assert "missing-signature" not in checks_open(starkcheck)


def test_a_finding_on_a_corrected_fact_says_who_corrected_it_and_why(starkcheck: Starkcheck, lease: Path) -> None:
    starkcheck("correct", "lease.pdf", "term_months", "11", "--by", "Jane Roe", *WHY)
    starkcheck("correct", "lease.pdf", "signatures.status", "unsigned", "--for", "Calder", "--by", "Jane Roe", *WHY)
    found = rows(starkcheck, "select check_name, quote, message, confidence from findings where status = 'open'")
    (term,) = [row for row in found if row["check_name"] == "term-under-one-year"]
    assert "six (6) months [term_months: Corrected from 6.00 to 11 by Jane Roe on 20" in term["quote"]
    assert term["confidence"] == 1.0
    (signature,) = [row for row in found if "Calder" in row["message"]]
    assert "has not signed. Corrected from signed to unsigned by Jane Roe on 20" in signature["message"]
    assert signature["quote"].endswith(": The signed original says so.]")


def test_a_correction_outlasts_a_new_name_and_reading_again(starkcheck: Starkcheck, lease: Path) -> None:
    starkcheck("correct", "lease.pdf", "kind", "office_lease", *WHY)
    lease.rename(lease.with_name("renamed.pdf"))
    again = starkcheck("run", "inbox", "--again")
    assert "1 document: 1 ok." in again.stderr
    assert rows(starkcheck, "select file_name, kind, corrected_fields from contracts") == [
        {"file_name": "renamed.pdf", "kind": "office_lease", "corrected_fields": ["kind"]}
    ]
    assert {row["kind"] for row in rows(starkcheck, "select kind from findings where status = 'open'")} == {
        "office_lease"
    }
    # A copy elsewhere, which nobody has read, is known by its bytes.
    copy = write(lease.parents[1] / "desk", copy=lease.with_name("renamed.pdf").read_bytes()) / "copy.pdf"
    assert starkcheck("correct", copy, "kind", "--withdraw", *WHY).exit_code == ExitCode.DONE
    assert rows(starkcheck, "select kind from contracts") == [{"kind": "equipment_lease"}]


# How a reading says that it reckoned a fact is what store/corrections_following.py goes by.
TERM = LEASE[3]


@pytest.mark.parametrize(
    ("term", "field", "value", "follower", "becomes"),
    [
        (TERM, "effective_date", "2024-05-01", "expiration_date", "2024-10-31"),
        (
            "1. Term. The term of this Agreement begins on March 1, 2024 and ends on August 31, 2024.",
            *("expiration_date", "2024-10-31", "term_months", "8.00"),
        ),
        (
            "1. Term. The term of this Agreement is six (6) months.",
            *("agreement_date", "2024-04-01", "effective_date", "2024-04-01"),
        ),
    ],
)
def test_what_a_reading_reckoned_follows(
    term: str, field: str, value: str, follower: str, becomes: str, starkcheck: Starkcheck, tmp_path: Path
) -> None:
    write(tmp_path / "inbox", lease=pdf(*(term if line == TERM else line for line in LEASE)))
    starkcheck("run", "inbox", "-q")
    starkcheck("correct", "lease.pdf", field, value, *WHY)
    question = f"select value, found_by from facts where field = '{follower}'"
    assert rows(starkcheck, question) == [{"value": becomes, "found_by": "reckoned from a correction"}]


def test_a_contradiction_with_what_the_contract_states_is_said(starkcheck: Starkcheck, tmp_path: Path) -> None:
    stated = "1. Term. The term of this Agreement begins on March 1, 2024 and ends on August 31, 2024."
    write(tmp_path / "inbox", lease=pdf(*(stated if line == TERM else line for line in LEASE)))
    starkcheck("run", "inbox", "-q")
    told = starkcheck("correct", "lease.pdf", "term_months", "12", *WHY)
    assert "Mind that 12 months from 2024-03-01 do not end on 2024-08-31." in told.stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("lease.pdf", "term_months", "12"), ExitCode.USAGE, "Say why with --reason"),
        (("lease.pdf", "term_months", *WHY), ExitCode.USAGE, "Give the right VALUE"),
        (("lease.pdf", "term_months", "12", "--withdraw", *WHY), ExitCode.USAGE, "takes no VALUE"),
        (("lease.pdf", "term_months", "--withdraw", *WHY), ExitCode.USAGE, "There is no correction of term_months"),
        (("lease.pdf", "kind", "lease", *WHY), ExitCode.USAGE, "It takes one of office_lease"),
        (("lease.pdf", "\x1b[2Jkind", "other", *WHY), ExitCode.USAGE, "is no field that can be corrected"),
        (("lease.pdf", "signatures.status", "signed", *WHY), ExitCode.USAGE, "  2  Drummond Regional Hospital, Inc."),
        (("elsewhere.pdf", "kind", "other", *WHY), ExitCode.INPUT, "elsewhere.pdf is not in the database"),
        (("lease.pdf", "kind", "other", *WHY, "--page", "0"), ExitCode.USAGE, "Invalid value for '--page'"),
    ],
)
def test_what_is_refused_is_said_and_changes_nothing(
    starkcheck: Starkcheck, lease: Path, words: tuple[str, ...], code: ExitCode, message: str
) -> None:
    before = (lease.parents[1] / "starkcheck.duckdb").read_bytes()
    result = starkcheck("correct", *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert "\x1b" not in result.stderr
    assert (lease.parents[1] / "starkcheck.duckdb").read_bytes() == before


def test_a_changed_file_must_be_read_before_it_is_corrected_and_begins_without_corrections(
    starkcheck: Starkcheck, lease: Path
) -> None:
    starkcheck("correct", "lease.pdf", "kind", "other", *WHY)
    write(lease.parent, lease=pdf(*LEASE, "As amended."))
    refused = starkcheck("correct", lease, "kind", "office_lease", *WHY)
    assert refused.exit_code == ExitCode.USAGE
    assert "has changed since it was read" in refused.stderr
    read = starkcheck("run", "inbox", "-q")
    assert "lease.pdf: the file has changed. Corrections of its former content are kept" in read.stderr


def test_a_run_says_which_corrections_find_their_contract_no_more(starkcheck: Starkcheck, lease: Path) -> None:
    (known,) = rows(starkcheck, "select document_id, path from documents")
    source = make.document(path=known["path"], document_id=known["document_id"])
    with Store.open(Path("starkcheck.duckdb")) as store:
        store.write(make.extraction(source, make.contract(source, 2)), store.begin_run("ingest", AS_OF))
        store.publish()
    starkcheck("correct", "lease.pdf", "kind", "office_lease", *WHY)
    assert "corrections --status orphaned" in starkcheck("run", "inbox", "--again", "-q").stderr
    (row,) = json.loads(starkcheck("corrections", "--status", "orphaned", "-f", "json").stdout)
    assert (row["field"], row["value"], row["file_name"]) == ("kind", "office_lease", "lease.pdf")
    told = starkcheck("correct", "lease.pdf", "kind", "--withdraw", *WHY)
    assert "is taken back. That contract is read no more." in told.stderr


def test_corrections_are_listed_with_who_when_and_why(starkcheck: Starkcheck, lease: Path) -> None:
    starkcheck("correct", "lease.pdf", "title", "=1+1", "--reason", "\x1b]0;owned\x07it says\nso", "-q")
    starkcheck("correct", "lease.pdf", "kind", "other", "--by", "Jane Roe", *WHY)
    table = starkcheck("corrections").stdout
    assert "Jane Roe" in table
    assert "\x1b" not in table
    listed = json.loads(starkcheck("corrections", "-f", "json").stdout)
    assert [(row["correction_id"], row["field"], row["corrected_by"], row["reason"]) for row in listed] == [
        (1, "title", pwd.getpwuid(os.getuid()).pw_name, "\x1b]0;owned\x07it says so"),
        (2, "kind", "Jane Roe", "The signed original says so."),
    ]
    assert "'=1+1" in starkcheck("corrections", "-f", "csv").stdout


def test_quiet_says_nothing(starkcheck: Starkcheck, lease: Path) -> None:
    result = starkcheck("correct", "lease.pdf", "kind", "other", "-q", *WHY)
    assert (result.exit_code, result.stdout, result.stderr) == (ExitCode.DONE, "", "")


def test_no_database_is_made_for_a_correction(starkcheck: Starkcheck, tmp_path: Path) -> None:
    for words in (("correct", "lease.pdf", "kind", "other", *WHY), ("corrections",)):
        result = starkcheck(*words)
        assert result.exit_code == ExitCode.STORE
        assert "There is no database at starkcheck.duckdb" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_of_a_version_without_corrections_says_so(starkcheck: Starkcheck, tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "starkcheck.duckdb")) as old:
        for version in (1, 2):
            old.execute(migrations()[version].read_text(encoding="utf-8"))
    result = starkcheck("corrections")
    assert result.exit_code == ExitCode.STORE
    assert "was last written by an older starkcheck" in result.stderr


def test_a_correction_waits_while_a_run_writes(starkcheck: Starkcheck, lease: Path) -> None:
    database = lease.parents[1] / "starkcheck.duckdb"
    with running(WRITER, database) as writer:
        assert writer.hear() == "open"
        refused = starkcheck("correct", "lease.pdf", "kind", "other", "--wait", 0, *WHY)
        assert refused.exit_code == ExitCode.STORE
        assert "is being written by process" in refused.stderr
        request = CorrectionRequest(
            references=references_to("lease.pdf"), field="kind", value="other", reason="x", person="Jane Roe"
        )
        said: list[str] = []

        def end_the_writer(message: str) -> None:
            said.append(message)
            writer.tell("enough")

        report = carry_out(database, request, wait_seconds=60.0, say=end_the_writer)
    assert report.done.correction.correction_id == 1
    assert len(said) == 1
    assert "Waiting up to 60 seconds" in said[0]
