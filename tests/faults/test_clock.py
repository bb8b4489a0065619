"""A clock that is moved back between two runs makes no file skipped, none taken twice, and no news told again."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from flows.file_look import look_of
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import IngestReport, RunOptions
from flows.steps import StepRunner
from models.notice import Channel
from store import clock
from store.notices import untold
from store.query import query
from store.writer import Store
from tests import factories as make
from tests.flows.drawn import write
from tests.store.conftest import AS_OF

BACK = timedelta(days=400)


class Earlier:
    """A clock that goes 400 days behind."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.now(tz) - BACK


def moved_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(clock, "datetime", Earlier)
    real = time.time
    patch.setattr(time, "time", lambda: real() - BACK.total_seconds())


def ingested(folder: Path) -> IngestReport:
    options = RunOptions(database=folder / "contracts.duckdb", workers=1)
    report = carry_out(Command.INGEST, [folder / "inbox"], options, StepRunner(), Progress()).ingest
    assert report is not None
    return report


def test_files_are_known_by_their_bytes_whatever_the_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "inbox", first=b"1", second=b"2")
    assert len(ingested(tmp_path).statuses) == 2
    with monkeypatch.context() as patch:
        moved_back(patch)
        write(tmp_path / "inbox", second=b"22", third=b"3")
        report = ingested(tmp_path)
        assert (report.known, len(report.statuses)) == (1, 2)
        assert (ingested(tmp_path).known, ingested(tmp_path).statuses) == (3, ())
    assert (ingested(tmp_path).known, ingested(tmp_path).statuses) == (3, ())
    current = "select file_name, byte_count from documents where superseded_by is null order by 1"
    assert query(tmp_path / "contracts.duckdb", current).rows == (("first.pdf", 1), ("second.pdf", 2), ("third.pdf", 1))


def test_a_file_whose_times_lie_ahead_or_are_fresh_is_read_to_be_sure(tmp_path: Path) -> None:
    path = tmp_path / "lease.pdf"
    path.write_bytes(b"1")
    written = path.stat().st_ctime
    assert look_of(path, written + 1) is None
    assert look_of(path, written - 1000) is None
    before = look_of(path, written + 100)
    assert before is not None
    assert look_of(path, written + 200) == before
    path.write_bytes(b"2")
    assert look_of(path, written + 200) != before
    assert look_of(tmp_path / "gone.pdf") is None


def test_what_was_told_is_not_told_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database, lease = tmp_path / "contracts.duckdb", make.contract()
    mild, grave = make.finding(lease, message="It is $1."), make.finding(lease, message="It is $2.")

    def found_and_told(message: object) -> int:
        with Store.open(database) as store:
            run_id = store.begin_run("check", AS_OF)
            store.write(make.extraction(None, lease), run_id)
            store.record_findings(lease.contract_id, [mild if message == "mild" else grave], run_id)
            store.publish()
            notice = untold(database, Channel.FILE, mild.severity)
            if notice is not None:
                store.record_told(notice)
                store.publish()
        return 0 if notice is None else len(notice.items)

    assert found_and_told("mild") == 1
    with monkeypatch.context() as patch:
        moved_back(patch)
        assert found_and_told("grave") == 1
        assert found_and_told("grave") == 0
    assert found_and_told("grave") == 0
