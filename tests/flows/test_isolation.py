"""One document's crash, hang or bug is its own."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path

import pytest

from extractors.reading.options import ReadingOptions
from flows.isolation import ReadingProcesses
from models.errors import Crashed, OutOfMemory, Timeout
from tests.flows import dangerous_reading as reading

OPTIONS = ReadingOptions()
FILE = Path("lease.pdf")


@pytest.fixture(scope="module")
def processes() -> Iterator[ReadingProcesses]:
    with ReadingProcesses(workers=2, seconds_per_document=60, megabytes_of_memory=500) as running:
        yield running


@pytest.mark.parametrize(
    ("work", "error"),
    [
        (reading.die_in_native_code, Crashed),
        (reading.leave, Crashed),
        (reading.be_killed, OutOfMemory),
        (reading.take_all_memory, OutOfMemory),
        (reading.meet_a_bug, KeyError),
        (reading.lose_the_drive, OSError),
        (reading.time_out_as_a_drive_does, TimeoutError),
    ],
)
def test_trouble_stays_with_its_document(
    processes: ReadingProcesses, work: Callable[[Path, ReadingOptions], str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        processes.read(work, FILE, OPTIONS)
    assert processes.read(reading.read_well, FILE, OPTIONS) == "lease.pdf"


def test_a_crash_beside_others_leaves_them_alone(processes: ReadingProcesses) -> None:
    works = [reading.read_well, reading.die_in_native_code, reading.read_well, reading.leave] * 3
    with ThreadPoolExecutor(4) as threads:
        futures = [threads.submit(processes.read, work, FILE, OPTIONS) for work in works]
    errors = [future.exception() for future in futures]
    assert [type(error) for error in errors] == [type(None), Crashed, type(None), Crashed] * 3


def test_processes_ended_while_nothing_is_read_cost_nothing() -> None:
    others = set(multiprocessing.active_children())
    with ReadingProcesses(workers=2, seconds_per_document=60) as running:
        assert running.read(reading.read_well, FILE, OPTIONS) == "lease.pdf"
        pool = running._running_pool()
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
        while pool.active:  # until the pool has seen it
            pass
        assert running.read(reading.read_well, FILE, OPTIONS) == "lease.pdf"


def test_a_hang_is_ended_and_says_what_to_do() -> None:
    with ReadingProcesses(workers=1, seconds_per_document=0.3) as running:
        with pytest.raises(Timeout, match=r"0\.3 seconds.*--time-limit"):
            running.read(reading.hang, FILE, OPTIONS)
        with pytest.raises(Timeout):
            running.read(reading.hang, FILE, OPTIONS)


def test_too_much_memory_says_what_to_do(processes: ReadingProcesses) -> None:
    with pytest.raises(OutOfMemory, match=r"500 megabytes.*--memory-limit"):
        processes.read(reading.take_all_memory, FILE, OPTIONS)
    with pytest.raises(OutOfMemory, match=r"system ended the process.*--workers 1"):
        processes.read(reading.be_killed, FILE, OPTIONS)


def test_a_process_lost_by_chance_costs_nothing(processes: ReadingProcesses, tmp_path: Path) -> None:
    assert processes.read(reading.die_the_first_time, tmp_path / "tried", OPTIONS) == "read at the second try"


def test_processes_end_with_the_one_that_waits_for_them(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    os.mkfifo(begun)
    code = (
        "from pathlib import Path; from flows.isolation import ReadingProcesses; "
        "from extractors.reading.options import ReadingOptions; from tests.flows import dangerous_reading as d\n"
        "if __name__ == '__main__':\n"
        f"    ReadingProcesses(1, 600).read(d.say_so_and_hang, Path({str(begun)!r}), ReadingOptions())\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2]) as waiting, begun.open() as held:
        waiting.kill()
        assert held.read() == ""  # ends only when the process that hangs, and holds the other end, has ended


def test_leaving_ends_the_document_being_read_and_begins_no_other(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    os.mkfifo(begun)
    threads = ThreadPoolExecutor(1)
    with ReadingProcesses(workers=1, seconds_per_document=600) as running:
        hanging = threads.submit(running.read, reading.say_so_and_hang, begun, OPTIONS)
        begun.open().close()
    assert isinstance(hanging.exception(timeout=30), CancelledError)
    with pytest.raises(CancelledError):
        running.read(reading.read_well, FILE, OPTIONS)


def test_libraries_do_not_write_over_the_progress_bar(
    processes: ReadingProcesses, capfd: pytest.CaptureFixture[str]
) -> None:
    assert processes.read(reading.shout, FILE, OPTIONS) == "quiet"
    assert capfd.readouterr() == ("", "")
