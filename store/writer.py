"""The one writer of a database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

import duckdb

from models.confirmation import ConfirmationDone, ConfirmationRequest
from models.contract import Contract, Extraction
from models.correction import CorrectionDone, CorrectionRequest
from models.database import Database
from models.disposition import DispositionDone, DispositionRequest
from models.errors import StoreError
from models.ledger import LedgerKind
from models.ledger_import import ImportDone, LedgerSource, WithdrawalDone
from models.notice import Notice
from store import (
    audit,
    confirmations,
    confirmations_recording,
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
from store.clock import utc_now
from store.continuing_store import ContinuingStore
from store.home import Home
from store.ledgers import LedgerBook
from store.opening import home_of
from store.snapshot import WAY_OUT, first_line


class Store(ContinuingStore):
    """Writes documents, contracts and findings, and hands out snapshots of them.

    Nothing is seen before `publish` in a file; in a lake, what a transaction wrote is seen at once. To be used from one
    thread.

        with Store.open(Path("starkcheck.duckdb")) as store:
            run_id = store.begin_run("run", as_of=date(2026, 1, 31))
            store.write(extraction, run_id)
            store.finish_run(run_id)
            store.publish()
    """

    def __init__(self, home: Home, connection: duckdb.DuckDBPyConnection) -> None:
        """For `open`, which prepares both."""
        super().__init__(home, connection)

    @staticmethod
    def private_folder(database: Database) -> Path:
        """The folder (mode 0700) of this machine where the writer keeps its own; `open` makes it."""
        return home_of(database).own_folder

    @classmethod
    def open(
        cls, database: Database, say: Callable[[str], None] = lambda _message: None, *, beside_others: bool = False
    ) -> Self:
        """Open the store, making it if there is none; a file is the snapshot that it hands out.

        One that an older version wrote is brought up to date; a file is copied beside itself first, which `say` is
        told.

        `beside_others` lets other processes write documents at the same time, where the store is a lake. Raises
        StoreError, and leaves what is there as it is, when another process is writing, when it is not a database of
        ours or of a newer version, when the disk refuses, and when PostgreSQL cannot be reached.
        """
        home = home_of(database)
        return cls(home, home.open(say, beside_others=beside_others))

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, published or not. What made it end is told, rather than what follows from that."""
        with suppress(*(() if error is None else (StoreError, duckdb.Error))):
            self.close()

    def close(self) -> None:
        """Write what waits and let the next writer in. What was not published is there for it."""
        try:
            self.settle()
        finally:
            self._home.close(self._connection)

    def alone(self, say: Callable[[str], None]) -> None:
        """From now on keep others from writing, after waiting, which is said, for those who do. Raises StoreError.

        For all that looks at more than the documents it wrote itself, as checks do.
        """
        self.settle()
        self._home.alone(say)
        self._look_for_a_check()

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
        resolves the open findings on its contracts. `look` tells the file from a later one at that path. Some share
        a transaction, made before anything else is asked of the store.
        """
        self._make_way(extraction.document.path, extraction.document.document_id)
        self._waiting.add(documents.Reading(extraction, look), run_id)
        if self._waiting.is_full:
            self.settle()

    def contracts(self, document_ids: Collection[str] | None = None) -> Iterator[Contract]:
        """The contracts of documents not superseded, by path and page, as they were written and then corrected.

        Those of every document, or of the ones named.

        File names are as last seen. The store may be written to while they are being taken.
        """
        self.settle()
        return contracts.current(self._connection, document_ids)

    def documents_without_base(self) -> list[str]:
        """The documents, superseded by no other, with an amendment or renewal that is linked to no contract."""
        self.settle()
        return contracts.without_base(self._connection)

    def set_amends(self, links: Mapping[str, str | None]) -> None:
        """Link amendments and renewals to their contracts, in their file or another; None undoes a link."""
        with self._transaction() as connection:
            contracts.set_amends(connection, links)

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

    def confirm(self, request: ConfirmationRequest) -> ConfirmationDone:
        """Record what a person confirms of an element that no rule decides; it outlasts later runs and readings.

        Raises RefusedError, and records nothing, when it cannot be taken.
        """
        with self._transaction(changes=False) as connection:
            return confirmations_recording.confirm(connection, request)

    def withdraw_confirmation(self, request: ConfirmationRequest) -> ConfirmationDone:
        """Take back the newest confirmation of an element; the one before it counts again, if there is one.

        Raises RefusedError, and takes nothing back, when it is not plain which one is meant.
        """
        with self._transaction(changes=False) as connection:
            return confirmations_recording.withdraw(connection, request)

    def import_ledger(
        self, kind: LedgerKind, rows: ledger_imports.Rows, source: LedgerSource, *, replace: bool = False
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
        self.settle()
        return corrections.orphaned(self._connection, document_ids)

    def corrections_left_behind(self, document_ids: Collection[str]) -> list[str]:
        """The file names under which corrected documents stood whose place these documents have taken."""
        self.settle()
        return corrections.left_behind(self._connection, document_ids)

    def dispositions_left_behind(self, document_ids: Collection[str]) -> list[str]:
        """The same of documents that had dispositions on findings, or of whose elements some were confirmed."""
        self.settle()
        decided = dispositions.left_behind(self._connection, document_ids)
        confirmed = confirmations.left_behind(self._connection, document_ids)
        return sorted({*decided, *confirmed})

    def publish(self) -> None:
        """Let people see the present state, whole or not at all.

        Programs that have the former file open keep reading it undisturbed. Raises StoreError when the disk refuses;
        the former snapshot then stays.
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
            self._home.hand_out(self._connection, newest, publication_id)
        finally:
            self._connection = self._home.again(self._connection)

    @contextmanager
    def _transaction(self, *, changes: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """A transaction, before which all that waits is written."""
        self.settle()
        with self._alone_at_it(changes=changes) as connection:
            yield connection

    @contextmanager
    def _alone_at_it(self, *, changes: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._home.turn():
            try:
                self._connection.begin()
                if changes and self._check_holds:
                    settled.forget(self._connection)
                yield self._connection
                self._connection.commit()
            except BaseException as error:
                _roll_back(self._connection)
                if isinstance(error, duckdb.Error) and _is_of_the_disk(error):
                    raise StoreError(f"{self._home.name} cannot be written: {first_line(error)}. {WAY_OUT}") from error
                raise
            self._check_holds = self._check_holds and not changes


def _is_of_the_disk(error: duckdb.Error) -> bool:
    """Whether the disk or the memory refused, and no bug of ours is told of."""
    if isinstance(error, duckdb.TransactionException):
        return "Failed to commit" in str(error) and "constraint" not in str(error).lower()
    return isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException | duckdb.FatalException)


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.rollback()
    except duckdb.Error:
        # There is none: a commit that failed has ended it already, or the connection is lost.
        return
