"""Runs a command under strace and tells whom it and all processes that come of it speak to by network.

Python's own audit hook (quiet_network.py) hears Python alone; the system is asked by native code as well, such as what
runs the models of character recognition.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pytest

REQUIRED: Final = "STARKCHECK_STRACE_REQUIRED"
"""Where this is set, the tests fail without strace instead of being skipped."""
_CALLS: Final = "execve,connect,sendto,sendmsg,sendmmsg"
_ADDRESS: Final = re.compile(r"sa_family=AF_INET6?\b[^}]*")


class Heard(NamedTuple):
    """The processes that were listened to, and the internet addresses that any of them named to the system."""

    processes: frozenset[str]
    addresses: frozenset[str]


def heard(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Heard:
    """Listen to a command that ends well, run in `folder`; skips the test where strace is not there or may not look."""
    log = folder / "system-calls.log"
    tracer = ("strace", "-f", "-qq", "--seccomp-bpf", "-e", f"trace={_CALLS}", "-e", "signal=none", "-o", str(log))
    if shutil.which("strace") is None:
        _without("strace is not installed (apt-get install strace).")
    tried = subprocess.run([*tracer, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        _without(f"strace may not look at processes here: {tried.stderr.strip()}")
    done = subprocess.run(
        [*tracer, *map(str, command)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = log.read_text(errors="replace").splitlines()
    return Heard(
        frozenset(line.split(maxsplit=1)[0] for line in lines),
        frozenset(found[0] for line in lines if (found := _ADDRESS.search(line))),
    )


def _without(message: str) -> None:
    (pytest.fail if os.environ.get(REQUIRED) else pytest.skip)(message)
