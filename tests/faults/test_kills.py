"""A run killed at any moment costs nothing: after the next the store is as if nobody had disturbed it.

`make kill-test KILLS=300` does the same with more kinds of files and many more kills.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.faults import inboxes
from tests.faults.killing import Runner, Scenario

KILLS = 12


def test_what_a_killed_run_leaves_the_next_makes_good(tmp_path: Path) -> None:
    random = Random(4)
    killed: list[str] = []
    with Runner() as runner:
        scenario = Scenario(runner, "few", inboxes.few(tmp_path / "inbox"), tmp_path)
        while len(killed) < KILLS:
            done = scenario.round(random, most_kills=4)
            assert done.wrong == (), done.killed_at
            killed += done.killed_at
    assert len(set(killed)) >= 4
