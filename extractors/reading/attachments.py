"""Files inside a PDF: those of its list of embedded files (a portfolio's contents) and those pinned to its pages."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extractors.reading.opening import is_pdf
from models.document import Attachment
from models.errors import TooLarge

if TYPE_CHECKING:
    import pypdfium2

    from extractors.reading.options import ReadingOptions

_LONGEST_NAME = 120
_NAMELESS = "attachment"


class AttachedFiles:
    """Collects the files attached to one opened PDF. They are looked at as bytes, never opened, run or followed.

    PDFs are written to the options' folder under their SHA-256, so no name from the file reaches the disk.
    """

    def __init__(self, pdf: pypdfium2.PdfDocument, options: ReadingOptions) -> None:
        """Nothing is taken yet."""
        self._pdf = pdf
        self._options = options
        self._by_content: dict[str, Attachment] = {}
        self._names: set[str] = set()
        self._bytes_left = options.maximum_bytes
        self._left_out = 0

    @property
    def found(self) -> tuple[Attachment, ...]:
        """What was taken, each content once."""
        return tuple(self._by_content.values())

    @property
    def trouble(self) -> TooLarge | None:
        """What to say when not all attachments could be taken."""
        if not self._left_out:
            return None
        if not self._options.maximum_attachments:
            return TooLarge(
                f"Its {self._left_out} attachments are not taken: they lie too deep, in a file inside a file inside "
                "another. Save them as files of their own."
            )
        return TooLarge(
            f"{self._left_out} of its attachments are not taken: a file may bring {self._options.maximum_attachments} "
            f"of {self._options.maximum_bytes:,} bytes together. Save the others as files of their own, or read it "
            "again with --again and a higher --size-limit."
        )

    def take_listed(self) -> None:
        """Take the files of the PDF's list of embedded files."""
        import pypdfium2

        listed = max(self._pdf.count_attachments(), 0)
        for index in range(min(listed, self._options.maximum_attachments)):
            try:
                self._take(self._pdf.get_attachment(index))
            except pypdfium2.PdfiumError:
                continue  # an entry without a file
        self._left_out += max(listed - self._options.maximum_attachments, 0)

    def take_from(self, page: pypdfium2.PdfPage) -> None:
        """Take the files pinned to a page as file attachment annotations."""
        import pypdfium2
        import pypdfium2.raw as pdfium

        for index in range(max(pdfium.FPDFPage_GetAnnotCount(page.raw), 0)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
            if not annotation:
                continue
            try:
                if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                    raw = pdfium.FPDFAnnot_GetFileAttachment(annotation)
                    if raw:
                        self._take(pypdfium2.PdfAttachment(raw, self._pdf))
            except pypdfium2.PdfiumError:
                continue
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)

    def _take(self, attached: pypdfium2.PdfAttachment) -> None:
        if len(self._by_content) >= self._options.maximum_attachments or _length(attached) > self._bytes_left:
            self._left_out += 1
            return
        content = bytes(attached.get_data())
        digest = hashlib.sha256(content).hexdigest()
        if digest in self._by_content:
            return
        self._bytes_left -= len(content)
        name = self._distinct(safe_name(attached.get_name()))
        taken = Attachment(name=name, document_id=digest, byte_count=len(content), is_pdf=is_pdf(content))
        self._by_content[digest] = taken
        if taken.is_pdf and self._options.attachments_folder is not None:
            _write(self._options.attachments_folder / digest, content)

    def _distinct(self, name: str) -> str:
        path, number, candidate = PurePosixPath(name), 1, name
        while candidate.casefold() in self._names:
            number += 1
            candidate = f"{path.stem} ({number}){path.suffix}"
        self._names.add(candidate.casefold())
        return candidate


def safe_name(name: str) -> str:
    """The last part of a name found in a file, without what could lead elsewhere or steer a terminal."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    plain = " ".join(shown.split()).strip(". ")
    if len(plain) > _LONGEST_NAME:
        suffix = PurePosixPath(plain).suffix[:10]
        plain = plain[: _LONGEST_NAME - len(suffix)] + suffix
    return plain or _NAMELESS


def _length(attached: pypdfium2.PdfAttachment) -> int:
    """Bytes of the file, before they are copied."""
    import ctypes

    import pypdfium2.raw as pdfium

    length = ctypes.c_ulong()
    pdfium.FPDFAttachment_GetFile(attached.raw, None, 0, length)
    return int(length.value)


def _write(path: Path, content: bytes) -> None:
    """The whole file or none: another process may be taking the same one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)
