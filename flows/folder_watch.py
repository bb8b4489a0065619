"""A folder watched by looking at it again and again, which works on every kind of network drive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from flows.file_names import NameKind, is_hidden, kind_of

END_OF_PDF = b"%%EOF"
LONGEST_PAUSE_SECONDS = 3600.0
_TAIL_BYTES = 2048


class Look(NamedTuple):
    """What a file looked like: bytes, time of last change in nanoseconds, and when (seconds) it began to look so."""

    size: int
    changed: int
    since: float


class PassedOver(NamedTuple):
    """A file that is not taken, and why."""

    path: Path
    reason: NameKind


class FolderWatch:
    """Notices the PDFs below a folder that are new or changed, once they are wholly written.

    A file is taken when it looked the same for `quiet_seconds`. One that does not end as a PDF does, or is empty, may
    belong to a slow upload: it is taken after `patience_seconds`, and its status then says what is wrong with it.
    """

    def __init__(self, folder: Path, quiet_seconds: float, patience_seconds: float) -> None:
        """Nothing was seen yet: the first look starts the clock for the files that are there already."""
        self._folder = folder
        self._quiet = quiet_seconds
        self._patience = patience_seconds
        self._looks: dict[Path, Look] = {}
        self._taken: dict[Path, tuple[int, int]] = {}
        self._others: dict[Path, Look] = {}
        self._told: set[Path] = set()
        self._pauses: dict[Path, tuple[float, float]] = {}

    def poll(self, now: float) -> tuple[Path, ...]:
        """The files ready to be taken at `now` (seconds on any clock that never goes back), each of them once.

        Raises OSError when the folder cannot be listed at the moment.
        """
        everything = dict(self._files())
        present = {path: state for path, state in everything.items() if kind_of(path) is NameKind.WANTED}
        self._looks = {path: _looked_at(self._looks.get(path), now, *state) for path, state in present.items()}
        self._others = {
            path: _looked_at(self._others.get(path), now, *state)
            for path, state in everything.items()
            if path not in present
        }
        self._told &= self._others.keys()
        self._taken = {path: state for path, state in self._taken.items() if path in present}
        self._pauses = {path: pause for path, pause in self._pauses.items() if path in present}
        ready = tuple(path for path, look in self._looks.items() if self._is_ready(path, look, now))
        self._taken |= {path: present[path] for path in ready}
        return ready

    def release(self, paths: tuple[Path, ...]) -> None:
        """Take these again at the next poll: what was to be done with them could not be done."""
        for path in paths:
            self._taken.pop(path, None)

    def retry_later(self, paths: tuple[Path, ...], now: float) -> None:
        """Take these again after a while, ever longer up to an hour: they could not be read at `now`."""
        for path in paths:
            _, former = self._pauses.get(path, (0.0, self._patience / 2))
            pause = min(2 * former, LONGEST_PAUSE_SECONDS)
            self._pauses[path] = (now + pause, pause)
        self.release(paths)

    def passed_over(self, now: float) -> tuple[PassedOver, ...]:
        """The files that are not taken and have stayed as they are for `patience_seconds`, each of them once."""
        found = tuple(
            PassedOver(path, kind_of(path))
            for path, look in self._others.items()
            if path not in self._told and now - look.since >= self._patience and kind_of(path) is not NameKind.HIDDEN
        )
        self._told |= {each.path for each in found}
        return found

    def _files(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        os.scandir(self._folder).close()  # os.walk would take a folder that is gone for an empty one
        for directory, folders, files in os.walk(self._folder):
            folders[:] = sorted(name for name in folders if not is_hidden(Path(name)))
            for name in sorted(files):
                path = Path(directory, name)
                try:
                    status = path.stat()
                except OSError:
                    continue  # gone between the listing and the look
                yield path, (status.st_size, status.st_mtime_ns)

    def _is_ready(self, path: Path, look: Look, now: float) -> bool:
        if self._taken.get(path) == (look.size, look.changed):
            return False
        if now < self._pauses.get(path, (now, 0.0))[0]:
            return False
        waited = now - look.since
        return waited >= self._patience or (waited >= self._quiet and ends_as_pdf(path))


def _looked_at(before: Look | None, now: float, size: int, changed: int) -> Look:
    if before is not None and (before.size, before.changed) == (size, changed):
        return before
    return Look(size, changed, now)


def ends_as_pdf(path: Path) -> bool:
    """Whether the file's last bytes hold the mark that ends every PDF; False too when it cannot be opened now."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _TAIL_BYTES))
            return END_OF_PDF in file.read()
    except OSError:
        return False
