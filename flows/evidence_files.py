"""The files of an evidence pack from the disk: originals in the bytes that were read, and what people supply."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import Final

from extractors.reading.options import ReadingOptions
from extractors.reading.page_pictures import attached_file, pictures_of
from flows.discovery import MissingInputError
from flows.evidence_shown import shown
from flows.file_names import is_hidden
from flows.passwords import Passwords
from models.errors import DocumentError, Encrypted
from models.evidence_pack import Original, OriginalState, SuppliedFile, SuppliedKind

_MOST_BYTES: Final = 500 * 1024 * 1024
_FOLDERS: Final = {kind.value: kind for kind in SuppliedKind}


def original(path: str, document_id: str, file_name: str, pages: Collection[int], passwords: Passwords) -> Original:
    """The file of a document as it lies at its path now, with the pictures of these pages (1-based).

    Only bytes with the SHA-256 `document_id` are taken; a document that lay inside another file is looked for in it.
    """
    options = ReadingOptions(passwords=passwords.fitting(Path(path)))

    def told(state: OriginalState, trouble: str | None = None, content: bytes | None = None) -> Original:
        return Original(document_id=document_id, file_name=file_name, state=state, content=content, trouble=trouble)

    try:
        content = _bytes_at(Path(path), document_id, options)
    except OSError as error:
        return told(OriginalState.MISSING, f"{path} cannot be read: {error.strerror or error}.")
    if content is None:
        return told(OriginalState.MISSING, f"No file is at {path} any more.")
    if hashlib.sha256(content).hexdigest() != document_id:
        return told(
            OriginalState.CHANGED,
            f"Other bytes than those that were read lie at {path} now (SHA-256 of what was read: {document_id}). They "
            "are not in this pack: find the file as it was, or run starkcheck run to read the new one.",
        )
    try:
        pictures = pictures_of(content, pages, options)
    except Encrypted as error:
        return told(OriginalState.LOCKED, str(error), content)
    except DocumentError as error:
        return told(OriginalState.UNREADABLE, str(error), content)
    return told(OriginalState.INTACT, content=content).model_copy(update={"pages": pictures})


def supplied(
    folder: Path | None, arrangement_id: str, passwords: Passwords
) -> tuple[tuple[SuppliedFile, ...], tuple[str, ...]]:
    """Every file of the folder of an arrangement, by subfolder and name, and what was passed over.

    The folder is the one named, or the one in it that is named by the arrangement's id. Raises MissingInputError.
    """
    if folder is None:
        return (), ()
    if not folder.is_dir():
        raise MissingInputError(f"{folder} is no folder. Name the one with this arrangement's evidence.")
    own = folder / arrangement_id
    root = own if own.is_dir() else folder
    files, passed_over, total = [], [], 0
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if any(is_hidden(Path(part)) for part in Path(name).parts) or (path.is_dir() and not path.is_symlink()):
            continue
        if path.is_symlink():
            what = (
                "a link to a folder, and was left out with all that is in it"
                if path.is_dir()
                else "a link, and was left out"
            )
            passed_over.append(f"{name} is {what}. Put the {'folder' if path.is_dir() else 'file'} itself there.")
            continue
        if not path.is_file():
            passed_over.append(f"{name} is no file, and was left out.")
            continue
        total += path.stat().st_size
        if total > _MOST_BYTES:
            raise MissingInputError(
                f"{root} holds more than {_MOST_BYTES // 1024**2} MB. Leave out what is no evidence."
            )
        try:
            content = path.read_bytes()
        except OSError as error:
            passed_over.append(f"{name} cannot be read: {error.strerror or error}.")
            continue
        files.append(shown(name, _kind(name), content, ReadingOptions(passwords=passwords.fitting(path))))
    order = list(SuppliedKind)
    return tuple(sorted(files, key=lambda file: (order.index(file.kind), file.name))), tuple(passed_over)


def _kind(name: str) -> SuppliedKind:
    first = name.split("/", maxsplit=1)[0].casefold().replace("_", "-").replace(" ", "-") if "/" in name else ""
    return _FOLDERS.get(first, SuppliedKind.OTHER)


def _bytes_at(path: Path, document_id: str, options: ReadingOptions) -> bytes | None:
    """The bytes at a path, or of an attachment whose path leads through the file that holds it."""
    if path.is_file():
        return path.read_bytes()
    holder = next((parent for parent in path.parents if parent.is_file()), None)
    if holder is None:
        return None
    try:
        return attached_file(holder.read_bytes(), document_id, options)
    except DocumentError:
        return None
