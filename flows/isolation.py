"""Documents read in processes of their own: a crash or a hang in native code costs that document alone.

What comes back is text (JSON): it says the same in every process, which pickled objects do not always do.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extractors.reading.options import ReadingOptions
from models.errors import Crashed, Timeout

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

# Libraries that read PDFs keep memory they no longer need; a new process every so often gives it back.
DOCUMENTS_PER_PROCESS = 200


class ReadingProcesses:
    """`workers` processes that each read one document at a time, for at most `seconds_per_document` of wall time."""

    def __init__(self, workers: int, seconds_per_document: float) -> None:
        self._workers = workers
        self._seconds = seconds_per_document
        self._pool: ProcessPool | None = None
        self._is_over = False
        self._lock = Lock()
        self._reading: set[ProcessFuture[str]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes at once, whatever they are doing."""
        with self._lock:
            self._is_over = True
        for future in tuple(self._reading):
            future.cancel()
        self._discard(self._pool)

    def read(self, work: Callable[[Path, ReadingOptions], str], path: Path, options: ReadingOptions) -> str:
        """What `work` makes of the file, done in one of the processes. May be called from many threads.

        Raises Timeout, Crashed, CancelledError when the processes are ended, and whatever `work` raises.
        """
        try:
            return self._once(work, path, options)
        except BrokenProcessPool:
            # The pool fell because of some other process; this document has not had its chance.
            return self._once(work, path, options)

    def _once(self, work: Callable[[Path, ReadingOptions], str], path: Path, options: ReadingOptions) -> str:
        from pebble import ProcessExpired

        pool = self._running_pool()
        future = pool.schedule(work, args=(path, options), timeout=self._seconds)
        self._reading.add(future)
        try:
            return future.result()
        except TimeoutError as error:
            if isinstance(error.errno, int):  # the operating system's own, such as a network drive that does not answer
                raise
            raise Timeout(
                f"Reading took longer than {self._seconds:g} seconds and was stopped. "
                "Read it again with a higher --time-limit and --again."
            ) from error
        except ProcessExpired as error:
            raise Crashed(
                f"The process that read this file died (exit code {error.exitcode}); the file may be damaged, or "
                "memory ran short. Save it anew as PDF, or read it again alone with --again --workers 1."
            ) from error
        except BrokenProcessPool:
            self._discard(pool)
            raise
        finally:
            self._reading.discard(future)

    def _running_pool(self) -> ProcessPool:
        from pebble import ProcessPool

        with self._lock:
            if self._is_over:
                raise CancelledError
            if self._pool is None:
                # Forking would copy locks that the threads of this process hold.
                self._pool = ProcessPool(
                    max_workers=self._workers,
                    max_tasks=DOCUMENTS_PER_PROCESS,
                    initializer=_begin_process,
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool

    def _discard(self, pool: ProcessPool | None) -> None:
        with self._lock:
            if pool is None or pool is not self._pool:
                return
            self._pool = None
        pool.stop()
        pool.join()


def _begin_process() -> None:
    # A process inside native code dies at once only if SIGTERM keeps its ordinary meaning.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Libraries write to the terminal what is already in the document's status, over the progress bar.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    # One document a process uses one core; the processes together use them all.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
