"""What a PDF form's fields hold, and text typed over a page: words that no text layer knows of."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from models.document import Word
from models.geometry import Box

if TYPE_CHECKING:
    import pypdfium2

    from extractors.reading.page_space import PageSpace

TICKED, UNTICKED = "☒", "☐"
_LEADING = 12.5
_LETTER_WIDTH = 0.5
_HIDDEN = 1 << 1 | 1 << 5
_LINE_BREAK = re.compile(r"\r\n?|\n")
# What is printed where an answer goes.
_BLANK = re.compile(r"^[_.\s☐□❏\[\]()]+$")
_MOST_FIELDS = 3000


def with_form_fields(words: Sequence[Word], page: pypdfium2.PdfPage, space: PageSpace) -> tuple[Word, ...]:
    """The words, and those of filled fields, of boxes to tick, and of comments that are typed onto the page.

    Values come from the fields themselves, so that a form whose answers were never drawn gives them too. Blanks
    printed under an answer go.
    """
    answers = list(_answers(page, space))
    if not answers:
        return tuple(words)
    filled = [answer.box for answer in answers if answer.text != UNTICKED]
    kept = [word for word in words if not (_BLANK.match(word.text) and any(_over(box, word.box) for box in filled))]
    boxes = [word.box for word in kept]
    added = [
        answer for answer in answers if answer.text != UNTICKED or not any(_over(answer.box, box) for box in boxes)
    ]
    return (*kept, *added)


def _over(box: Box, other: Box) -> bool:
    return box.overlaps(other)


def _answers(page: pypdfium2.PdfPage, space: PageSpace) -> Iterator[Word]:
    import pypdfium2.raw as pdfium

    form = page.formenv.raw if page.formenv else None
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_FIELDS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            yield from _answer(annotation, form, space)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _answer(annotation: Any, form: Any, space: PageSpace) -> Iterator[Word]:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind not in {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT}:
        return
    rectangle = pdfium.FS_RECTF()
    shown = not pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN
    if not shown or not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle)):
        return
    left, right = sorted((rectangle.left, rectangle.right))
    bottom, top = sorted((rectangle.bottom, rectangle.top))
    box = space.box(left, bottom, right, top)
    if box.width <= 0 or box.height <= 0:
        return
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        contents = _text_from(
            lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
        )
        yield from _written(contents, box)
    elif form is not None:
        yield from _field(annotation, form, box)


def _field(annotation: Any, form: Any, box: Box) -> Iterator[Word]:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}:
        ticked = pdfium.FPDFAnnot_IsChecked(form, annotation)
        yield Word(text=TICKED if ticked else UNTICKED, box=box)
    elif kind in {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}:
        value = _text_from(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
        yield from _written(value, box)


def _text_from(ask: Callable[[Any, int], int]) -> str:
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", errors="replace").rstrip("\x00")


def _written(text: str, box: Box) -> Iterator[Word]:
    """The words of an answer where they are drawn, as nearly as can be told without its appearance."""
    lines = [line for line in _LINE_BREAK.split(text) if line.strip()]
    if not lines:
        return
    height = min(box.height / len(lines), _LEADING)
    lines = list(_wrapped(lines, box, height))
    height = min(box.height / len(lines), _LEADING)
    # One line stands in the middle of its field, several begin at the top.
    top = box.middle - height / 2 if len(lines) == 1 else box.top
    for row, line in enumerate(lines):
        letter = min(_LETTER_WIDTH * height, box.width / max(len(line), 1))
        at = 0
        for piece in line.split(" "):
            if piece.strip():
                left = box.left + at * letter
                place = Box(
                    left=left, top=top + row * height, right=left + len(piece) * letter, bottom=top + (row + 1) * height
                )
                yield Word(text=piece.strip(), box=place)
            at += len(piece) + 1


def _wrapped(lines: Sequence[str], box: Box, height: float) -> Iterator[str]:
    """Long lines broken where a tall field has room for more of them."""
    room = max(int(box.height / height), 1)
    letters = max(int(box.width / (_LETTER_WIDTH * height)), 1)
    for line in lines:
        if room <= len(lines) or len(line) <= letters:
            yield line
            continue
        so_far = ""
        for word in line.split():
            if so_far and len(so_far) + 1 + len(word) > letters:
                yield so_far
                so_far = word
            else:
                so_far = f"{so_far} {word}".strip()
        if so_far:
            yield so_far
