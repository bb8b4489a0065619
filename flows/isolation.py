"""Documents read in processes of their own: a crash, a hang or a bomb costs that document alone.

What comes back is text (JSON): it says the same in every process, which pickled objects do not always do.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Event, Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extractors.reading.options import ReadingOptions
from flows.process_limits import OUT_OF_MEMORY_EXIT, begin_watch, keep_memory_between_steps
from flows.run_options import DEFAULT_MEMORY_MEGABYTES
from models.errors import Crashed, OutOfMemory, Timeout

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

# Libraries that read PDFs keep memory they no longer need; a new process every so often gives it back.
DOCUMENTS_PER_PROCESS = 200
# How often a document is begun again when the pool has fallen, and how often one whose own process died is read.
_MOST_FALLS = 5
_MOST_DEATHS = 2
_LOOK_SECONDS = 1.0
# How many objects are made before a collection, how many of those before one of the middle ages, and before a full one.
_COLLECTIONS = (100_000, 10, 100)


class ReadingProcesses:
    """`workers` processes that each read one document at a time, within limits of wall time and of memory in use."""

    def __init__(
        self, workers: int, seconds_per_document: float, megabytes_of_memory: int = DEFAULT_MEMORY_MEGABYTES
    ) -> None:
        self._workers = workers
        self._seconds = seconds_per_document
        self._megabytes = megabytes_of_memory
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

        Raises Timeout, OutOfMemory, Crashed, CancelledError when the processes are ended, and whatever `work` raises.
        """
        falls = deaths = 0
        while True:
            try:
                return self._once(work, path, options)
            except BrokenProcessPool:
                # Most likely another document's doing: a process that dies in its first moment takes the pool along.
                falls += 1
                if falls == _MOST_FALLS:
                    raise
            except (Crashed, OutOfMemory):
                # It may not be this document's fault: the system or a person ended the process, or documents before
                # it had left it full. What is, comes again in a fresh process.
                deaths += 1
                if deaths == _MOST_DEATHS:
                    raise

    def _once(self, work: Callable[[Path, ReadingOptions], str], path: Path, options: ReadingOptions) -> str:
        from pebble import ProcessExpired

        pool = self._running_pool()
        try:
            future = pool.schedule(work, args=(path, options), timeout=self._seconds)
        except RuntimeError as error:  # the pool fell while nobody waited for anything in it
            self._discard(pool)
            raise BrokenProcessPool(str(error)) from error
        self._reading.add(future)
        try:
            _await(future, pool)
            return future.result()
        except TimeoutError as error:
            if isinstance(error.errno, int):  # the operating system's own, such as a network drive that does not answer
                raise
            raise Timeout(
                f"Reading took longer than {self._seconds:g} seconds and was stopped. "
                "Read it again with a higher --time-limit and --again."
            ) from error
        except ProcessExpired as error:
            raise self._explained(error.exitcode) from error
        except BrokenProcessPool:
            self._discard(pool)
            raise
        finally:
            self._reading.discard(future)

    def _explained(self, exit_code: int) -> Crashed | OutOfMemory:
        if exit_code == OUT_OF_MEMORY_EXIT:
            return OutOfMemory(
                f"Reading took more than {self._megabytes:,} megabytes of memory and was stopped. Print it to PDF anew "
                "or split it, or read it again with --again and a higher --memory-limit."
            )
        if exit_code == -signal.SIGKILL:
            return OutOfMemory(
                "The system ended the process that read this file, most likely because memory ran short. "
                "Read it again alone, with --again --workers 1."
            )
        return Crashed(
            f"The process that read this file died (exit code {exit_code}); the file may be damaged. "
            "Save it anew as PDF, or ask for another copy, and put that in."
        )

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
                    initargs=(self._megabytes,),
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


def _await(future: ProcessFuture[str], pool: ProcessPool) -> None:
    """Wait until the future is over; raises BrokenProcessPool when its pool has fallen without a word to it."""
    over = Event()
    future.add_done_callback(lambda _: over.set())
    while not over.wait(_LOOK_SECONDS):
        if not pool.active and not future.done():
            raise BrokenProcessPool("The pool fell before it took this document.")


def _begin_process(megabytes_of_memory: int) -> None:
    # A process inside native code dies at once only if SIGTERM keeps its ordinary meaning.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Libraries write to the terminal what is already in the document's status, over the progress bar.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    # One document a process uses one core; the processes together use them all.
    for library in ("OMP_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
        os.environ.setdefault(library, "1")
    # Models and patterns are for good, and what is read makes no cycles: looking through all of it as often as Python
    # does by itself took a fifth of the time.
    gc.set_threshold(*_COLLECTIONS)
    keep_memory_between_steps()
    begin_watch(megabytes_of_memory)
