"""The writer's own folder beside the published file, and handing a whole snapshot over from one to the other."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from models.errors import StoreError
from store.clock import utc_now
from store.schema_version import backup_of
from store.snapshot import copy_at_rest, private, reading


class PrivateFolder:
    """What the writer of `database` keeps: its own database, its lock, and a note of the snapshot it last handed out.

    The folder is `.NAME.writer` beside the database NAME and open to its owner only (mode 0700; files 0600).
    """

    def __init__(self, database: Path) -> None:
        """`database` is the published file; a link to it is followed. Nothing is made yet."""
        self.published = database.resolve()
        self.path = self.published.parent / f".{self.published.name}.writer"
        self.database = self.path / "store.duckdb"
        self.lock = self.path / "lock"
        self._last_published = self.path / "published"
        self._outgoing = self.path / "outgoing.duckdb"
        self._set_aside = self.path / "set-aside.duckdb"

    def create(self) -> None:
        """Make the folder if it is missing; raises StoreError where that is impossible."""
        if not self.published.parent.is_dir():
            raise StoreError(
                f"The folder {self.published.parent} does not exist. Make it, or name another file with --db."
            )
        make_private(self.path)

    def follow_published_file(self) -> None:
        """Let the writer's own database continue what people see in the published file.

        The published file is *the* database to its users: one that was put in place of ours (moved here, restored from
        a backup) is taken over, and after a deletion the writer begins anew; its former records are set aside once.
        Work that a stopped run had not yet published is continued. Raises StoreError when the published file is not
        ours.
        """
        if self.published.exists():
            with reading(self.published) as connection:
                seen = _last_publication(connection)
            if not self._handed_out(seen):
                self._put_aside()
                incoming = self._outgoing.with_name("incoming.duckdb")
                copy_at_rest(self.published, incoming)
                incoming.replace(self.database)
                write_whole(self._last_published, seen)
        elif self._last_published.exists():
            self._put_aside()
            self._last_published.unlink()

    def tighten(self) -> None:
        """Keep every file here to its owner; DuckDB makes its write-ahead log anew, and open to all, as it goes."""
        for path in self.path.iterdir():
            if path.is_file():
                path.chmod(0o600)

    def publish(self, publication_id: str) -> None:
        """Swap a copy of the writer's closed database in for the published file, whole or not at all.

        An existing file keeps its mode and, where allowed, its group, so that a grant to other readers lasts. Raises
        StoreError when the disk refuses; the published file is then as it was.
        """
        copy_at_rest(self.database, self._outgoing)
        try:
            if self.published.exists():
                former = self.published.stat()
                with suppress(OSError):
                    os.chown(self._outgoing, -1, former.st_gid)
                self._outgoing.chmod(former.st_mode & 0o666)
            # A log left by another program belongs to the file that goes; beside the new one it would be read into it.
            _log_of(self.published).unlink(missing_ok=True)
            self._outgoing.replace(self.published)
            _flush_folder(self.published.parent)
            write_whole(self._last_published, publication_id)
            self.tighten()
        except OSError as error:
            raise StoreError(f"{self.published} cannot be replaced: {error.strerror}.") from error

    def keep_a_copy(self, version: int) -> str:
        """Copy the writer's closed database, of an older version, beside the published file; returns what to tell.

        Raises StoreError when the disk refuses; nothing was changed then.
        """
        backup = backup_of(self.published, version, utc_now().date())
        unfinished = self.path / "backup.part"
        copy_at_rest(self.database, unfinished)
        try:
            unfinished.replace(backup)
        except OSError as error:
            raise StoreError(f"{backup} cannot be written: {error.strerror}. Nothing was changed.") from error
        return (
            f"{self.published} was written by an older starkcheck (schema {version}) and is brought up to date. "
            f"As it was, it is kept in {backup}."
        )

    def last_published(self) -> str:
        """The id of the snapshot handed out last; empty where there is none, or the folder may not be read."""
        try:
            return self._last_published.read_text()
        except OSError:
            return ""

    def _handed_out(self, publication_id: str) -> bool:
        """Whether a publication is the newest of ours; one stopped just before or after its swap counts too."""
        if not self.database.exists():
            return False
        if self._last_published.exists() and self._last_published.read_text() == publication_id:
            return True
        # A database that cannot be read is set aside, and the published file goes on.
        with suppress(duckdb.Error), duckdb.connect(str(self.database)) as connection:
            return _last_publication(connection) == publication_id
        return False

    def _put_aside(self) -> None:
        if self.database.exists():  # otherwise it was put aside by a run that was stopped then, and stays there
            _log_of(self._set_aside).unlink(missing_ok=True)
            self.database.replace(self._set_aside)
        if _log_of(self.database).exists():
            _log_of(self.database).replace(_log_of(self._set_aside))


def make_private(folder: Path) -> None:
    """Make a folder for its owner only, if it is missing; raises StoreError where that is impossible."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be written: {error.strerror}. Let the account that runs starkcheck write "
            "there, or name another place with --db."
        ) from error


def write_whole(path: Path, text: str) -> None:
    """Write a file for its owner's eyes only; whoever reads it, even after a crash, finds the old text or the new one.

    Raises OSError.
    """
    unfinished = path.with_name(f"{path.name}.part")
    with open(unfinished, "w", encoding="utf-8", opener=private) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _last_publication(connection: duckdb.DuckDBPyConnection) -> str:
    """The id of the newest publication a database knows of; empty when it was never published."""
    row = connection.execute("select publication_id from stored.publication").fetchone()
    return str(row[0]) if row else ""


def _log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.wal")


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
