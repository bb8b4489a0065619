"""A run over files that have not changed since the one before: `make bench-unchanged`.

`python -m tests.bench.unchanged [FILES]` draws that many invented contracts, 10,000 if not told, each with bytes of its
own. One is read; of the others the same is stored, under their own names, as reading them all takes an hour. They are
checked, and then further runs over the same files are measured, and one with a new file among them. Each is a process
of its own, with its start counted.

`python -m tests.bench.unchanged --read FILES` reads all of them, and says what memory the process that writes held
after a tenth of the time and at the end.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Final

from extractors.extraction import extract
from extractors.reading.options import ReadingOptions
from flows.discovery import sha256
from flows.file_look import look_of
from models.contract import Extraction
from store.writer import Store
from tests.flows.drawn import LEASE, pdf

ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = "import sys; sys.argv[0] = 'starkcheck'; from flows.command_line import main; main()"
_LOOK_SECONDS: Final = 2.0
_WITH_EACH_OTHER: Final = 5


def _name(index: int) -> str:
    """A name unlike the others', but for those few with each other: names that are alike are taken for one's."""
    digest = hashlib.sha256(str(index // _WITH_EACH_OTHER).encode()).hexdigest()
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest[:9]).title()


def draw(inbox: Path, number: int) -> None:
    """One lease after the other between others, a hundred to a folder."""
    for index in range(number):
        folder = inbox / f"{index // 100:04}"
        folder.mkdir(parents=True, exist_ok=True)
        lines = [line.replace("Whinfell Hill", _name(index)) for line in LEASE]
        (folder / f"{index:06}.pdf").write_bytes(pdf(*lines, f"Contract number {index}."))


def measured(*words: str | Path) -> tuple[float, float, list[float]]:
    """The wall and CPU seconds of a command, and megabytes that its main process held, looked at now and then."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    held: list[float] = []
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, *map(str, words)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        while True:
            try:
                code = running.wait(_LOOK_SECONDS)
                break
            except subprocess.TimeoutExpired:
                pages = int(Path(f"/proc/{running.pid}/statm").read_text().split()[1])
                held.append(pages * resource.getpagesize() / 1024 / 1024)
    assert code == 0, f"exit code {code}"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, cpu, held


def fill(inbox: Path, database: Path) -> None:
    """Store what reading would: of files as like as these, only names and numbers differ."""
    files = sorted(inbox.rglob("*.pdf"))
    read = extract(files[0], ReadingOptions()).model_dump_json()
    first = sha256(files[0])
    with Store.open(database) as store:
        run_id = store.begin_run("ingest", date(2026, 1, 31))
        for index, path in enumerate(files):
            own = read.replace(str(files[0]), str(path)).replace(files[0].name, path.name)
            digest = sha256(path)
            own = own.replace(first, digest).replace(first[:16], digest[:16])
            own = own.replace(_name(0), _name(index))
            store.write(Extraction.model_validate_json(own), run_id, look_of(path))
        store.finish_run(run_id)
        store.publish()


def main(number: int = 10_000, *, reads: bool = False) -> None:
    """Draw, run, and run again."""
    with tempfile.TemporaryDirectory(prefix="starkcheck-unchanged-") as name:
        inbox, database = Path(name, "inbox"), Path(name, "contracts.duckdb")
        draw(inbox, number)
        time.sleep(_LOOK_SECONDS * 2)  # a file just written is read to the last byte
        if not reads:
            fill(inbox, database)
        wall, cpu, held = measured("run", inbox, "--db", database, "--quiet")
        early, late, most = (held[len(held) // 10], held[-1], max(held)) if held else (0, 0, 0)
        print(f"first run over {number:,} files: {wall:.1f} s, {cpu:.1f} CPU-seconds", flush=True)
        print(f"memory of the process that writes: {early:.0f} MB, later {late:.0f}, at most {most:.0f}", flush=True)
        print(f"database: {database.stat().st_size / 1e6:.0f} MB", flush=True)
        for words in (("run", "--quiet"), ("run",), ("run", "--quiet"), ("run",), ("ingest", "--quiet")):
            wall, cpu, _ = measured(words[0], inbox, "--db", database, *words[1:])
            print(f"{' '.join(words)} over the same, unchanged: {wall:.1f} s, {cpu:.1f} CPU-seconds", flush=True)
        (inbox / "new.pdf").write_bytes(pdf(*LEASE, "One more."))
        wall, cpu, _ = measured("ingest", inbox, "--db", database, "--quiet")
        print(f"ingest with one new file: {wall:.1f} s, {cpu:.1f} CPU-seconds", flush=True)


if __name__ == "__main__":
    main(*[int(word) for word in sys.argv[1:] if word != "--read"], reads="--read" in sys.argv)
