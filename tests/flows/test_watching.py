"""The watch, from a dropped file to its findings, and through trouble that passes. The clock is the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.discovery import MissingInputError
from flows.prefect_server import ServerUnreachableError
from flows.run_options import IngestReport, RunReport
from flows.watching import PATIENCE_SECONDS, Watching
from models.errors import StoreError
from tests.flows.drawn import LEASE, pdf, write


class Person:
    """Takes files, fails as told, and hears what is said."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.taken: list[str] = []
        self.shown: list[RunReport] = []
        self.said: list[str] = []

    def take(self, files: tuple[Path, ...]) -> RunReport:
        if self.errors:
            raise self.errors.pop(0)
        self.taken += [file.name for file in files]
        return RunReport(ingest=IngestReport(run_id="1"))

    def watching(self, folder: Path) -> Watching:
        return Watching(folder, 5.0, self.take, self.shown.append, self.said.append)


def test_a_dropped_file_is_taken_and_shown_once(tmp_path: Path) -> None:
    person = Person()
    watching = person.watching(tmp_path)
    write(tmp_path, lease=pdf(*LEASE))
    write(tmp_path, half=pdf(*LEASE)[:300])
    for now in (0, 5, 10):
        watching.look(now)
    assert (person.taken, len(person.shown), person.said) == (["lease.pdf"], 1, [])
    watching.look(PATIENCE_SECONDS)
    assert person.taken == ["lease.pdf", "half.pdf"]


def test_trouble_that_passes_is_said_once_and_loses_nothing(tmp_path: Path) -> None:
    busy, away = StoreError("x.duckdb is being written."), ServerUnreachableError("No server.")
    person = Person(busy, busy, away)
    watching = person.watching(tmp_path)
    write(tmp_path, lease=pdf(*LEASE))
    for now in (0, 5, 10, 15, 20, 25):
        watching.look(now)
    assert person.taken == ["lease.pdf"]
    assert person.said == [
        "x.duckdb is being written. The files are tried again.",
        "No server. The files are tried again.",
    ]


def test_a_folder_that_goes_away_is_said_once_and_awaited(tmp_path: Path) -> None:
    person = Person()
    folder = write(tmp_path / "inbox", lease=pdf(*LEASE))
    watching = person.watching(folder)
    watching.look(0)
    folder.rename(tmp_path / "away")
    watching.look(5)
    watching.look(10)
    (tmp_path / "away").rename(folder)
    watching.look(15)
    watching.look(20)
    assert person.taken == ["lease.pdf"]
    away = f"{folder} cannot be listed (No such file or directory); looking again."
    assert person.said == [away, f"{folder} is there again."]
    folder.rename(tmp_path / "away")
    watching.look(25)
    (tmp_path / "away").rename(folder)
    watching.look(30)
    assert person.said == [away, f"{folder} is there again."] * 2
    assert person.taken == ["lease.pdf"]


def test_a_bug_of_ours_is_not_hidden(tmp_path: Path) -> None:
    watching = Person(KeyError("a bug")).watching(write(tmp_path, lease=pdf(*LEASE)))
    watching.look(0)
    with pytest.raises(KeyError):
        watching.look(5)


def test_there_must_be_a_folder_to_watch(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="is not a folder"):
        Person().watching(tmp_path / "inbox")
