"""Notices that went out and are not in the database yet, kept beside it, so that a process that ends repeats none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from models.database import Database
from models.errors import StoreError
from models.notice import Notice
from store.opening import home_of
from store.private_folder import make_private, write_whole
from store.writer_lock import WriterLock

_PREFIX: Final = "told-"


class ToldJournal:
    """Files of the writer's private folder, and the lock that lets one process at a time tell people.

        with ToldJournal(database) as journal:
            journal.note(notice)

    Raises StoreBusyError when another process is telling, StoreError when the disk refuses.
    """

    def __init__(self, database: Database) -> None:
        """Nothing is locked yet."""
        self._name = str(database)
        self._folder = home_of(database).own_folder

    def __enter__(self) -> ToldJournal:
        """Take the lock."""
        make_private(self._folder)
        self._lock = WriterLock(self._folder / "telling", self._name, doing="told about")
        return self

    def __exit__(self, *_: object) -> None:
        """Let the next in."""
        self._lock.release()

    def note(self, notice: Notice) -> None:
        """Keep a notice that went out until it is recorded."""
        path = self._path(notice)
        try:
            # Its words are not needed again, only what it was about.
            bare = tuple(item.model_copy(update={"quote": None}) for item in notice.items)
            write_whole(path, notice.model_copy(update={"items": bare}).model_dump_json())
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror}.") from error

    def noted(self) -> tuple[Notice, ...]:
        """The notices that went out and were not forgotten since."""
        paths = sorted(self._folder.glob(f"{_PREFIX}*.json"))
        return tuple(Notice.model_validate_json(path.read_text(encoding="utf-8")) for path in paths)

    def forget(self, notice: Notice) -> None:
        """Let go of a notice that the database has."""
        self._path(notice).unlink(missing_ok=True)

    def _path(self, notice: Notice) -> Path:
        return self._folder / f"{_PREFIX}{notice.notice_id}.json"
