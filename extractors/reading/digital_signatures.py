"""Cryptographic signatures of a PDF, checked offline, and its signature fields that nobody has filled."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.reading.certificates import certificates_in
from extractors.reading.page_space import space_of
from models.document import Mark, MarkKind
from models.geometry import Box

if TYPE_CHECKING:
    import pypdfium2

_NOWHERE = Box(left=0.0, top=0.0, right=0.0, bottom=0.0)


class EmptyField(NamedTuple):
    """A signature field without a signature: its page (1-based) and its place in points."""

    page: int
    box: Box


class _Field(NamedTuple):
    """A filled signature field, as pyHanko takes it."""

    reader: Any
    field: Any
    name: str


class DigitalSignatures(NamedTuple):
    """The marks of a file's cryptographic signatures, and its empty signature fields."""

    marks: tuple[Mark, ...] = ()
    empty_fields: tuple[EmptyField, ...] = ()

    def marks_on(self, page: int) -> tuple[Mark, ...]:
        """The signatures shown on one page (1-based)."""
        return tuple(mark for mark in self.marks if mark.page == page)

    def empty_fields_on(self, page: int) -> tuple[Box, ...]:
        """The boxes of one page's empty fields, in points."""
        return tuple(field.box for field in self.empty_fields if field.page == page)


def signatures_of(
    content: bytes, pdf: pypdfium2.PdfDocument, password: str | None = None, trusted: Path | None = None
) -> DigitalSignatures:
    """Reads and checks the signatures of a file whose bytes are `content` and which PDFium has opened as `pdf`.

    A mark is `intact` when the bytes it covers are unchanged and its cryptography holds. Who issued the certificate is
    asked only when `trusted` names a file of certificates that it may lead to; nothing is fetched. A damaged signature
    is a mark that is not intact. Never raises for a bad file; raises OSError or ValueError when `trusted` holds none.
    """
    if not _may_be_signed(content, pdf, password):
        return DigitalSignatures()
    roots = certificates_in(trusted) if trusted else None
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return _read(content, pdf, password, roots)
    # pyHanko raises whatever its parsers raise on hostile bytes; a file's form never stops the reading of its pages.
    except Exception:
        return DigitalSignatures()


def _may_be_signed(content: bytes, pdf: pypdfium2.PdfDocument, password: str | None) -> bool:
    """Whether the file has a form with anything in it; most have none, and pyHanko takes half a second to load."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDF_GetSignatureCount(pdf.raw) > 0:
        return True
    return bool(pdf.get_formtype() != pdfium.FORMTYPE_NONE) and _fields_of_form(content, password) != []


def _fields_of_form(content: bytes, password: str | None) -> Any:
    """The list of a form's fields, which some programs that make PDFs leave empty; None where it cannot be told."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    try:
        catalog = PDFDocument(PDFParser(BytesIO(content)), password or "").catalog
        return resolve1(resolve1(catalog["AcroForm"])["Fields"])
    # Like pyHanko's, its parser raises whatever it will on hostile bytes.
    except Exception:
        return None


def _read(
    content: bytes, pdf: pypdfium2.PdfDocument, password: str | None, roots: Sequence[Any] | None
) -> DigitalSignatures:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    reader = PdfFileReader(BytesIO(content), strict=False)
    if reader.encrypted:
        reader.decrypt(password or "")
    fields = list(enumerate_sig_fields(reader))
    if not fields:
        return DigitalSignatures()
    pages = _pages_of_widgets(reader, len(pdf))
    marks, empty = [], []
    for name, value, reference in fields:
        for widget in _widgets_of(reference) or (reference,):
            number = pages.get(_identity(widget), 0)
            box = _box_of(widget.get_object(), pdf, number)
            if value is None:
                if number and box.width > 0 and box.height > 0:
                    empty.append(EmptyField(number, box))
                continue
            mark = _mark_of(_Field(reader, reference.get_object(), name), number or 1, box, roots)
            if mark is not None:
                marks.append(mark)
            break
    return DigitalSignatures(tuple(marks), tuple(empty))


def _pages_of_widgets(reader: Any, page_count: int) -> dict[tuple[int, int], int]:
    """The page (1-based) that lists each annotation, by its object number and generation."""
    found = {}
    for index in range(page_count):
        container, position, _ = reader.find_page_container(index)
        page = container.get_object()["/Kids"][position]
        for annotation in _references_in(page, "/Annots"):
            found[_identity(annotation)] = index + 1
    return found


def _references_in(holder: Any, key: str) -> Iterator[Any]:
    items = holder.get(key, ())
    for position in range(len(items)):
        item = items.raw_get(position)
        if hasattr(item, "idnum"):
            yield item


def _widgets_of(reference: Any) -> tuple[Any, ...]:
    """A field's widgets where they are objects of their own; none where field and widget are one."""
    return tuple(_references_in(reference.get_object(), "/Kids"))


def _identity(reference: Any) -> tuple[int, int]:
    return (int(reference.idnum), int(reference.generation)) if hasattr(reference, "idnum") else (0, 0)


def _box_of(widget: Any, pdf: pypdfium2.PdfDocument, page: int) -> Box:
    corners = [float(value) for value in widget.get("/Rect", ())]
    if not page or len(corners) != 4:
        return _NOWHERE
    shown = pdf[page - 1]
    try:
        left, right = sorted((corners[0], corners[2]))
        bottom, top = sorted((corners[1], corners[3]))
        return space_of(shown).box(left, bottom, right, top)
    finally:
        shown.close()


def _mark_of(field: _Field, page: int, box: Box, roots: Sequence[Any] | None) -> Mark | None:
    """The mark of a filled field; None for a time stamp of the document, which is nobody's signature."""
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    damaged = Mark(kind=MarkKind.DIGITAL, page=page, box=box, intact=False, confidence=0.9)
    try:
        signature = EmbeddedPdfSignature(*field)
        if signature.sig_object_type == "/DocTimeStamp":
            return None
        claimed = damaged.model_copy(update={"signer": _signer_of(signature), "signed_on": _day_of(signature)})
    # What a damaged signature makes its parser raise is not a closed list.
    except Exception:
        return damaged
    try:
        return _checked(claimed, signature, roots)
    except Exception:
        return claimed


def _checked(claimed: Mark, signature: Any, roots: Sequence[Any] | None) -> Mark:
    """The mark with whether covered bytes and cryptography hold, whether content was added after, whether trusted."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=list(roots or ()), allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    # `valid` alone stays true on a tampered file: it speaks of the signed attributes, not of the document.
    verdict = {
        "intact": bool(status.intact and status.valid),
        "changed_after_signing": status.modification_level == ModificationLevel.OTHER,
        "trusted": None if roots is None else bool(status.trusted),
        "confidence": 1.0,
    }
    return claimed.model_copy(update=verdict)


def _signer_of(signature: Any) -> str | None:
    name = signature.signer_cert.subject.native.get("common_name") or signature.sig_object.get("/Name")
    if isinstance(name, list):
        name = name[0]
    return str(name).strip() or None if name else None


def _day_of(signature: Any) -> date | None:
    moment = signature.self_reported_timestamp
    return moment.date() if moment else None
