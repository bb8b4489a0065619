"""Work for a reading process that goes wrong in every way that reading a PDF can."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

from extractors.reading.options import ReadingOptions


def read_well(path: Path, _options: ReadingOptions) -> str:
    return path.name


def die_in_native_code(_path: Path, _options: ReadingOptions) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return "never"


def die_the_first_time(path: Path, _options: ReadingOptions) -> str:
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "read at the second try"


def be_killed(_path: Path, _options: ReadingOptions) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def take_all_memory(_path: Path, _options: ReadingOptions) -> str:
    taken = []
    while True:
        taken.append(b"x" * 1_000_000)


def leave(_path: Path, _options: ReadingOptions) -> str:
    os._exit(3)


def hang(_path: Path, _options: ReadingOptions) -> str:
    threading.Event().wait()
    return "never"


def say_so_and_hang(path: Path, options: ReadingOptions) -> str:
    with path.open("w"):  # a named pipe: opening it waits for the one who listens
        return hang(path, options)


def meet_a_bug(_path: Path, _options: ReadingOptions) -> str:
    raise KeyError("a bug of ours")


def lose_the_drive(_path: Path, _options: ReadingOptions) -> str:
    raise OSError(5, "Input/output error")


def time_out_as_a_drive_does(_path: Path, _options: ReadingOptions) -> str:
    raise TimeoutError(110, "Connection timed out")


def shout(_path: Path, _options: ReadingOptions) -> str:
    os.write(1, b"noise of a library")
    os.write(2, b"noise of a library")
    return "quiet"
