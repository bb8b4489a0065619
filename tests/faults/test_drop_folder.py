"""Two hundred files copied at once into a watched folder, slowly and with interruptions: none lost, none taken twice.

The clock is the test's own, and so is the copying: every tick a few files grow, end, pause, are renamed, replaced,
deleted or begun anew. What is taken is stored as a run stores it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from flows import ingestion, watching
from flows.isolation import ReadingProcesses
from flows.progress import Progress
from flows.run import Command, carry_out
from flows.run_options import RunOptions, RunReport
from flows.steps import StepRunner
from flows.watching import Watching
from models.errors import StoreError
from store.query import query

FILES = 200
SECONDS = 5.0
WAYS = ("in place", ".part", ".crdownload", ".filepart", "rsync", "~$")


def content(name: str, version: int = 1) -> bytes:
    """Bytes of no contract, so that storing them is quick; like a PDF, they end with its mark, and only once."""
    return f"{name} version {version}\n".encode() * 40 + b"%%EOF\n"


class Copying:
    """One file on its way; every `step` moves it a little, and returns whether there is more to do."""

    def __init__(self, folder: Path, number: int, random: Random) -> None:
        self.random = random
        self.way = WAYS[number % len(WAYS)]
        self.target = folder / f"{number:03}.pdf"
        self.wanted = content(self.target.name)
        self.moves = self._moves(number)

    def step(self) -> bool:
        return next(self.moves, None) is not None

    def _moves(self, number: int) -> Iterator[str]:
        yield from self._waits(6)
        if number % 7 == 0:  # the copy breaks off, and is begun anew
            self._unfinished.write_bytes(self.wanted[:100])
            yield "broken off"
            yield from self._waits(3)
        yield from self._copied(self.wanted)
        if number % 5 == 0:  # replaced, by a rename in one go or by writing over it
            yield from self._waits(8)
            self.wanted = content(self.target.name, 2)
            if number % 2:
                yield from self._copied(self.wanted)
            else:
                other = self.target.with_name(f".{self.target.name}.Ab12Cd")
                other.write_bytes(self.wanted)
                other.replace(self.target)
                yield "renamed over it"
        if number % 11 == 0:  # taken away, and put back under the same name
            self.target.unlink()
            yield "deleted"
            yield from self._copied(self.wanted)

    @property
    def _unfinished(self) -> Path:
        name = self.target.name
        match self.way:
            case "in place":
                return self.target
            case "rsync":
                return self.target.with_name(f".{name}.q1W2e3")
            case "~$":
                return self.target.with_name(f"~${name}")
            case suffix:
                return self.target.with_name(name + suffix)

    def _copied(self, whole: bytes) -> Iterator[str]:
        self._unfinished.write_bytes(b"")
        while (size := self._unfinished.stat().st_size) < len(whole):
            with self._unfinished.open("ab") as file:
                file.write(whole[size : size + self.random.randint(100, 600)])
            yield "written"
            yield from self._waits(2)
        if self._unfinished != self.target:
            self._unfinished.rename(self.target)
        yield "whole"

    def _waits(self, most: int) -> Iterator[str]:
        for _ in range(self.random.randint(0, most)):
            yield "waiting"


class KeptRunning(ReadingProcesses):
    """Reading processes that several runs share, since starting them takes longer than all that is read here."""

    def __exit__(self, *_: object) -> None:
        return


@pytest.fixture
def kept_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    processes = KeptRunning(workers=1, seconds_per_document=60)
    monkeypatch.setattr(ingestion, "ReadingProcesses", lambda *_: processes)
    yield
    ReadingProcesses.__exit__(processes, None, None, None)


@pytest.mark.usefixtures("kept_running")
def test_a_slow_interrupted_copy_of_two_hundred_files(tmp_path: Path) -> None:
    random = Random(1)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "notes.txt").write_text("not a contract")
    (inbox / "abandoned.pdf.part").write_bytes(b"an upload that nobody ends")
    options = RunOptions(database=tmp_path / "contracts.duckdb", workers=1)
    read: Counter[str] = Counter()
    said: list[str] = []
    copies = [Copying(inbox, number, random) for number in range(FILES)]

    def take(files: tuple[Path, ...]) -> RunReport:
        if random.random() < 0.2:
            raise StoreError("contracts.duckdb is being written by another process.")
        for file in files:
            if random.random() < 0.02:  # replaced between the look and the reading
                file.write_bytes(content(file.name, 3))
                copies[int(file.stem)].wanted = content(file.name, 3)
        report = carry_out(Command.INGEST, files, options, StepRunner(), Progress())
        assert report.ingest is not None
        read.update(Path(trouble.path).name for trouble in report.ingest.troubles)
        return report

    now, busy = 0.0, list(copies)
    watch = Watching(inbox, SECONDS, take, lambda _report: None, said.append)
    while busy:
        busy = [copy for copy in busy if random.random() < 0.5 or copy.step()]
        now += SECONDS / 2
        watch.look(now)
        if len(busy) == FILES // 2:  # stopped, and started anew later: what came meanwhile is there
            busy = [copy for copy in busy if copy.step()]
            watch = Watching(inbox, SECONDS, take, lambda _report: None, said.append)
    for _ in range(60):
        now += SECONDS
        watch.look(now)

    assert {path.name for path in inbox.iterdir()} == {
        *("notes.txt", "abandoned.pdf.part"),
        *(copy.target.name for copy in copies),
    }
    current = query(options.database, "select file_name, document_id from documents where superseded_by is null").rows
    assert set(current) == {(c.target.name, hashlib.sha256(c.wanted).hexdigest()) for c in copies}
    assert len(current) == FILES
    versions = {hashlib.sha256(content(f"{n:03}.pdf", v)).hexdigest() for n in range(FILES) for v in (1, 2, 3)}
    stored = query(options.database, "select document_id from documents").rows
    assert {document_id for (document_id,) in stored} <= versions  # nothing half written was ever taken
    assert read.total() == len(stored)  # and nothing was read twice
    assert sum("notes.txt: not taken: not a PDF" in line for line in said) >= 1
    assert sum("abandoned.pdf.part: not taken: an upload that has not ended" in line for line in said) >= 1
    assert watching.PATIENCE_SECONDS < 60 * SECONDS
