"""The exception register of a large database, as a workbook, a page and CSV: `make bench-register`.

`python -m tests.bench.register [CONTRACTS...]` fills databases with that many invented contracts, 1,000, 10,000 and
100,000 if not told, as bench-checks does, and checks them. Then it writes the register in each form, in a process of
its own, so that its memory is its own. Neither filling nor checking is counted.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

from flows.checking import check_contracts
from flows.progress import Progress
from flows.reporting import write_report
from flows.steps import StepRunner
from reports.register import register
from store.writer import Store
from tests.bench.judging import AS_OF, SIZES, fill

_FORMS: Final = (".csv", ".xlsx", ".html")


class Written(NamedTuple):
    """What a register took, in seconds and megabytes, and its rows."""

    rows: int
    wall_seconds: float
    cpu_seconds: float
    megabytes: float
    file_megabytes: float


def check(database: Path, number: int) -> None:
    """Fill a database with that many contracts, and check them."""
    fill(database, number)
    with Store.open(database) as store:
        run_id = store.begin_run("check", AS_OF)
        report = check_contracts(store, run_id, AS_OF, StepRunner(), Progress())
        store.finish_run(run_id)
        store.publish()
    assert len(report.contract_ids) == number, report.faults


def write(database: Path, output: Path) -> Written:
    """Write the register, in the form that the file's ending names."""
    begun, before = time.monotonic(), time.process_time()
    report = write_report(lambda: register(database, AS_OF), output, replace=False)
    used, wall = time.process_time() - before, time.monotonic() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Written(len(report.blocks[0].rows), wall, used, most, output.stat().st_size / 1e6)


def main(sizes: list[int]) -> int:
    """Measure and print."""
    print("contracts  form   seconds  CPU-seconds        MB  MB file      rows")
    for number in sizes:
        with tempfile.TemporaryDirectory(prefix="starkcheck-bench-") as folder:
            database = Path(folder) / "contracts.duckdb"
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                pool.submit(check, database, number).result()
            for form in _FORMS:
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                    done = pool.submit(write, database, Path(folder) / f"register{form}").result()
                print(
                    f"{number:9,}  {form:5} {done.wall_seconds:8.1f} {done.cpu_seconds:12.1f} {done.megabytes:9.0f} "
                    f"{done.file_megabytes:8.1f} {done.rows:9,}",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    sys.exit(main([int(number) for number in sys.argv[1:]] or list(SIZES)))
