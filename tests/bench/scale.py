"""What a worker adds: the same files read into a lake by one worker and by two, each with a core: `make bench-scale`.

`python -m tests.bench.scale [FOLDER]` reads the PDFs of a folder, or contracts drawn anew, so many times with other
bytes at their ends that there is something to read. PostgreSQL is started for it and runs on the same machine; what it
takes is counted apart. All is measured in this same run.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from models.database import as_database
from store.query import query
from store.writer import Store
from tests.postgres import Postgres, running

REPOSITORY = Path(__file__).parents[2]
COPIES = 8
PARTS = 6
"""Into so many the files are dealt out: a worker that is done with one takes the next, so that both end together."""
WORKER = """
import sys
from contextlib import suppress
from pathlib import Path
from flows.parts import Part, read_part
from flows.run_options import RunOptions
from flows.steps import StepRunner
from models.database import as_database

address, folder, run_id, taken, of = sys.argv[1:]
for number in range(int(of)):
    with suppress(FileExistsError):
        Path(taken, str(number)).mkdir()
        part = Part(run_id=run_id, paths=(Path(folder),), number=number, of=int(of))
        read_part(part, RunOptions(database=as_database(address), workers=1), StepRunner())
"""


class Measured(NamedTuple):
    """What so many workers took, in seconds, and what they stored."""

    workers: int
    wall: float
    cpu: float
    server_cpu: float
    pages: int


def main(folder: Path | None) -> int:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory(prefix="starkcheck-bench-") as scratch, running() as server:
        os.environ["XDG_STATE_HOME"] = str(Path(scratch, "state"))
        inbox = _inbox(Path(scratch), folder)
        measured = [_measure(server, Path(scratch), inbox, workers) for workers in (1, 2)]
    one = measured[0]
    print(f"{one.pages} pages, read by each")
    print(
        f"{'workers':>8}{'wall':>9}{'CPU':>9}{'PostgreSQL CPU':>16}{'pages/s':>9}{'pages/CPU-s':>13}{'times one':>11}"
    )
    for each in measured:
        speed = each.pages / each.wall
        print(
            f"{each.workers:7}{each.wall:8.1f}{each.cpu:8.1f}{each.server_cpu:18.1f}{speed:9.1f}"
            f"{each.pages / (each.cpu + each.server_cpu):13.1f}{one.wall / each.wall:11.2f}"
        )
    return 0


def _measure(server: Postgres, scratch: Path, inbox: Path, workers: int) -> Measured:
    files = scratch / f"lake_{workers}"
    files.mkdir()
    address = server.address(files, f"lake_{workers}")
    with Store.open(as_database(address)) as store:
        run_id = store.begin_run("ingest", date(2026, 1, 31))
    before, of_server, start = resource.getrusage(resource.RUSAGE_CHILDREN), _cpu(server), time.perf_counter()
    cores = sorted(os.sched_getaffinity(0))
    taken = scratch / f"taken_by_{workers}"
    taken.mkdir()
    words = (address, str(inbox), run_id, str(taken), str(PARTS))
    _run_all(
        [("taskset", "-c", str(core), sys.executable, "-c", WORKER, *words) for core in islice(cycle(cores), workers)]
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    ((pages,),) = query(as_database(address), "select coalesce(sum(page_count), 0)::int from documents").rows
    return Measured(workers, wall, cpu, _cpu(server) - of_server, int(str(pages)))


def _run_all(commands: Sequence[Sequence[str]]) -> None:
    processes = [subprocess.Popen(command, cwd=REPOSITORY) for command in commands]
    for process in processes:
        if process.wait() != 0:
            raise RuntimeError("a worker failed; its words are above")


def _cpu(server: Postgres) -> float:
    """Seconds of all processes of the server, those that have ended included."""
    head = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    ticks = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(status.parent.name) == head:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == head:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _inbox(scratch: Path, folder: Path | None) -> Path:
    inbox = scratch / "inbox"
    inbox.mkdir()
    if folder is None:
        folder = scratch / "drawn"
        subprocess.run([sys.executable, "-m", "fixtures", str(folder), "--pdf-only"], check=True, cwd=REPOSITORY)
        copies = COPIES
    else:
        copies = 1
    for path in sorted(folder.glob("*.pdf")):
        for copy in range(copies):
            (inbox / f"{copy}_{path.name}").write_bytes(path.read_bytes() + b"\n" * copy)
    return inbox


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
