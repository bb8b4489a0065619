"""One writer at a time: a lock that goes with the process that holds it, however that process ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Final

from models.errors import StoreBusyError, StoreError
from store.clock import utc_now
from store.snapshot import WAY_OUT

_HELD: Final[set[int]] = set()


class WriterLock:
    """An exclusive lock on a file, held until `release` or the end of the process, a killed one included."""

    def __init__(self, path: Path, database: Path | str, doing: str = "written") -> None:
        """Take the lock at once; raises StoreBusyError, naming the process that has it, when another does,
        StoreError when the disk refuses.

        `doing` is what the message says is being done to the database.
        """
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(self._descriptor, 200).decode() or "another process"
            os.close(self._descriptor)
            raise StoreBusyError(
                f"{database} is being {doing} by {holder}. Wait until that run ends, or name another file with --db."
            ) from error
        except OSError as error:
            raise StoreError(f"{path} cannot be locked: {error.strerror}.") from error
        _HELD.add(self._descriptor)
        try:
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, f"process {os.getpid()} (since {utc_now():%Y-%m-%d %H:%M:%S} UTC)".encode())
        except OSError as error:
            self.release()
            raise StoreError(f"{path} cannot be written: {error.strerror}. {WAY_OUT}") from error

    def release(self) -> None:
        """Let the next writer in; a second call does nothing."""
        if self._descriptor in _HELD:
            _HELD.discard(self._descriptor)
            os.close(self._descriptor)


def _let_go_in_child() -> None:
    """A forked reading process that outlives a killed writer would otherwise keep the writer's lock for ever."""
    for descriptor in _HELD:
        os.close(descriptor)
    _HELD.clear()


os.register_at_fork(after_in_child=_let_go_in_child)
