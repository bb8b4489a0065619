"""Progress on the terminal: a bar on standard error for a person who waits, nothing for a log file."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reports.plain_text import visible

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress:
    """Says nothing; the base of those that do. Counts documents."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to take away."""

    def begin(self, what: str, total: int) -> None:
        """A part of the work begins: what is done ("reading"), and to how many documents."""

    def extend(self, count: int) -> None:
        """So many more documents have turned up."""

    def advance(self, name: str) -> None:
        """One more document is done."""


class TerminalProgress(Progress):
    """A bar with the count, the time left and the last document's name; it vanishes when the work is done."""

    def __init__(self) -> None:
        """Draw nothing yet."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar: RichProgress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._part: TaskID | None = None

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def begin(self, what: str, total: int) -> None:
        """See Progress."""
        if self._part is not None:
            self._bar.remove_task(self._part)
        self._part = self._bar.add_task(what, total=total, name="")

    def extend(self, count: int) -> None:
        """See Progress."""
        if self._part is not None:
            self._bar.update(self._part, total=(self._bar.tasks[-1].total or 0) + count)

    def advance(self, name: str) -> None:
        """See Progress."""
        if self._part is not None:
            self._bar.update(self._part, advance=1, name=visible(name))


def progress(quiet: bool) -> Progress:
    """A bar when standard error is a terminal and `quiet` is not asked for."""
    return TerminalProgress() if sys.stderr.isatty() and not quiet else Progress()
