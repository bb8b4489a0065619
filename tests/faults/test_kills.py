"""A run killed at any moment costs nothing: after the next the store is as if nobody had disturbed it.

`make kill-test KILLS=300` does the same with more kinds of files and many more kills.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.faults import inboxes
from tests.faults.killing import Runner, Scenario
from tests.faults.places import FilePlace, LakePlace, Place
from tests.postgres import Postgres

KILLS = 12
KILLS_IN_A_LAKE = 5


def test_what_a_killed_run_leaves_the_next_makes_good(tmp_path: Path) -> None:
    assert len(set(killed_at(tmp_path, FilePlace(tmp_path / "store"), KILLS))) >= 4


def test_the_same_in_a_lake(tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "store" / "state"))
    assert len(set(killed_at(tmp_path, LakePlace(tmp_path / "store", postgres), KILLS_IN_A_LAKE))) >= 3


def killed_at(folder: Path, place: Place, kills: int) -> list[str]:
    """Where runs were killed, so many times; nothing of it shows afterwards."""
    random = Random(4)
    killed: list[str] = []
    with Runner() as runner:
        scenario = Scenario(runner, "few", inboxes.few(folder / "inbox"), place)
        while len(killed) < kills:
            done = scenario.round(random, most_kills=4)
            assert done.wrong == (), done.killed_at
            killed += done.killed_at
    return killed
