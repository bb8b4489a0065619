"""Runs killed a few hundred times, and what the next makes of it beside one undisturbed: `make kill-test KILLS=300`.

`python -m tests.faults.kill_many [KILLS] [--seed SEED] [--lake]` kills with SIGKILL, with and without the reading
processes, in all that a run does: in reading, in character recognition, in transactions, while the snapshot is handed
out; with `--lake` runs on a lake, whose PostgreSQL is started for it. It prints what was lost or doubled, and ends with
exit code 1 if anything was.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from random import Random

from tests.faults import inboxes
from tests.faults.killing import Runner, Scenario
from tests.faults.places import FilePlace, LakePlace, Place
from tests.postgres import running

SEED = 20260131
MOST_KILLS_IN_A_ROW = 3
ROUNDS_BETWEEN_WORDS = 10


def main(kills: int = 300, seed: int = SEED, *, lake: bool = False) -> int:
    """So many kills; returns the exit code."""
    began = time.monotonic()
    random = Random(seed)
    killed: Counter[str] = Counter()
    rounds = bad = 0
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="starkcheck-kills-")))
        place = _place(folder / "store", opened, lake=lake)
        runner = opened.enter_context(Runner())
        # The second drop is the first inbox, changed: the store names its files by their paths.
        inbox = folder / "inbox"
        first = Scenario(runner, "first drop", inboxes.first_drop(folder / "first"), place)
        Scenario(runner, "base", inboxes.first_drop(inbox), place)
        place.keep("base")
        second = Scenario(runner, "second drop", inboxes.second_drop(inbox), place, "base")
        scanned = Scenario(runner, "scan", inboxes.scan(inboxes.emptied(folder / "scans")), place, "base")
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


def _place(folder: Path, opened: ExitStack, *, lake: bool) -> Place:
    if not lake:
        return FilePlace(folder)
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    return LakePlace(folder, opened.enter_context(running()))


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("kills", type=int, nargs="?", default=300)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--lake", action="store_true")
    told = asked.parse_args()
    sys.exit(main(told.kills, told.seed, lake=told.lake))
