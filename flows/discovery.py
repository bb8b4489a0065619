"""Which files a command is about, and what each one's bytes are called."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.file_names import NameKind, is_hidden, kind_of
from models.base import Frozen


class MissingInputError(Exception):
    """A file or folder named by the user is not there; the message says which."""


class Discovery(Frozen):
    """The files to read, in the order of their paths, and those passed over because they are not PDFs.

    `closed_folders` are those that the operating system would not list; `under_way` are uploads that have not ended.
    """

    documents: tuple[Path, ...] = ()
    skipped: tuple[Path, ...] = ()
    closed_folders: tuple[Path, ...] = ()
    under_way: tuple[Path, ...] = ()


def discover(paths: Iterable[Path]) -> Discovery:
    """All PDFs of the folders, recursively, and every file named by itself whatever its ending.

    Hidden files and folders below a named folder are left alone. Raises MissingInputError.
    """
    documents: dict[Path, None] = {}
    skipped: dict[Path, None] = {}
    closed: list[Path] = []
    under_way: dict[Path, None] = {}
    for path in paths:
        absolute = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - resolve() would follow links to other names
        if absolute.is_dir():
            for file in _files_below(absolute, closed):
                match kind_of(file):
                    case NameKind.WANTED if file.is_file():
                        documents[file] = None
                    case NameKind.UPLOAD:
                        under_way[file] = None
                    case NameKind.HIDDEN:
                        continue
                    case _:
                        skipped[file] = None
        elif absolute.is_file():
            documents[absolute] = None
        elif absolute.exists():
            raise MissingInputError(f"{path} is neither a file nor a folder. Name a PDF file or a folder of them.")
        else:
            raise MissingInputError(f"{path} is not there. Name a PDF file or a folder of them.")
    passed_over = tuple(file for file in skipped if file not in documents)
    return Discovery(
        documents=tuple(documents),
        skipped=passed_over,
        closed_folders=tuple(closed),
        under_way=tuple(file for file in under_way if file not in documents),
    )


def sha256(path: Path) -> str:
    """The hexadecimal SHA-256 of the file's bytes, which is its document_id. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files_below(folder: Path, closed: list[Path]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        closed.append(Path(error.filename))

    for directory, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not is_hidden(Path(name)))
        for name in sorted(files):
            yield Path(directory, name)
