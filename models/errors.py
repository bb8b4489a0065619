"""Bad input, one class for each cause.

    DocumentError
     ├─ NotPdf, Empty, Encrypted, Corrupt, TooLarge, NoPages
     ├─ Timeout, OutOfMemory, Crashed
     └─ OcrFailed

A message says what is wrong, why, and what to do. It is stored as the document's status; the folder goes on.
"""

from collections.abc import Sequence
from typing import ClassVar


class DocumentError(Exception):
    """A file that cannot be read, or not wholly; `code` is what the documents view shows."""

    code: ClassVar[str] = "corrupt"


class NotPdf(DocumentError):
    """The bytes are not those of a PDF."""

    code = "not_pdf"


class Empty(DocumentError):
    """The file has no bytes."""

    code = "empty"


class NoPages(DocumentError):
    """The PDF opens but holds no page."""

    code = "no_pages"


class Encrypted(DocumentError):
    """The PDF asks for a password or a certificate we do not have."""

    code = "encrypted"


class Corrupt(DocumentError):
    """The PDF is damaged beyond reading."""

    code = "corrupt"


class TooLarge(DocumentError):
    """The file, or something in it, exceeds a limit: of bytes, of pages, of a page's size, of attachments."""

    code = "too_large"


class Timeout(DocumentError):
    """Reading took longer than the limit."""

    code = "timeout"


class OutOfMemory(DocumentError):
    """Reading took more memory than the limit, or than the machine has."""

    code = "out_of_memory"


class Crashed(DocumentError):
    """The reading process died."""

    code = "crashed"


class OcrFailed(DocumentError):
    """Character recognition of a page failed."""

    code = "ocr_failed"


class StoreError(Exception):
    """The database cannot be used; the message says why and what to do."""


class StoreBusyError(StoreError):
    """Another process is writing to the database; it can be used when that has ended."""


class RefusedError(Exception):
    """What a person asked for cannot be done, and nothing was changed; the message says why.

    `candidates` are the names that would do. `names_nothing_stored` tells that what was named is not in the database.
    """

    names_nothing_stored: ClassVar[bool] = False

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        """Keep both."""
        super().__init__(message)
        self.candidates = tuple(candidates)
