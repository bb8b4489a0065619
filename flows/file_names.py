"""What a file's name says before the file is looked at: a PDF to take, an upload under way, or nothing for us."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Final

PDF_SUFFIX: Final = ".pdf"
_UNFINISHED_SUFFIXES: Final = frozenset(
    {".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp", ".aria2", ".upload"}
)
# rsync writes to `.lease.pdf.a1B2c3`, some clients to `.lease.pdf.part` or `.~lease.pdf`, and rename it at the end.
_HIDDEN_UPLOAD: Final = re.compile(r"\.(~.*\.pdf|.+\.pdf\.[A-Za-z0-9]{6,})", re.IGNORECASE)


class NameKind(StrEnum):
    """What to do with a file of that name; the value is what people are told."""

    WANTED = "a PDF"
    UPLOAD = "an upload that has not ended; it is taken under its own name when it has"
    OFFICE_LOCK = "what an office program leaves beside a document that somebody has open"
    HIDDEN = "hidden"
    OTHER = "not a PDF"


def kind_of(path: Path) -> NameKind:
    """What the name alone says."""
    name = path.name
    if name.startswith("~$"):
        return NameKind.OFFICE_LOCK
    if path.suffix.lower() in _UNFINISHED_SUFFIXES or _HIDDEN_UPLOAD.fullmatch(name):
        return NameKind.UPLOAD
    if is_hidden(path):
        return NameKind.HIDDEN
    return NameKind.WANTED if path.suffix.lower() == PDF_SUFFIX else NameKind.OTHER


def is_hidden(path: Path) -> bool:
    """Whether the name marks a file or folder that is not the user's own: `.git`, `._scan.pdf`."""
    return path.name.startswith(".")
