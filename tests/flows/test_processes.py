"""`starkcheck` as a process of its own: what it imports, how it is stopped, and what a stop leaves."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import RunOptions
from flows.steps import StepRunner
from store.query import query
from tests.flows.drawn import LEASE, pdf, write

STARKCHECK = [sys.executable, "-c", "from flows.command_line import main; main()"]
REPOSITORY = Path(__file__).parents[2]
HEAVY = {"prefect", "spacy", "duckdb", "pdfplumber", "pypdfium2", "pyhanko", "rapidocr", "cv2", "dateparser", "pebble"}


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["findings", "--help"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    code = (
        "import atexit, sys, flows.command_line as c; "
        f"atexit.register(lambda: print(sorted(set(sys.modules) & {HEAVY!r}), file=sys.stderr)); c.app({words!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


def test_a_run_without_a_server_loads_no_prefect(tmp_path: Path) -> None:
    code = (
        "import atexit, sys, flows.command_line as c; "
        "atexit.register(lambda: print('prefect' in sys.modules)); "
        f"c.app(['ingest', {str(write(tmp_path / 'inbox', empty=b''))!r}, '--db', {str(tmp_path / 'x.duckdb')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "False")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Processes started here obey Ctrl-C, also when the tests run in the background of a shell, which ignores it."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_watch_takes_what_is_dropped_and_ends_when_told(tmp_path: Path, number: signal.Signals) -> None:
    inbox = write(tmp_path / "inbox", lease=pdf(*LEASE))
    database = tmp_path / "contracts.duckdb"
    words = ["watch", str(inbox), "--db", str(database), "--every", "0.1", "--workers", "1"]
    with subprocess.Popen([*STARKCHECK, *words], stderr=subprocess.PIPE, text=True, cwd=REPOSITORY) as watching:
        assert watching.stderr is not None
        told = iter(watching.stderr.readline, "")
        assert "Ctrl-C ends it" in next(told)
        assert "1 document: 1 ok" in next(line for line in told if "document:" in line)
        watching.send_signal(number)
        rest = "".join(told)
    assert watching.returncode == ExitCode.DONE
    assert "The watch has ended." in rest
    assert "Traceback" not in rest
    assert query(database, "select file_name from documents").rows == (("lease.pdf",),)


class ImpatientProgress(Progress):
    """A person who presses Ctrl-C after the first document."""

    def advance(self, name: str) -> None:
        raise KeyboardInterrupt


def test_an_interrupted_run_keeps_what_it_wrote_and_the_next_goes_on(tmp_path: Path) -> None:
    inbox = write(tmp_path / "inbox", **{f"empty{number}": b" " * number for number in range(4)})
    options = RunOptions(database=tmp_path / "contracts.duckdb", workers=1)
    with pytest.raises(KeyboardInterrupt):
        carry_out(Command.INGEST_AND_CHECK, [inbox], options, StepRunner(), ImpatientProgress())
    assert len(query(options.database, "select * from documents").rows) == 1
    report = carry_out(Command.INGEST_AND_CHECK, [inbox], options, StepRunner(), Progress())
    assert report.ingest is not None
    assert (report.ingest.known, len(report.ingest.statuses)) == (1, 3)
