"""Another program beside ours: a Python process that does what a test tells it, and waits for the next word."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

ROOT = Path(__file__).parents[2]


class OtherProcess:
    """A running script that prints a line for each line it is given."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def hear(self) -> str:
        """Its next line; empty when it has ended."""
        return cast(IO[str], self.process.stdout).readline().strip()

    def tell(self, line: str) -> str:
        """Its answer to a line."""
        words = cast(IO[str], self.process.stdin)
        words.write(f"{line}\n")
        words.flush()
        return self.hear()


@contextmanager
def running(script: str, *arguments: str | Path) -> Iterator[OtherProcess]:
    """A script in a process of its own, ended at the latest on leaving."""
    with subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield OtherProcess(process)
        finally:
            process.kill()
