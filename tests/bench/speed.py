"""Pages per CPU-second of the whole way, beside pypdfium2 reading the text alone: `make bench`.

Without a folder (`python -m tests.bench.speed [FOLDER]`) the contracts of fixtures/ are drawn and read. Both are
measured in this same run, as processes of their own, with all that they start; CPU seconds depend less on a busy
machine than wall seconds do.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

STARKCHECK = Path(sys.executable).with_name("starkcheck")
REPOSITORY = Path(__file__).parents[2]


class Cost(NamedTuple):
    """What a command cost, its own processes included, and what it printed."""

    cpu_seconds: float
    wall_seconds: float
    printed: str


def cost_of(*command: str | Path) -> Cost:
    """Run a command from the repository. Raises CalledProcessError."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, end - start, done.stdout)


def main(folder: Path | None) -> int:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            folder = Path(scratch, "contracts")
            cost_of(sys.executable, "-m", "fixtures", folder, "--pdf-only")
        database = Path(scratch, "bench.duckdb")
        text = cost_of(sys.executable, "-m", "tests.bench.text_alone", folder)
        whole = cost_of(STARKCHECK, "run", folder, "--db", database, "--quiet")
        pages, contracts = _counts(database)
    print(f"{folder.name}: {pages} pages, {contracts} contracts")
    print(f"{'':24}{'pages per CPU-second':>22}{'CPU seconds':>14}{'wall seconds':>14}")
    for name, cost, count in (("the whole way", whole, pages), ("pypdfium2, text alone", text, int(text.printed))):
        print(f"{name:24}{count / cost.cpu_seconds:22.1f}{cost.cpu_seconds:14.1f}{cost.wall_seconds:14.1f}")
    return 0


def _counts(database: Path) -> tuple[int, int]:
    from store.query import query

    sql = "select (select coalesce(sum(page_count), 0)::int from documents), (select count(*) from contracts)"
    ((pages, contracts),) = query(database, sql).rows
    return int(str(pages)), int(str(contracts))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
