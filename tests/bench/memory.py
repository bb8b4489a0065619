"""What memory a long run holds, process by process, from its beginning to its end: `make bench-memory`.

`python -m tests.bench.memory [FOLDER] [--documents N] [--workers N]` takes the PDFs of a folder, or contracts drawn
anew, so many times with other bytes at their ends that there are N to read, first those with a text layer and then
scans, each kind in a run of its own. Every second it looks at what each process of `starkcheck ingest` holds. Printed
are the most that a process ever held, and by how much it grew over a thousand documents from the first fifth on, along
a straight line laid through all that was seen: the process that writes by itself, those that read together, since one
takes the place of another after some documents.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from statistics import linear_regression, median
from typing import Final, NamedTuple

from tests.bench.speed import parts_of

ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = "import sys; sys.argv[0] = 'starkcheck'; from flows.command_line import main; main()"
_LOOK_SECONDS: Final = 1.0
_WARM: Final = 0.2
_FEWEST: Final = 500
"""Of fewer documents no growth is told: it would be that of a beginning."""
_MEGABYTE: Final = 1024
_LEAST_OF_A_READER: Final = 60.0
"""Less is held only by the small process that Python keeps to tidy up after others."""


class Held(NamedTuple):
    """What a process holds, and the most that it ever held, in megabytes."""

    now: float
    most: float


class Look(NamedTuple):
    """What processes held at a moment, in megabytes; `most` is the most that one of those that read ever held."""

    seconds: float
    writer: float
    readers: tuple[float, ...]
    most: float


def main(folder: Path | None, documents: int, workers: int) -> int:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory(prefix="starkcheck-bench-") as name:
        scratch = Path(name)
        if folder is None:
            folder = scratch / "drawn"
            subprocess.run([sys.executable, "-m", "fixtures", str(folder), "--pdf-only"], check=True, cwd=ROOT)
        print("              documents  writer, most  per 1,000  reader, most  median  per 1,000")
        for kind, part in parts_of(folder, scratch):
            number = documents if kind == "native" else max(1, documents // 20)
            inbox = scratch / f"{kind} inbox"
            fill(inbox, sorted(part.iterdir()), number)
            looks = list(run(inbox, scratch / f"{kind}.duckdb", workers))
            say(kind, number, looks)
    return 0


def fill(inbox: Path, files: Sequence[Path], number: int) -> None:
    """So many files, no two with the same bytes."""
    inbox.mkdir()
    again = (path for _ in count() for path in files)
    for position, path in enumerate(islice(again, number)):
        (inbox / f"{position:06}.pdf").write_bytes(path.read_bytes() + f"\n% copy {position}\n".encode())


def run(inbox: Path, database: Path, workers: int) -> Iterator[Look]:
    """Read the files, looking every second."""
    words = ("ingest", inbox, "--db", database, "--workers", workers, "--quiet")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, *map(str, words)], env=environment, stdout=subprocess.DEVNULL
    ) as running:
        while True:
            try:
                code = running.wait(_LOOK_SECONDS)
                break
            except subprocess.TimeoutExpired:
                held = [each for child in _children(running.pid) if (each := _held(child)) is not None]
                readers = [each for each in held if each.now > _LEAST_OF_A_READER]
                writer = _held(running.pid)
                if writer is not None:
                    most = max((each.most for each in readers), default=0.0)
                    yield Look(time.monotonic() - began, writer.now, tuple(each.now for each in readers), most)
        assert code == 0, f"exit code {code}"


def say(kind: str, documents: int, looks: Sequence[Look]) -> None:
    """A line of the table; documents are taken to be read evenly over the time."""
    whole = looks[-1].seconds
    warm = [look for look in looks if look.seconds > _WARM * whole]
    read = [documents * look.seconds / whole / 1000 for look in warm]
    of_readers = [(at, held) for at, look in zip(read, warm, strict=True) for held in look.readers]
    writer = readers = "-"
    if documents >= _FEWEST:
        writer = f"{linear_regression(read, [look.writer for look in warm]).slope:.1f} MB"
        readers = f"{linear_regression(*zip(*of_readers, strict=True)).slope:.1f} MB"
    print(
        f"{kind:10}{documents:13,}{max(look.writer for look in looks):11.0f} MB{writer:>11}"
        f"{max(look.most for look in looks):11.0f} MB{median(held for _, held in of_readers):5.0f} MB{readers:>11}",
        flush=True,
    )


def _children(process: int) -> list[int]:
    """Those that any of its threads started."""
    found: list[int] = []
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, listed.read_text().split())
    return found


def _held(process: int) -> Held | None:
    """What a process holds and the most it ever held, in megabytes; None when it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
        told = dict(line.split(":", 1) for line in status.splitlines())
        return Held(*(int(told[name].split()[0]) / _MEGABYTE for name in ("VmRSS", "VmHWM")))
    except (OSError, KeyError):
        return None


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--documents", type=int, default=2000)
    asked.add_argument("--workers", type=int, default=2)
    told = asked.parse_args()
    sys.exit(main(told.folder, told.documents, told.workers))
