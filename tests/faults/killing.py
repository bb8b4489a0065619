"""Runs killed at random moments, and what the store holds after the next run, beside one that nobody disturbed."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random
from types import TracebackType
from typing import IO, Final, NamedTuple, Self, cast

from store.audit_verification import verify
from tests.faults.places import Place

ROOT: Final = Path(__file__).parents[2]
LONGEST_SECONDS: Final = 600.0
SHORTEST_SECONDS: Final = 0.03


class Mark(NamedTuple):
    """What a run came to, and how many seconds after the mark before."""

    name: str
    seconds: float


class Moment(NamedTuple):
    """When to kill: so many seconds after the mark of that position; `group` takes the reading processes with it."""

    mark: int
    seconds: float
    group: bool


class Runner:
    """The preloaded process; runs one thing at a time."""

    def __enter__(self) -> Self:
        """Start it."""
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.preloaded"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._rest = b""
        assert self._hear() == "ready"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            cast(IO[bytes], pipe).close()

    def run(self, inbox: Path, address: str, moment: Moment | None = None, workers: int = 1) -> list[Mark]:
        """One run, killed at the moment if it lasts until then; what it came to before it ended."""
        words = cast(IO[bytes], self._process.stdin)
        words.write(f"{inbox}\t{address}\t{workers}\n".encode())
        words.flush()
        process = int(self._hear().removeprefix("pid "))
        marks: list[Mark] = []
        due: float | None = None
        while True:
            before = time.monotonic()
            if moment is not None and moment.mark == len(marks):
                due = before + moment.seconds
            said = self._hear(LONGEST_SECONDS if due is None else due - before)
            if not said:
                assert moment is not None, "a run has hung"
                assert due is not None, "a run has hung"
                kill = os.killpg if moment.group else os.kill
                with suppress(ProcessLookupError):
                    kill(process, signal.SIGKILL)
                due, moment = None, None
                continue
            marks.append(Mark(said, time.monotonic() - before))
            if said.startswith("ended"):
                return marks

    def _hear(self, seconds: float = LONGEST_SECONDS) -> str:
        """The next line; empty when none comes in time."""
        pipe = cast(IO[bytes], self._process.stdout).fileno()
        until = time.monotonic() + seconds
        while b"\n" not in self._rest:
            ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                return ""
            came = os.read(pipe, 65536)
            assert came, "the preloaded process has ended"
            self._rest += came
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()


def moment_of(random: Random, marks: list[Mark]) -> Moment:
    """A moment of a run that goes as this one did: every kind of work as likely as another, however short it is."""
    kind = random.choice(sorted({mark.name for mark in marks}))
    position = random.choice([number for number, mark in enumerate(marks) if mark.name == kind])
    return Moment(position, random.uniform(0, max(marks[position].seconds, SHORTEST_SECONDS)), random.random() < 0.5)


class Round(NamedTuple):
    """A few kills, the run after them, and what was wrong then; nothing, if all is well."""

    killed_at: tuple[str, ...]
    wrong: tuple[str, ...]


class Scenario:
    """An inbox, the store that a run meets, and what it holds after a run that nobody disturbed."""

    def __init__(self, runner: Runner, name: str, inbox: Path, place: Place, earlier: str | None = None) -> None:
        """`earlier` names the state of the place that the run is to go on from; none is there without it."""
        self.name = name
        self._place = place
        self._runner, self._inbox, self._earlier = runner, inbox, earlier
        place.go_back(earlier)
        self._marks = runner.run(inbox, place.address)
        assert self._marks[-1].name == "ended 0"
        self._wanted = place.contents()

    def round(self, random: Random, most_kills: int) -> Round:
        """Start over, kill a run and perhaps those after it, and let the last one end."""
        self._place.go_back(self._earlier)
        killed_at = []
        for _ in range(random.randint(1, most_kills)):
            marks = self._runner.run(self._inbox, self._place.address, moment_of(random, self._marks))
            if marks[-1].name == "ended -9":
                killed_at.append(marks[-2].name if len(marks) > 1 else "opening")
        last = self._runner.run(self._inbox, self._place.address)[-1].name
        wrong = [] if last == "ended 0" else [f"the last run {last}"]
        found = self._place.contents()
        for table in sorted(self._wanted | found):
            wanted, here = Counter(map(repr, self._wanted[table])), Counter(map(repr, found[table]))
            if wanted != here:
                wrong.append(f"{table}: {(wanted - here).total()} rows lost, {(here - wanted).total()} too many")
        wrong += [f"left behind: {name}" for name in sorted(self._place.left_behind())]
        fault = verify(self._place.database).fault
        if fault is not None:
            wrong.append(f"the audit log: {fault}")
        return Round(tuple(killed_at), tuple(wrong))
