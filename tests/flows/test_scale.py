"""The same flow over many processes: two workers of a Prefect pool, and a Dask cluster; the rows are a file's."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from fixtures.broken import encrypted
from flows.exit_codes import ExitCode
from models.database import as_database
from store.query import query
from tests.flows.conftest import Starkcheck
from tests.flows.drawn import LEASE, LETTER, pdf, write
from tests.postgres import PASSWORD
from tests.view_rows import view_rows

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 1, 31)
PARTS = 4
_PATIENCE_SECONDS = 180.0


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Leases, one of them twice, an amendment's worth of trouble, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("inbox")
    leases = {f"lease_{number}": pdf(*LEASE, "Counterpart " + "x" * number) for number in range(7)}
    write(folder, **leases, letter=pdf(*LETTER), empty=b"", locked=encrypted())
    write(folder / "deeper", copy=leases["lease_3"])
    return folder


@pytest.fixture(scope="module")
def in_file(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, ...]]]:
    """Every row of every view, of one process and a file."""
    from flows.progress import Progress
    from flows.run import Command, carry_out
    from flows.run_options import RunOptions
    from flows.steps import StepRunner

    database = tmp_path_factory.mktemp("file") / "contracts.duckdb"
    carry_out(Command.INGEST_AND_CHECK, [inbox], RunOptions(database=database, as_of=AS_OF), StepRunner(), Progress())
    return view_rows(database)


@contextmanager
def process(*words: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python module as a program beside ours, ended on leaving."""
    given = {"PGPASSWORD": PASSWORD, "PYTHONPATH": str(ROOT), "PREFECT_LOGGING_LEVEL": "WARNING"}
    started = subprocess.Popen(
        [sys.executable, "-m", *words], cwd=ROOT, env={**os.environ, **given, **environment}, start_new_session=True
    )
    try:
        yield started
    finally:
        # A worker asked to end looks after its flow runs first; there are none that matter any more.
        started.kill()
        started.wait()


def spread(address: str, inbox: Path, over: str) -> dict[str, list[tuple[str, ...]]]:
    """Every row of every view, of a run whose files others read."""
    from flows.prefect_flows import ingest_and_check

    database = as_database(address)
    report = ingest_and_check([inbox], database, AS_OF, parts=PARTS, spread_over=over)
    assert report.ingest is not None
    assert len(report.ingest.statuses) == 10
    assert report.ingest.known == 1  # the copy
    assert not report.ingest.unreadable
    return view_rows(database)


def test_two_workers_of_a_pool(
    prefect_server: str, new_lake: Callable[..., str], inbox: Path, in_file: dict[str, list[tuple[str, ...]]]
) -> None:
    from prefect.client.orchestration import get_client

    server = {"PREFECT_API_URL": prefect_server}
    for words in (
        ("work-pool", "create", "readers", "--type", "process"),
        ("deploy", "--all", "--prefect-file", "prefect-readers.yaml"),
    ):
        with process("prefect", "--no-prompt", *words, **server) as told:
            assert told.wait(timeout=_PATIENCE_SECONDS) == 0
    worker = ("prefect", "worker", "start", "--pool", "readers", "--limit", "1", "--name")
    address = new_lake()
    with process(*worker, "first", **server), process(*worker, "second", **server):
        rows = spread(address, inbox, "read-part/readers")
    assert rows == in_file
    with get_client(sync_client=True) as client:
        parts = [run for run in client.read_flow_runs() if run.name.startswith("part-")]
    assert len(parts) == PARTS
    assert PASSWORD not in str([run.parameters for run in parts])
    assert "contracts@127.0.0.1" in str([run.parameters for run in parts])


def test_a_dask_cluster(
    prefect_server: str, new_lake: Callable[..., str], inbox: Path, in_file: dict[str, list[tuple[str, ...]]]
) -> None:
    server = {"PREFECT_API_URL": prefect_server}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    at = f"tcp://127.0.0.1:{port}"
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    worker = ("distributed.cli.dask_worker", at, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    with process(*scheduler), process(*worker, **server), process(*worker, **server):
        from distributed import Client

        with Client(at, timeout=_PATIENCE_SECONDS) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=_PATIENCE_SECONDS)
        rows = spread(new_lake(), inbox, at)
    assert rows == in_file


def test_commands_take_the_store_from_one_setting(
    starkcheck: Starkcheck,
    new_lake: Callable[..., str],
    inbox: Path,
    in_file: dict[str, list[tuple[str, ...]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STARKCHECK_STORE", new_lake())
    ran = starkcheck("run", inbox, "--as-of", AS_OF.isoformat())
    assert ran.exit_code == ExitCode.DONE, ran.output
    asked = starkcheck("sql", "select count(*) as documents from documents", "--format", "csv")
    assert asked.stdout.split() == ["documents", str(len(in_file["documents"]))]
    assert starkcheck("findings").exit_code == ExitCode.DONE
    assert starkcheck("audit", "verify").exit_code == ExitCode.DONE
    again = starkcheck("run", inbox, "--as-of", AS_OF.isoformat(), "--spread-over", "tcp://127.0.0.1:1")
    assert again.exit_code == ExitCode.PREFECT_SERVER
    assert "PREFECT_API_URL" in again.stderr
    doctor = starkcheck("doctor")
    assert "answers: version" in doctor.output
    for said in (ran, asked, again, doctor):
        assert PASSWORD not in said.output
    wrong = starkcheck("sql", "select 1", "--store", "ducklake:postgresql://ann:hunter2@x@host/db")
    assert wrong.exit_code == ExitCode.USAGE
    assert "hunter2" not in wrong.output


def test_a_file_is_not_read_in_parts(inbox: Path, tmp_path: Path) -> None:
    from flows.progress import Progress
    from flows.run import Command, carry_out
    from flows.run_options import RunOptions
    from flows.steps import StepRunner
    from models.errors import StoreError

    options = RunOptions(database=tmp_path / "contracts.duckdb", spread_over="read-part/readers")
    with pytest.raises(StoreError, match="--store ducklake:postgresql"):
        carry_out(Command.INGEST, [inbox], options, StepRunner(), Progress(), spread=lambda _parts, _options: None)
    assert query(tmp_path / "contracts.duckdb", "select count(*) from documents").rows == ((0,),)
