"""Rows of a report of any length, kept in a file that nobody else sees instead of in memory."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile
from typing import Final, overload

from reports.report import Cell

_AT_ONCE: Final = 1_000

Row = tuple[Cell, ...]


class SpooledRows(Sequence[Row]):
    """Rows in the order in which they were added, to be gone through any number of times.

    All but the last of them lie in a temporary file without a name, which goes with the process. Raises OSError where
    the disk refuses.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """Holds these rows to begin with."""
        self._file = TemporaryFile(prefix="starkcheck-")  # noqa: SIM115 - it lives as long as the rows
        self._filed: list[int] = []
        self._last: list[Row] = []
        self.extend(rows)

    def extend(self, rows: Iterable[Row]) -> None:
        """Add rows at the end."""
        for row in rows:
            self._last.append(row)
            if len(self._last) == _AT_ONCE:
                self._filed.append(self._file.seek(0, 2))
                pickle.dump(self._last, self._file, pickle.HIGHEST_PROTOCOL)
                self._last = []

    def __len__(self) -> int:
        return len(self._filed) * _AT_ONCE + len(self._last)

    def __iter__(self) -> Iterator[Row]:
        for place in self._filed:
            self._file.seek(place)
            yield from pickle.load(self._file)  # noqa: S301 - what we wrote, into a file that has no name
        yield from self._last

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """A row, or several of them; the rows before them are gone through, too."""
        if isinstance(index, slice):
            return tuple(islice(self, *index.indices(len(self))))
        wanted = range(len(self))[index]
        return next(islice(self, wanted, None))
