"""Attachments on their way to becoming documents: PDFs taken out of a file wait here for a process to read them."""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Collection, Iterable
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from flows.reading import DocumentSource
from models.document import Document
from store.documents import Location

_FOLDER = "attachments"
_NUMBERS = count()


class WaitingAttachments:
    """The PDFs attached to documents just read, in a private folder that is gone afterwards."""

    def __init__(self, private_folder: Path) -> None:
        """Nothing waits yet; what a run that was killed has left is taken away."""
        # Into a lake, several processes of a machine may read at once.
        self.folder = private_folder / f"{_FOLDER}-{os.getpid()}-{next(_NUMBERS)}"
        self._waiting: deque[DocumentSource] = deque()
        for left in private_folder.glob(f"{_FOLDER}-*"):
            if not _is_running(left.name.split("-")[1]):
                shutil.rmtree(left, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the folder away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def next(self) -> DocumentSource:
        """The attachment that has waited longest, a PDF."""
        return self._waiting.popleft()

    def add(self, source: DocumentSource, document: Document) -> tuple[Path, ...]:
        """Let the PDFs attached to a document wait; returns the paths of its other attachments, passed over."""
        passed_over = []
        for attachment in document.attachments:
            path = source.path / attachment.name
            if attachment.is_pdf:
                extracted = self.folder / attachment.document_id
                self._waiting.append(DocumentSource(path, attachment.document_id, extracted, source.depth + 1))
            else:
                passed_over.append(path)
        return tuple(passed_over)


def attached_documents(locations: Iterable[Location], files: Collection[str]) -> tuple[str, ...]:
    """The documents that stand at paths inside one of the files, as attachments do."""
    return tuple(location.document_id for location in locations if _is_inside(location.path, files))


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_inside(path: str, files: Collection[str]) -> bool:
    holder = path.rpartition("/")[0]
    while holder:
        if holder in files:
            return True
        holder = holder.rpartition("/")[0]
    return False
