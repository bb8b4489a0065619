"""Opening a PDF, or saying why it cannot be opened."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from extractors.reading.pdf_library import begin_anew
from models.counting import counted
from models.errors import Corrupt, DocumentError, Empty, Encrypted, NoPages, NotPdf, TooLarge

if TYPE_CHECKING:
    import pypdfium2
    from pydantic import SecretStr

    from extractors.reading.options import ReadingOptions

_HEADER_WITHIN = 1024
_INNER_MARKS = (b"endobj", b"startxref", b"trailer")
_NO_PAGES = "The PDF opens but holds no page. Ask for a complete copy."


class OpenedPdf(NamedTuple):
    """An opened PDF and the password that opened it; None where none was asked for. To be closed by who opened it."""

    pdf: pypdfium2.PdfDocument
    password: str | None = None


def is_pdf(content: bytes) -> bool:
    """Whether the bytes begin as those of a PDF do."""
    return b"%PDF" in content[:_HEADER_WITHIN]


def open_pdf(content: bytes, options: ReadingOptions) -> OpenedPdf:
    """The opened document. Raises a DocumentError that says what is wrong, why, and what to do."""
    if not content:
        raise Empty("The file has no bytes: a copy that failed, most likely. Put the document in again.")
    if len(content) > options.maximum_bytes:
        raise TooLarge(
            f"The file has {counted(len(content), 'byte')}, more than the limit of {options.maximum_bytes:,}. "
            "Split it, or read it again with --again and a higher --size-limit."
        )
    if not is_pdf(content):
        if any(mark in content for mark in _INNER_MARKS):
            raise Corrupt("The beginning of this PDF is missing. Export it again or ask for another copy.")
        raise NotPdf("The file does not begin as a PDF does. Export or scan the document to PDF and put that in.")
    begin_anew()
    opened = _unlocked(content, options.passwords)
    pages = len(opened.pdf)
    if 0 < pages <= options.maximum_pages:
        return opened
    opened.pdf.close()
    if pages == 0:
        raise NoPages(_NO_PAGES)
    raise TooLarge(
        f"The PDF has {counted(pages, 'page')}, more than the limit of {options.maximum_pages:,}. "
        "Split it, or read it again with --again and a higher --page-limit."
    )


def _unlocked(content: bytes, passwords: tuple[SecretStr, ...]) -> OpenedPdf:
    locked: Encrypted | None = None
    for password in (None, *_unwrapped(passwords)):
        try:
            return OpenedPdf(_load(content, password), password)
        except _WrongPassword as error:
            locked = error
    assert locked is not None
    if not passwords:
        raise locked
    raise Encrypted(
        "The PDF asks for a password, and none of those in the password file opens it. Add its password there and "
        "run again, or put in a copy without one."
    )


def _unwrapped(passwords: tuple[SecretStr, ...]) -> Iterator[str]:
    yield from (password.get_secret_value() for password in passwords)


class _WrongPassword(Encrypted):
    """The PDF asks for a password, and this was not it."""


def _load(content: bytes, password: str | None) -> pypdfium2.PdfDocument:
    import pypdfium2

    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
    try:
        document = pypdfium2.PdfDocument(content, password=password)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        if _opens_without_pages(content, password):
            raise NoPages(_NO_PAGES) from error
        raise _explained(str(error)) from error
    return document


def _opens_without_pages(content: bytes, password: str | None) -> bool:
    """Whether PDFium takes the file and finds no page; pypdfium2 then reports the error of some earlier file."""
    import pypdfium2.raw

    handle = pypdfium2.raw.FPDF_LoadMemDocument64(content, len(content), password and password.encode())
    if not handle:
        return False
    pages = pypdfium2.raw.FPDF_GetPageCount(handle)
    pypdfium2.raw.FPDF_CloseDocument(handle)
    return bool(pages < 1)


def _explained(problem: str) -> DocumentError:
    lowered = problem.lower()
    if "password" in lowered:
        return _WrongPassword(
            "The PDF asks for a password. Write it into a file and name that with --password-file, or put in a copy "
            "without one."
        )
    if "security" in lowered:
        return Encrypted(
            "The PDF is encrypted for a certificate or in a way that is not supported. Put in a plain copy."
        )
    return Corrupt("The PDF is damaged and cannot be opened. Export it again or ask for another copy.")
