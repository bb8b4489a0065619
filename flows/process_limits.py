"""What a reading process does to itself: ends when it takes too much memory, or when nobody waits for it any more."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

OUT_OF_MEMORY_EXIT = 86
ORPHANED_EXIT = 87
SECONDS_BETWEEN_LOOKS = 0.05
_MEGABYTE = 1024 * 1024
# As in the C library's malloc.h.
_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
# The C library allows no more.
_LARGE_BLOCK = 32 * _MEGABYTE
_MOST_KEPT = 256 * _MEGABYTE


def begin_watch(megabytes: int) -> None:
    """Watch this process from a thread of its own, until it ends; `megabytes` of memory in use are its limit."""
    _be_the_first_to_go()
    parent = multiprocessing.parent_process()
    whom = os.getppid() if parent is None else parent.pid
    threading.Thread(target=_watch, args=(megabytes, whom), name="memory watch", daemon=True).start()


def megabytes_in_use() -> float:
    """Memory of this process that the machine really holds, files mapped into it among it."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / _MEGABYTE
    except OSError:
        # The most it ever held: no less right, for it is ended when that passes the limit.
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / _MEGABYTE if sys.platform == "darwin" else most / 1024


def give_memory_back() -> None:
    """Give the system back what reading a document has left free: a process holds no more after a thousand of them."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library knows no such thing
            ctypes.CDLL(None).malloc_trim(0)


def keep_memory_between_steps() -> None:
    """Have the C library keep what one step gave back for the next, until the document is read, from now on.

    Each page is a picture in half a dozen steps. Asked back from the system for every one of them, its memory is
    cleared anew each time, which took a twelfth of the time; holes that are left go back with `give_memory_back`.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library knows no such thing
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, _LARGE_BLOCK)
            library.mallopt(_TRIM_THRESHOLD, _MOST_KEPT)


def _watch(megabytes: int, parent: int | None) -> None:
    while True:
        if megabytes_in_use() > megabytes:
            # At once, without a word to native code that may be in the middle of anything.
            os._exit(OUT_OF_MEMORY_EXIT)
        if os.getppid() != parent:
            os._exit(ORPHANED_EXIT)
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _be_the_first_to_go() -> None:
    """When the whole machine runs short, Linux ends one process: it should be this one, not the one that writes."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    except OSError:
        return  # another system, or one that does not let us choose
