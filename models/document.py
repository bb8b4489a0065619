"""A file as it was read: its pages, their words and marks, and what went wrong."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from models.base import Frozen, Replaceable, frozen_in_slots
from models.geometry import Box, enclosing

_new = object.__new__
_SHORTEST_TO_SIGN_ON, _LONGEST_TO_SIGN_ON = 80.0, 330.0


class TextSource(StrEnum):
    """Where text came from: the file's own text layer, character recognition, or both."""

    NATIVE = "native"
    OCR = "ocr"
    MIXED = "mixed"


class DocumentStatus(StrEnum):
    """How reading went: all of it, some pages unreadable, or nothing readable."""

    OK = "ok"
    PARTIAL = "partial"
    QUARANTINED = "quarantined"


class DocumentRole(StrEnum):
    """What an instrument is to other instruments; OTHER is no contract at all."""

    AGREEMENT = "agreement"
    AMENDMENT = "amendment"
    RENEWAL = "renewal"
    EXHIBIT = "exhibit"
    OTHER = "other"

    @property
    def changes_another(self) -> bool:
        """Whether it changes or renews another contract."""
        return self in (DocumentRole.AMENDMENT, DocumentRole.RENEWAL)


class MarkKind(StrEnum):
    """Kinds of marks on a page; INK is a handwritten signature, HANDWRITING a note, date or initials."""

    INK = "ink"
    HANDWRITING = "handwriting"
    ESIGN = "esign"
    DIGITAL = "digital"
    CONFORMED = "conformed"
    STAMP = "stamp"


@frozen_in_slots
class Word(Replaceable):
    """One word with its box in points; `confidence` is 1 for native text."""

    text: str
    box: Box
    confidence: float = 1.0

    @classmethod
    def of_known(cls, text: str, box: Box, confidence: float) -> Word:
        """A word of values that are known to be right, in a tenth of the time."""
        made = _new(cls)
        _set_text(made, text)
        _set_box(made, box)
        _set_confidence(made, confidence)
        return made


# Past the refusal to change it.
_set_text, _set_box, _set_confidence = (vars(Word)[name].__set__ for name in ("text", "box", "confidence"))


class Line(Frozen):
    """Words that stand side by side without a wide gap; two columns on one height are two lines."""

    words: tuple[Word, ...] = Field(min_length=1)

    @cached_property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join([word.text for word in self.words])

    @cached_property
    def box(self) -> Box:
        """The box around all words."""
        return enclosing(word.box for word in self.words)


class Table(Frozen):
    """A ruled table: its rows from top to bottom, each with the boxes of its cells from left to right."""

    box: Box
    rows: tuple[tuple[Box, ...], ...]


class Mark(Frozen):
    """Something that is neither printed text nor a ruled line: ink, a stamp, an electronic signature.

    `text` is what a note or date by hand says, as far as character recognition can tell. `signer` and `signed_on` are
    what an electronic or digital signature says of itself. `intact` is None unless the mark is a cryptographic
    signature; then it says whether the bytes it covers are unchanged. `changed_after_signing` is True when content was
    added later, beyond filled fields and further signatures, and `trusted` whether its certificate leads to one that
    the user trusts: None when nobody said which those are.
    """

    kind: MarkKind
    page: int = Field(ge=1)
    box: Box
    confidence: float = Field(default=1.0, ge=0.0, le=1.0)
    text: str | None = None
    signer: str | None = None
    signed_on: date | None = None
    intact: bool | None = None
    changed_after_signing: bool | None = None
    trusted: bool | None = None


class Page(Frozen):
    """One page: `lines` in reading order, drawn horizontal `rules`, ruled `tables`, and `marks`.

    `rules` are lines to sign on and borders. `number` is 1-based; width and height are in points. `text_source` is None
    when nothing could be read. `signature_fields` are the boxes of empty PDF signature fields. `turned` says by how
    many degrees clockwise a scan was turned to lie upright; size and boxes are then those of the upright page.
    """

    number: int = Field(ge=1)
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    text_source: TextSource | None = None
    rules: tuple[Box, ...] = ()
    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()
    signature_fields: tuple[Box, ...] = ()
    turned: float = 0.0

    @cached_property
    def text(self) -> str:
        """The page's lines, one to a row."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def lines_to_sign_on(self) -> tuple[Box, ...]:
        """The rules of a width that one signs on: neither a border or a heading's line, nor an underlined word."""
        return tuple(rule for rule in self.rules if _SHORTEST_TO_SIGN_ON <= rule.width <= _LONGEST_TO_SIGN_ON)


class Attachment(Frozen):
    """A file inside a PDF. `document_id` is the SHA-256 of its bytes; a PDF is a document too, others are not read.

    `name` is the last part of its name, safe to show and different from its neighbours'.
    """

    name: str
    document_id: str
    byte_count: int
    is_pdf: bool


class Document(Frozen):
    """One distinct file content. `document_id` is the SHA-256 of the bytes, in hexadecimal."""

    document_id: str
    file_name: str
    path: str
    byte_count: int
    page_count: int = 0
    text_source: TextSource | None = None
    status: DocumentStatus = DocumentStatus.OK
    error_code: str | None = None
    error_message: str | None = None
    pages: tuple[Page, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def without_pages(self) -> Document:
        """The same document without its words, small enough to hand from process to process."""
        return self.model_copy(update={"pages": ()})
