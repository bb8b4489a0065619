"""A PDF file read into a Document; whatever is wrong with it becomes the document's status."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractors.reading.attachments import AttachedFiles
from extractors.reading.digital_signatures import signatures_of
from extractors.reading.opening import OpenedPdf, open_pdf
from extractors.reading.options import ReadingOptions
from extractors.reading.page_reader import PageReader
from extractors.reading.tables import TableFinder
from models.document import Document, DocumentStatus, Page, TextSource
from models.errors import DocumentError


def read(path: Path, options: ReadingOptions) -> Document:
    """Reads one file. Never raises DocumentError: a file that cannot be read comes back quarantined, one that can be
    read in part comes back partial, each with its error code and message. Raises OSError when the file cannot be
    had at all.
    """
    content = path.read_bytes()
    document = Document(
        document_id=hashlib.sha256(content).hexdigest(),
        file_name=path.name,
        path=str(path),
        byte_count=len(content),
    )
    try:
        opened = open_pdf(content, options)
    except DocumentError as error:
        return _quarantined(document, error)
    attached = AttachedFiles(opened.pdf, options)
    try:
        attached.take_listed()
        read_through = _read_pages(document, opened, content, options, attached)
    except DocumentError as error:
        read_through = _quarantined(document.model_copy(update={"page_count": len(opened.pdf)}), error)
    finally:
        opened.pdf.close()
    return _with_attachments(read_through, attached)


def _read_pages(
    document: Document, opened: OpenedPdf, content: bytes, options: ReadingOptions, attached: AttachedFiles
) -> Document:
    pdf = opened.pdf
    table_finder = TableFinder(content, opened.password)
    signatures = signatures_of(content, pdf, opened.password, options.trusted_certificates)
    reader = PageReader(pdf, signatures, table_finder, options, attached)
    pages: list[Page] = []
    troubles: list[tuple[int, DocumentError]] = []
    for number in range(1, len(pdf) + 1):
        page, trouble = reader.page(number)
        pages.append(page)
        if trouble is not None:
            troubles.append((number, trouble))
    table_finder.close()
    if len(troubles) == len(pages) and not any(page.lines for page in pages):
        raise troubles[0][1]
    status, code, message = DocumentStatus.OK, None, None
    if troubles:
        status, code = DocumentStatus.PARTIAL, troubles[0][1].code
        numbers = ", ".join(str(number) for number, _ in troubles)
        message = f"Not read: page {numbers} of {len(pages)}. {troubles[0][1]}"
    return document.model_copy(
        update={
            "page_count": len(pages),
            "text_source": _text_source(pages),
            "status": status,
            "error_code": code,
            "error_message": message,
            "pages": tuple(pages),
        }
    )


def _with_attachments(document: Document, attached: AttachedFiles) -> Document:
    """The document with what it brought; one whose attachments are not all taken is not read in whole."""
    taken: dict[str, object] = {"attachments": attached.found}
    trouble = attached.trouble
    if trouble is not None and document.status is DocumentStatus.OK:
        taken |= {"status": DocumentStatus.PARTIAL, "error_code": trouble.code, "error_message": str(trouble)}
    return document.model_copy(update=taken)


def _text_source(pages: list[Page]) -> TextSource | None:
    sources = {page.text_source for page in pages if page.text_source is not None}
    if not sources:
        return None
    return sources.pop() if len(sources) == 1 else TextSource.MIXED


def _quarantined(document: Document, error: DocumentError) -> Document:
    return document.model_copy(
        update={"status": DocumentStatus.QUARANTINED, "error_code": error.code, "error_message": str(error)}
    )
