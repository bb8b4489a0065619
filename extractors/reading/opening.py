"""Opening a PDF, or saying why it cannot be opened."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from models.errors import Corrupt, DocumentError, Empty, Encrypted, NoPages, NotPdf, TooLarge

if TYPE_CHECKING:
    import pypdfium2

    from extractors.reading.options import ReadingOptions

_HEADER_WITHIN = 1024
_NO_PAGES = "The PDF opens but holds no page. Ask for a complete copy."


def open_pdf(content: bytes, options: ReadingOptions) -> pypdfium2.PdfDocument:
    """The opened document. Raises a DocumentError that says what is wrong, why, and what to do."""
    if not content:
        raise Empty("The file has no bytes: a copy that failed, most likely. Put the document in again.")
    if len(content) > options.maximum_bytes:
        raise TooLarge(
            f"The file has {len(content):,} bytes, more than the limit of {options.maximum_bytes:,}. "
            "Split it, or raise the limit."
        )
    if b"%PDF" not in content[:_HEADER_WITHIN]:
        raise NotPdf("The file does not begin as a PDF does. Export or scan the document to PDF and put that in.")
    document = _load(content, options.password)
    pages = len(document)
    if pages == 0:
        document.close()
        raise NoPages(_NO_PAGES)
    if pages > options.maximum_pages:
        document.close()
        raise TooLarge(
            f"The PDF has {pages:,} pages, more than the limit of {options.maximum_pages:,}. "
            "Split it, or raise the limit."
        )
    return document


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
        return Encrypted("The PDF asks for a password. Put in a copy without one.")
    if "security" in lowered:
        return Encrypted(
            "The PDF is encrypted for a certificate or in a way that is not supported. Put in a plain copy."
        )
    return Corrupt("The PDF is damaged and cannot be opened. Export it again or ask for another copy.")
