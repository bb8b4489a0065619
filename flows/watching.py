"""The watch: what is dropped into a folder is ingested and checked, until somebody stops it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from flows.discovery import MissingInputError
from flows.folder_watch import FolderWatch
from flows.prefect_server import ServerUnreachableError
from flows.run_options import RunReport
from flows.settings import SettingsError
from models.errors import StoreError

PATIENCE_SECONDS = 60.0


class Watching:
    """One folder, looked at every `seconds`; `take` ingests and checks files, `say` tells a person one line."""

    def __init__(
        self,
        folder: Path,
        seconds: float,
        take: Callable[[tuple[Path, ...]], RunReport],
        show: Callable[[RunReport], None],
        say: Callable[[str], None],
    ) -> None:
        """Raises MissingInputError when the folder is not there."""
        if not folder.is_dir():
            raise MissingInputError(f"{folder} is not a folder. Name the one that contracts are dropped into.")
        self._watch = FolderWatch(folder, quiet_seconds=seconds, patience_seconds=max(PATIENCE_SECONDS, seconds))
        self._folder = folder
        self._seconds = seconds
        self._take = take
        self._show = show
        self._say = say
        self._last_trouble = ""
        self._is_away = False

    def until_stopped(self) -> None:
        """Look, take, wait, until KeyboardInterrupt; what was being read then is read at the next start."""
        try:
            while True:
                self.look(time.monotonic())
                time.sleep(self._seconds)
        except KeyboardInterrupt:
            return

    def look(self, now: float) -> None:
        """Look once, and take what is ready. Trouble that may pass is said once, and the files are tried again."""
        try:
            ready = self._watch.poll(now)
        except OSError as error:
            self._is_away = True
            self._trouble(f"{self._folder} cannot be listed ({error.strerror}); looking again.")
            return
        if self._is_away:
            self._is_away = False
            self._last_trouble = ""
            self._say(f"{self._folder} is there again.")
        for path, reason in self._watch.passed_over(now):
            self._say(f"{path}: not taken: {reason.value}.")
        if not ready:
            return
        try:
            report = self._take(ready)
        except (StoreError, ServerUnreachableError, MissingInputError, SettingsError) as error:
            self._watch.release(ready)
            self._trouble(f"{error} The files are tried again.")
            return
        self._last_trouble = ""
        self._watch.retry_later(_not_had(report, ready), now)
        self._show(report)

    def _trouble(self, message: str) -> None:
        if message != self._last_trouble:
            self._last_trouble = message
            self._say(message)


def _not_had(report: RunReport, files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Which of the files could not be read, themselves or something attached to them."""
    if report.ingest is None:
        return ()
    troubled = {
        path for trouble in report.ingest.unreadable for path in (Path(trouble.path), *Path(trouble.path).parents)
    }
    return tuple(file for file in files if Path(os.path.abspath(file)) in troubled)  # noqa: PTH100 - links stay links
