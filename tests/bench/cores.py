"""What a second core adds to `starkcheck ingest`: the same files on one core and on two, by turns: `make bench-cores`.

`python -m tests.bench.cores [FOLDER] [--rounds N]` reads the PDFs of a folder, or drawn contracts, with one reading
process tied to one core and then with two on two cores, so many times, into a new database each time. Printed are
each round and the medians. Other work on the machine lengthens both; what counts is the ratio, and that the second core
was not idle: `idle` are the seconds for which the cores in use had nothing to do.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from store.query import query
from tests.bench.memory import COMMAND
from tests.bench.speed import REPOSITORY, cost_of

_COPIES: Final = 4


class Measured(NamedTuple):
    """What reading all files took on so many cores, in seconds, and for how long those cores were idle meanwhile."""

    cores: int
    wall: float
    cpu: float
    idle: float
    pages: int


def main(folder: Path | None, rounds: int) -> int:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory(prefix="starkcheck-bench-") as name:
        scratch = Path(name)
        inbox = scratch / "inbox"
        inbox.mkdir()
        copies = 1
        if folder is None:
            folder, copies = scratch / "drawn", _COPIES
            subprocess.run([sys.executable, "-m", "fixtures", str(folder), "--pdf-only"], check=True, cwd=REPOSITORY)
        for path in sorted(folder.glob("*.pdf")):
            for copy in range(copies):
                (inbox / f"{copy}_{path.name}").write_bytes(path.read_bytes() + b"\n" * copy)
        print(f"{'cores':>5}{'wall, s':>10}{'CPU, s':>10}{'idle, s':>10}{'pages/s':>10}{'pages/CPU-s':>13}")
        one: list[Measured] = []
        two: list[Measured] = []
        for number in range(rounds):
            for cores, measured in ((1, one), (2, two)):
                measured.append(_measure(inbox, scratch / f"{number}_{cores}.duckdb", cores))
                _say(measured[-1])
        walls = [median(each.wall for each in measured) for measured in (one, two)]
        print(f"medians: {walls[0]:.1f} s and {walls[1]:.1f} s; two cores are {walls[0] / walls[1]:.2f} times one")
    return 0


def _measure(inbox: Path, database: Path, cores: int) -> Measured:
    used = sorted(os.sched_getaffinity(0))[:cores]
    before = _idle(used)
    cost = cost_of(
        *("taskset", "-c", ",".join(map(str, used)), sys.executable, "-c", COMMAND),
        *("ingest", inbox, "--db", database, "--workers", str(cores), "--quiet"),
    )
    idle = _idle(used) - before
    ((pages,),) = query(database, "select coalesce(sum(page_count), 0)::int from documents").rows
    return Measured(cores, cost.wall_seconds, cost.cpu_seconds, idle, int(str(pages)))


def _say(each: Measured) -> None:
    print(
        f"{each.cores:5}{each.wall:10.1f}{each.cpu:10.1f}{each.idle:10.1f}{each.pages / each.wall:10.1f}"
        f"{each.pages / each.cpu:13.1f}",
        flush=True,
    )


def _idle(cores: Sequence[int]) -> float:
    """Seconds for which these cores had nothing to do, since the machine was started."""
    lines = (line.split() for line in Path("/proc/stat").read_text().splitlines())
    ticks = sum(int(words[4]) for words in lines if words[0] in {f"cpu{core}" for core in cores})
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--rounds", type=int, default=3)
    told = asked.parse_args()
    sys.exit(main(told.folder, told.rounds))
