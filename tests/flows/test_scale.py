"""The same flow over many processes: two workers of a Prefect pool, and a Dask cluster; the rows are a file's."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
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


def spread(address: str, inbox: Path, over: str, parts: int = PARTS) -> dict[str, list[tuple[str, ...]]]:
    """Every row of every view, of a run whose files others read."""
    from flows.prefect_flows import ingest_and_check

    database = as_database(address)
    report = ingest_and_check([inbox], database, AS_OF, parts=parts, spread_over=over)
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
    make_pool(prefect_server)
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
    with dask_cluster(prefect_server) as (at, _workers):
        rows = spread(new_lake(), inbox, at)
    assert rows == in_file


def make_pool(prefect_server: str) -> None:
    """The work pool and its deployment, as docs/scale.md has them made."""
    server = {"PREFECT_API_URL": prefect_server}
    for words in (
        ("work-pool", "create", "readers", "--type", "process", "--overwrite"),
        ("deploy", "--all", "--prefect-file", "prefect-readers.yaml"),
    ):
        with process("prefect", "--no-prompt", *words, **server) as told:
            assert told.wait(timeout=_PATIENCE_SECONDS) == 0


@contextmanager
def pool_worker(prefect_server: str) -> Iterator[subprocess.Popen[bytes]]:
    """One worker of the pool, which takes a part at a time."""
    make_pool(prefect_server)
    words = ("prefect", "worker", "start", "--pool", "readers", "--limit", "1", "--name", "only")
    with process(*words, PREFECT_API_URL=prefect_server) as started:
        yield started


@contextmanager
def dask_cluster(prefect_server: str) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler, of which the address is told, and two workers."""
    server = {"PREFECT_API_URL": prefect_server}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    at = f"tcp://127.0.0.1:{port}"
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    worker = ("distributed.cli.dask_worker", at, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    with process(*scheduler), process(*worker, **server) as first, process(*worker, **server) as second:
        from distributed import Client

        with Client(at, timeout=_PATIENCE_SECONDS) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=_PATIENCE_SECONDS)
        yield at, [first, second]


def test_a_part_goes_to_another_when_the_dask_worker_that_reads_it_is_lost(
    prefect_server: str, new_lake: Callable[..., str], inbox: Path, in_file: dict[str, list[tuple[str, ...]]]
) -> None:
    with dask_cluster(prefect_server) as (at, workers):
        with lost_when_it_reads(workers[0].pid) as lost:
            rows = spread(new_lake(), inbox, at)
        assert lost.result() == workers[0].pid
        assert workers[0].wait() == -signal.SIGKILL
    assert rows == in_file


def test_a_part_is_given_out_again_when_the_process_that_reads_it_is_lost(
    prefect_server: str, new_lake: Callable[..., str], inbox: Path, in_file: dict[str, list[tuple[str, ...]]]
) -> None:
    from prefect.client.orchestration import get_client

    with pool_worker(prefect_server) as worker:
        with lost_when_it_reads(worker.pid) as lost:
            rows = spread(new_lake(), inbox, "read-part/readers", parts=2)
        assert lost.result() != worker.pid
    assert rows == in_file
    with get_client(sync_client=True) as client:
        ended = [run.state_name for run in client.read_flow_runs() if run.name.startswith("part-")]
    assert "Crashed" in ended


@contextmanager
def lost_when_it_reads(worker: int) -> Iterator[Future[int]]:
    """Kill what works on a part for a worker as soon as it reads: the process whose child is one that reads."""

    def kill() -> int:
        until = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < until:
            for process in (worker, *below(worker)):
                if any(b"multiprocessing.spawn" in command_of(child) for child in children(process)):
                    os.kill(process, signal.SIGKILL)
                    return process
            gone.wait(0.02)
        raise AssertionError("no worker began to read")

    gone = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(kill)


def below(process: int) -> Iterator[int]:
    """All processes that a process has started, and that they have."""
    for child in children(process):
        yield child
        yield from below(child)


def children(process: int) -> list[int]:
    """Those that any thread of a process has started."""
    found: list[int] = []
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, listed.read_text().split())
    return found


def command_of(process: int) -> bytes:
    """What a process was started with; nothing once it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


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
