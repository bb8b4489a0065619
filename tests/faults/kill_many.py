"""Runs killed a few hundred times, and what the next makes of it beside one undisturbed: `make kill-test KILLS=300`.

`python -m tests.faults.kill_many [KILLS] [SEED]` kills with SIGKILL, with and without the reading processes, in all
that a run does: in reading, in character recognition, in transactions, while the snapshot is handed out. It prints what
was lost or doubled, and ends with exit code 1 if anything was.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.faults import inboxes
from tests.faults.killing import Runner, Scenario

SEED = 20260131
MOST_KILLS_IN_A_ROW = 3
ROUNDS_BETWEEN_WORDS = 10


def main(kills: int = 300, seed: int = SEED) -> int:
    """So many kills; returns the exit code."""
    began = time.monotonic()
    random = Random(seed)
    killed: Counter[str] = Counter()
    rounds = bad = 0
    with tempfile.TemporaryDirectory(prefix="starkcheck-kills-") as name, Runner() as runner:
        # The second drop is the first inbox, changed: the store names its files by their paths.
        folder, inbox = Path(name), Path(name) / "inbox"
        first = Scenario(runner, "first drop", inboxes.first_drop(folder / "first"), folder)
        base = Scenario(runner, "base", inboxes.first_drop(inbox), folder)
        earlier = base.undisturbed.parent
        second = Scenario(runner, "second drop", inboxes.second_drop(inbox), folder, earlier)
        scanned = Scenario(runner, "scan", inboxes.scan(inboxes.emptied(folder / "scans")), folder, earlier)
        while killed.total() < kills:
            scenario = random.choices([first, second, scanned], weights=[5, 4, 1])[0]
            done = scenario.round(random, MOST_KILLS_IN_A_ROW)
            rounds += 1
            killed.update(f"{scenario.name}, {mark}" for mark in done.killed_at)
            bad += bool(done.wrong)
            for each in done.wrong:
                print(f"{scenario.name}, killed at {', '.join(done.killed_at)}: {each}", flush=True)
            if rounds % ROUNDS_BETWEEN_WORDS == 0:
                print(f"{killed.total()} kills, {rounds} rounds, {bad} of them wrong", flush=True)
    for where, count in sorted(killed.items()):
        print(f"{count:5} {where}")
    print(
        f"{killed.total()} kills (seed {seed}) in {rounds} rounds, each ended by one run undisturbed: "
        f"{bad} rounds left a store unlike that of an undisturbed run. {time.monotonic() - began:.0f} seconds."
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
