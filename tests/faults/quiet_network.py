"""Runs a command of starkcheck and writes down, in this process and all that come of it, who is spoken to by network.

An audit hook is told of every connection and every look-up of a name, by whatever library. It is put into each process
by `sitecustomize`, which Python imports when it starts: the folder of that file is in PYTHONPATH.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

LOG: Final = "NETWORK_LOG"
LOOK_UPS: Final = ("socket.getaddrinfo", "socket.gethostbyname")
"""Of these the name alone is written down, and no port."""
EVENTS: Final = ("socket.connect", *LOOK_UPS, "socket.sendto")
SITE_CUSTOMIZE: Final = f"""
import os, sys

def told(event, arguments):
    if event in {("started", *EVENTS)!r}:
        named = arguments[0] if event in {LOOK_UPS!r} else arguments[1]
        line = f"{{event}}\\t{{os.getpid()}}\\t{{named!r}}\\n".encode(errors="replace")
        where = os.open(os.environ[{LOG!r}], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(where, line)
        os.close(where)

sys.addaudithook(told)
told("started", (b"", b""))
"""


def environment(folder: Path) -> dict[str, str]:
    """What a process needs in its environment to be listened to; `folder` gets the hook and the log."""
    (folder / "sitecustomize.py").write_text(SITE_CUSTOMIZE)
    root = str(Path(__file__).parents[2])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return kept | {"PYTHONPATH": os.pathsep.join([str(folder), root]), LOG: str(folder / "network.log")}


def told(folder: Path) -> tuple[set[str], set[str]]:
    """The processes that were listened to, and whom they spoke to; sockets of this machine's own files aside."""
    processes, spoken = set(), set()
    for line in (folder / "network.log").read_text().splitlines():
        event, process, whom = line.split("\t")
        processes.add(process)
        if event != "started" and not whom.startswith(("'/", "b'/", "'\\x00", "b'\\x00", "''")):
            spoken.add(f"{event} {whom}")
    return processes, spoken


COMMAND: Final = [sys.executable, "-c", "from flows.command_line import main; main()"]
