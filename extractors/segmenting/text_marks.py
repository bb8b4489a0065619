"""Marks of signing that are text: "/s/" and the stamps of electronic signatures."""

from __future__ import annotations

from extractors.language.signing_date import signing_date
from extractors.segmenting.signature_lines import LineKind, signature_line
from models.document import Document, Mark, MarkKind, Page
from models.geometry import enclosing

_TOGETHER = 16.0


def with_text_marks(document: Document) -> Document:
    """The document with these marks added to those of its pages."""
    return document.model_copy(update={"pages": tuple(_marked(page) for page in document.pages)})


def _marked(page: Page) -> Page:
    found: list[Mark] = []
    for line in page.lines:
        kind, rest = signature_line(line.text)
        if kind is LineKind.CONFORMED and rest:
            found.append(Mark(kind=MarkKind.CONFORMED, page=page.number, box=line.box, confidence=0.97, signer=rest))
        elif kind is LineKind.STAMP:
            _add_stamp(
                found,
                Mark(
                    kind=MarkKind.ESIGN,
                    page=page.number,
                    box=line.box,
                    confidence=0.93,
                    text=line.text,
                    signed_on=signing_date(line.text),
                ),
            )
    return page.model_copy(update={"marks": (*page.marks, *found)}) if found else page


def _add_stamp(found: list[Mark], stamp: Mark) -> None:
    """The lines of one stamp are one mark."""
    for index, mark in enumerate(found):
        near = stamp.box.top - mark.box.bottom < _TOGETHER + mark.box.height
        beside = mark.box.left < stamp.box.right and stamp.box.left < mark.box.right
        if mark.kind is MarkKind.ESIGN and near and beside:
            found[index] = mark.model_copy(
                update={
                    "box": enclosing((mark.box, stamp.box)),
                    "text": f"{mark.text} {stamp.text}",
                    "signed_on": mark.signed_on or stamp.signed_on,
                }
            )
            return
    found.append(stamp)
