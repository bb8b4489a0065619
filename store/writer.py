"""The one writer of a database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

import duckdb

from models.contract import Contract, Extraction
from models.correction import CorrectionDone, CorrectionRequest
from models.disposition import DispositionDone, DispositionRequest
from models.errors import StoreError
from models.ledger import LedgerKind
from models.ledger_import import ImportDone, LedgerSource, WithdrawalDone
from models.ledger_row import LedgerRow
from models.notice import Notice
from store import (
    audit,
    contracts,
    corrections,
    corrections_recording,
    dispositions,
    dispositions_recording,
    documents,
    ledger_imports,
    notices,
    runs,
    settled,
)
from store.audit_interruption import note_interruption
from store.clock import utc_now
from store.continuing_store import ContinuingStore
from store.ledgers import LedgerBook
from store.private_folder import PrivateFolder
from store.schema_version import bring_up_to_date, version_behind
from store.snapshot import QUIET, WAY_OUT, first_line, reading
from store.writer_lock import WriterLock

# DuckDB keeps what it has seen in memory, up to four fifths of the machine's; a hundred thousand contracts need no more
# than this, and beyond it DuckDB goes on in files of the private folder.
# Its log may grow long before it is worked into the database, for which the keys of all rows are written anew.
_CONFIGURATION = {
    "autoinstall_known_extensions": "false",
    "memory_limit": "512MB",
    "checkpoint_threshold": "64MB",
}


class Store(ContinuingStore):
    """Writes documents, contracts and findings, and hands out snapshots of them.

    The file that people open is a snapshot; the writer works on its own database in a private folder beside it, so
    neither waits for the other. Nothing is seen before `publish`. Each writing method is one transaction. To be used
    from one thread.

        with Store.open(Path("starkcheck.duckdb")) as store:
            run_id = store.begin_run("run", as_of=date(2026, 1, 31))
            store.write(extraction, run_id)
            store.finish_run(run_id)
            store.publish()
    """

    def __init__(self, folder: PrivateFolder, lock: WriterLock, connection: duckdb.DuckDBPyConnection) -> None:
        """For `open`, which prepares all three."""
        self._folder = folder
        self._lock = lock
        super().__init__(connection)

    @staticmethod
    def private_folder(database: Path) -> Path:
        """The folder (mode 0700) beside `database` where the writer keeps its own; `open` makes it."""
        return PrivateFolder(database).path

    @classmethod
    def open(cls, database: Path, say: Callable[[str], None] = lambda _message: None) -> Self:
        """Open the store whose snapshot is `database`, making it if there is none.

        One that an older version wrote is copied beside it and brought up to date, which `say` is told.

        Raises StoreError, and leaves the file as it is, when another process is writing, when the file is not a
        database of ours or of a newer version, and when the disk refuses.
        """
        folder = PrivateFolder(database)
        if folder.published.exists() and not folder.path.exists():
            with reading(folder.published):
                pass  # Refused before anything is made beside a file that is not ours.
        folder.create()
        lock = WriterLock(folder.lock, folder.published)
        with ExitStack() as undo:
            undo.callback(lock.release)
            folder.follow_published_file()
            connection = undo.enter_context(closing(_connect(folder)))
            older = version_behind(connection)
            if older is not None:
                connection.close()  # only a closed database is one whole file
                say(folder.keep_a_copy(older))
                connection = undo.enter_context(closing(_connect(folder)))
            bring_up_to_date(connection, folder.published)
            note_interruption(connection, folder)
            folder.tighten()
            undo.pop_all()
        return cls(folder, lock, connection)

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, published or not."""
        self.close()

    def close(self) -> None:
        """Let the next writer in. What was not published stays in the private folder for it."""
        self._connection.close()
        self._lock.release()

    def begin_run(self, command: str, as_of: date) -> str:
        """Open a run of `command`, whose checks look at the contracts on the day `as_of`; returns the run's id."""
        with self._transaction(changes=False) as connection:
            self._run_id = runs.begin(connection, command, as_of)
        return self._run_id

    def finish_run(self, run_id: str) -> None:
        """Close a run and count what it came to."""
        with self._transaction(changes=False) as connection:
            runs.finish(connection, run_id)

    def write(self, extraction: Extraction, run_id: str, look: str | None = None) -> None:
        """Store one document with its contracts, whole or not at all.

        Bytes that were stored before have their facts replaced, and their path and file name become the new ones. A
        path that held other bytes supersedes the document it held, unless that one stands under a second path, and
        resolves the open findings on its contracts. `look` tells the file from a later one at that path.
        """
        with self._transaction() as connection:
            documents.replace(connection, extraction, run_id, look)

    def contracts(self, document_ids: Collection[str] | None = None) -> Iterator[Contract]:
        """The contracts of documents not superseded, by path and page, as they were written and then corrected.

        Those of every document, or of the ones named.

        File names are as last seen. The store may be written to while they are being taken.
        """
        return contracts.current(self._connection, document_ids)

    def set_amends(self, contract_id: str, amends_contract_id: str | None) -> None:
        """Link an amendment or renewal to its contract, in this file or another; None undoes the link."""
        with self._transaction() as connection:
            contracts.set_amends(connection, contract_id, amends_contract_id)

    def correct(self, request: CorrectionRequest) -> CorrectionDone:
        """Record a person's correction; the contract shows it from now on, however often its file is read.

        Raises CorrectionRefusedError, and records nothing, when it cannot be taken.
        """
        with self._transaction() as connection:
            return corrections_recording.correct(connection, request)

    def withdraw_correction(self, request: CorrectionRequest) -> CorrectionDone:
        """Take back the newest correction of a field; the one before it holds again, or else what was read.

        Raises CorrectionRefusedError, and takes nothing back, when it is not plain which one is meant.
        """
        with self._transaction() as connection:
            return corrections_recording.withdraw(connection, request)

    def dispose(self, request: DispositionRequest) -> DispositionDone:
        """Record what a person decides on a finding; it outlasts later runs and readings, but no change of that.

        Raises DispositionRefusedError, and records nothing, when it cannot be taken.
        """
        with self._transaction() as connection:
            return dispositions_recording.dispose(connection, request)

    def withdraw_disposition(self, request: DispositionRequest) -> DispositionDone:
        """Take back the newest disposition of a finding; the one before it holds again, if there is one.

        Raises DispositionRefusedError, and takes nothing back, when it is not plain which one is meant.
        """
        with self._transaction() as connection:
            return dispositions_recording.withdraw(connection, request)

    def import_ledger(
        self, kind: LedgerKind, rows: Sequence[LedgerRow], source: LedgerSource, *, replace: bool = False
    ) -> ImportDone:
        """Add the rows of a ledger's file, all of them; with `replace`, in place of those of that ledger and file name.

        Bytes that stand already are not added again.
        """
        with self._transaction() as connection:
            return ledger_imports.add(connection, kind, rows, source, replace=replace)

    def withdraw_ledger(self, import_id: int, reason: str, person: str) -> WithdrawalDone:
        """Let the rows of an import count no more; they are kept. Raises LedgerImportRefusedError."""
        with self._transaction() as connection:
            return ledger_imports.withdraw(connection, import_id, reason, person)

    def ledgers(self) -> LedgerBook:
        """The ledgers as they stand, to be asked for the rows that concern an entity and a physician."""
        return LedgerBook(self._connection)

    def record_told(self, notice: Notice) -> None:
        """Note that people were told what a notice says, so that they are not told it again."""
        with self._transaction(changes=False) as connection:
            notices.record(connection, notice)

    def orphaned_corrections(self, document_ids: Collection[str]) -> list[str]:
        """The file names of these documents that have corrections whose contract, or row of it, is read no more."""
        return corrections.orphaned(self._connection, document_ids)

    def corrections_left_behind(self, document_ids: Collection[str]) -> list[str]:
        """The file names under which corrected documents stood whose place these documents have taken."""
        return corrections.left_behind(self._connection, document_ids)

    def dispositions_left_behind(self, document_ids: Collection[str]) -> list[str]:
        """The same of documents that had dispositions on findings."""
        return dispositions.left_behind(self._connection, document_ids)

    def publish(self) -> None:
        """Swap a whole copy of the present state in for the file people open.

        Programs that have the former one open keep reading it undisturbed. Raises StoreError when the disk refuses; the
        former snapshot then stays.
        """
        publication_id = uuid4().hex
        with self._transaction(changes=False) as connection:
            connection.execute("delete from stored.publication")
            newest = audit.head(connection)
            connection.execute(
                "insert into stored.publication values (?, ?, ?, ?)",
                [publication_id, utc_now(), newest and newest.number, newest and newest.hash],
            )
        try:
            self._connection.execute("checkpoint")
            # A closed database is one whole file, and copying it cannot drop the lock that DuckDB has on an open one.
            self._connection.close()
            self._folder.publish(publication_id)
            if newest is not None:
                self._folder.note_head(newest)
        except duckdb.Error as error:
            raise StoreError(f"{self._folder.published} cannot be written: {first_line(error)}. {WAY_OUT}") from error
        finally:
            # A write that failed has made an open connection, and every other that joins it, useless.
            self._connection.close()
            self._connection = _connect(self._folder)

    @contextmanager
    def _transaction(self, *, changes: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            self._connection.begin()
            if changes and self._is_settled:
                settled.unsettle(self._connection)
            yield self._connection
            self._connection.commit()
        except BaseException as error:
            _roll_back(self._connection)
            if isinstance(error, duckdb.Error) and _is_of_the_disk(error):
                raise StoreError(
                    f"{self._folder.database} cannot be written: {first_line(error)}. {WAY_OUT}"
                ) from error
            raise
        self._is_settled = self._is_settled and not changes
        self._folder.tighten()


def _is_of_the_disk(error: duckdb.Error) -> bool:
    """Whether the disk or the memory refused, and no bug of ours is told of."""
    if isinstance(error, duckdb.TransactionException):
        return "Failed to commit" in str(error) and "constraint" not in str(error).lower()
    return isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException | duckdb.FatalException)


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.rollback()
    except (duckdb.TransactionException, duckdb.FatalException):
        # There is none: a commit that failed has ended it already, and perhaps the whole connection.
        return


def _connect(folder: PrivateFolder) -> duckdb.DuckDBPyConnection:
    """The writer's own database; raises StoreError when DuckDB cannot open it."""
    try:
        connection = duckdb.connect(str(folder.database), config=dict(_CONFIGURATION))
        connection.execute(QUIET)
        return connection
    except duckdb.Error as error:
        raise StoreError(
            f"{folder.database} cannot be opened: {first_line(error)}. Without the folder {folder.path} the next run "
            "goes on from the database as it was last published."
        ) from error
