"""Pages per CPU-second of the whole way, beside pypdfium2 and pdfplumber reading the text alone: `make bench`.

Without a folder (`python -m tests.bench.speed [FOLDER] [--growth N ...]`) the contracts of fixtures/ are read.
All are measured in this same run on the same files, as processes of their own, with all that they start; files with a
text layer and scans apart. CPU seconds depend less on a busy machine than wall seconds do. The memory is that of the
largest process. `--growth` also tells what a document costs in folders of so many.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pypdfium2

STARKCHECK = Path(sys.executable).with_name("starkcheck")
REPOSITORY = Path(__file__).parents[2]


_FEWEST_CHARACTERS = 100


class Cost(NamedTuple):
    """What a command cost, its own processes included, the memory of the largest of them, and what it printed."""

    cpu_seconds: float
    wall_seconds: float
    megabytes: float
    printed: str


def cost_of(*command: str | Path) -> Cost:
    """Run a command from the repository. Raises CalledProcessError."""
    start = time.perf_counter()
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as process:
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024, printed)


def main(folder: Path | None, growth: Sequence[int]) -> int:
    """Measure and print a table for native files, one for scans, and one of folders that grow."""
    with tempfile.TemporaryDirectory() as scratch:
        drawn = Path(scratch, "contracts")
        cost_of(sys.executable, "-m", "fixtures", drawn, "--pdf-only")
        for name, part in parts_of(folder or drawn, Path(scratch)):
            _print_beside_others(name, part, Path(scratch, f"{name}.duckdb"))
        if growth:
            _print_growth(drawn, growth, Path(scratch))
    return 0


def parts_of(folder: Path, scratch: Path) -> Iterator[tuple[str, Path]]:
    """The files that have a text layer, and those that have none, in folders of their own."""
    for path in sorted(folder.rglob("*.pdf")):
        part = scratch / ("native" if _has_text(path) else "scanned")
        part.mkdir(exist_ok=True)
        shutil.copy2(path, part / f"{sha256(str(path).encode()).hexdigest()[:8]}-{path.name}")
    yield from ((name, scratch / name) for name in ("native", "scanned") if (scratch / name).exists())


def _has_text(path: Path) -> bool:
    """Whether half the pages or more bear text; a file that does not open is counted with those that do."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            written = [page.get_textpage().count_chars() > _FEWEST_CHARACTERS for page in document]
    except pypdfium2.PdfiumError:
        return True
    return bool(sum(written) * 2 >= len(written))


def _print_beside_others(name: str, folder: Path, database: Path) -> None:
    alone = [
        (label, cost_of(sys.executable, "-m", f"tests.bench.{module}", folder))
        for label, module in (("pypdfium2, text alone", "text_alone"), ("pdfplumber, text alone", "plumber_alone"))
    ]
    whole = cost_of(STARKCHECK, "run", folder, "--db", database, "--quiet")
    pages, contracts = _counts(database)
    print(f"{name}: {pages} pages, {contracts} contracts")
    print(f"{'':24}{'pages per CPU-second':>22}{'CPU seconds':>14}{'wall seconds':>14}{'memory peak, MB':>18}")
    for label, cost, count in (
        ("the whole way", whole, pages),
        *((one, cost, int(cost.printed)) for one, cost in alone),
    ):
        rate = count / cost.cpu_seconds
        print(f"{label:24}{rate:22.1f}{cost.cpu_seconds:14.1f}{cost.wall_seconds:14.1f}{cost.megabytes:18.0f}")


def _print_growth(drawn: Path, growth: Sequence[int], scratch: Path) -> None:
    """What a document costs among few and among many: copies of the smallest file, each made another by a comment."""
    content = min((path.read_bytes() for path in drawn.rglob("*.pdf")), key=len)
    print(f"{'documents':>24}{'CPU seconds':>22}{'ms a document':>14}{'memory peak, MB':>18}{'run again, s':>14}")
    for count in growth:
        folder = scratch / f"of-{count}"
        folder.mkdir()
        for number in range(count):
            (folder / f"{number:06}.pdf").write_bytes(content + f"\n% copy {number}\n".encode())
        command = (STARKCHECK, "run", folder, "--db", scratch / f"{count}.duckdb", "--quiet")
        first, again = cost_of(*command), cost_of(*command)
        each = 1000 * first.cpu_seconds / count
        print(f"{count:24}{first.cpu_seconds:22.1f}{each:14.1f}{first.megabytes:18.0f}{again.wall_seconds:14.1f}")
        shutil.rmtree(folder)


def _counts(database: Path) -> tuple[int, int]:
    from store.query import query

    sql = "select (select coalesce(sum(page_count), 0)::int from documents), (select count(*) from contracts)"
    ((pages, contracts),) = query(database, sql).rows
    return int(str(pages)), int(str(contracts))


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--growth", type=int, nargs="*", default=())
    told = asked.parse_args()
    sys.exit(main(told.folder, told.growth))
