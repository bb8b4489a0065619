"""A folder watched by looking at it again and again, which works on every kind of network drive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from flows.discovery import PDF_SUFFIX, is_hidden

END_OF_PDF = b"%%EOF"
_TAIL_BYTES = 2048


class Look(NamedTuple):
    """What a file looked like: bytes, time of last change in nanoseconds, and when (seconds) it began to look so."""

    size: int
    changed: int
    since: float


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

    def poll(self, now: float) -> tuple[Path, ...]:
        """The files ready to be taken at `now` (seconds on any clock that never goes back), each of them once.

        Raises OSError when the folder cannot be listed at the moment.
        """
        present = dict(self._candidates())
        self._looks = {path: self._looked_at(path, now, *state) for path, state in present.items()}
        self._taken = {path: state for path, state in self._taken.items() if path in present}
        ready = tuple(path for path, look in self._looks.items() if self._is_ready(path, look, now))
        self._taken |= {path: present[path] for path in ready}
        return ready

    def release(self, paths: tuple[Path, ...]) -> None:
        """Take these again at the next poll: what was to be done with them could not be done."""
        for path in paths:
            self._taken.pop(path, None)

    def _candidates(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        os.scandir(self._folder).close()  # os.walk would take a folder that is gone for an empty one
        for directory, folders, files in os.walk(self._folder):
            folders[:] = sorted(name for name in folders if not is_hidden(Path(name)))
            for name in sorted(files):
                path = Path(directory, name)
                if is_wanted(path):
                    try:
                        status = path.stat()
                    except OSError:
                        continue  # gone between the listing and the look
                    yield path, (status.st_size, status.st_mtime_ns)

    def _looked_at(self, path: Path, now: float, size: int, changed: int) -> Look:
        before = self._looks.get(path)
        if before is not None and (before.size, before.changed) == (size, changed):
            return before
        return Look(size, changed, now)

    def _is_ready(self, path: Path, look: Look, now: float) -> bool:
        if self._taken.get(path) == (look.size, look.changed):
            return False
        waited = now - look.since
        return waited >= self._patience or (waited >= self._quiet and ends_as_pdf(path))


def is_wanted(path: Path) -> bool:
    """Whether the name is that of a finished PDF.

    An upload under way has an ending of its own until it is whole (`.part`, `.crdownload`, `.tmp`), or is hidden, or is
    an office program's lock (`~$`).
    """
    return path.suffix.lower() == PDF_SUFFIX and not is_hidden(path) and not path.name.startswith("~$")


def ends_as_pdf(path: Path) -> bool:
    """Whether the file's last bytes hold the mark that ends every PDF; False too when it cannot be opened now."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _TAIL_BYTES))
            return END_OF_PDF in file.read()
    except OSError:
        return False
