"""A run through trouble: every document ends as a row or a message, and the others go on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from extractors.reading.options import ReadingOptions
from flows import judging, reading
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import RunOptions, RunReport
from flows.steps import StepRunner
from store.query import query
from tests.flows import dangerous_reading
from tests.flows.drawn import LEASE, LETTER, pdf, write

FILES = "select file_name, status, error_code from documents order by all"


def carried_out(folder: Path, seconds: float = 60.0) -> RunReport:
    options = RunOptions(database=folder / "contracts.duckdb", workers=2, seconds_per_document=seconds)
    return carry_out(Command.INGEST_AND_CHECK, [folder / "inbox"], options, StepRunner(), Progress())


@pytest.mark.parametrize(
    ("work", "code", "message", "faults"),
    [
        (dangerous_reading.die_in_native_code, "crashed", "The process that read this file died", 0),
        (dangerous_reading.hang, "timeout", "longer than 0.5 seconds", 0),
        (dangerous_reading.meet_a_bug, "crashed", "A fault of the program, not of the file (KeyError)", 1),
    ],
)
def test_what_goes_wrong_in_reading_becomes_the_documents_row(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[[Path, ReadingOptions], str],
    code: str,
    message: str,
    faults: int,
) -> None:
    monkeypatch.setattr(reading, "extract_document", work)
    write(tmp_path / "inbox", first=b"1", second=b"2")
    report = carried_out(tmp_path, seconds=0.5)
    rows = query(tmp_path / "contracts.duckdb", FILES).rows
    assert rows == (("first.pdf", "quarantined", code), ("second.pdf", "quarantined", code))
    assert report.ingest is not None
    assert [message in trouble.message for trouble in report.ingest.troubles] == [True, True]
    assert len(report.faults) == 2 * faults
    assert all("dangerous_reading.py" in fault.traceback for fault in report.faults)


def test_a_drive_that_stays_away_leaves_no_row_and_the_next_run_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "inbox", lease=pdf(*LEASE))
    with monkeypatch.context() as patch:
        patch.setattr(reading, "extract_document", dangerous_reading.lose_the_drive)
        patch.setattr(reading, "RETRY_SECONDS", 0.0)
        report = carried_out(tmp_path)
    assert report.ingest is not None
    (trouble,) = report.ingest.unreadable
    assert "Input/output error" in trouble.message
    assert query(tmp_path / "contracts.duckdb", FILES).rows == ()
    assert carried_out(tmp_path).faults == ()
    assert query(tmp_path / "contracts.duckdb", FILES).rows == (("lease.pdf", "ok", None),)


def test_a_bug_in_a_check_is_said_and_the_documents_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise LookupError("a bug of ours")

    monkeypatch.setattr(judging, "_judged", stumble)
    write(tmp_path / "inbox", lease=pdf(*LEASE), empty=b"")
    report = carried_out(tmp_path)
    assert [(fault.path, fault.message) for fault in report.faults] == [("lease.pdf", "LookupError: a bug of ours")]
    assert len(query(tmp_path / "contracts.duckdb", FILES).rows) == 2


def checked_again(inbox: Path, options: RunOptions) -> bool:
    """Whether a run over the inbox had anything checked."""
    report = carry_out(Command.INGEST_AND_CHECK, [inbox], options, StepRunner(), Progress())
    assert report.check is not None
    return bool(report.check.contract_ids)


def test_a_file_that_is_looked_at_again_and_is_the_same_is_not_checked_again(tmp_path: Path) -> None:
    inbox = write(tmp_path / "inbox", lease=pdf(*LEASE), letter=pdf(*LETTER))
    options = RunOptions(database=tmp_path / "contracts.duckdb", as_of=date(2026, 1, 31), workers=1)

    assert checked_again(inbox, options)
    os.utime(inbox / "lease.pdf")  # touched: read to see whether it is another
    assert not checked_again(inbox, options)
    shutil.copy(inbox / "lease.pdf", inbox / "another name.pdf")
    assert checked_again(inbox, options)
    (inbox / "letter.pdf").write_bytes(pdf(*LETTER, "And on Tuesday."))
    assert checked_again(inbox, options)


def test_copies_of_one_file_are_not_checked_again(tmp_path: Path) -> None:
    inbox = write(tmp_path / "inbox", lease=pdf(*LEASE), letter=pdf(*LETTER))
    options = RunOptions(database=tmp_path / "contracts.duckdb", as_of=date(2026, 1, 31), workers=1)

    assert checked_again(inbox, options)
    copies = [inbox / "first copy.pdf", inbox / "second copy.pdf"]
    for copy in copies:
        shutil.copy(inbox / "lease.pdf", copy)
    assert checked_again(inbox, options)
    for copy in copies:
        os.utime(copy)
    assert not checked_again(inbox, options)
    shown = query(options.database, "select file_name, path from documents order by all").rows
    assert shown == (("letter.pdf", str(inbox / "letter.pdf")), ("second copy.pdf", str(copies[1])))
