"""Lines of a signature page that hold several: signatures side by side, or title and date behind the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractors.module_expressions import compiled
from extractors.segmenting.signature_items import SignatureItem
from extractors.segmenting.signature_lines import LineKind, SignatureLine, signature_line
from models.document import Line

_SIGNS = compiled(r"/[sS]/")
_LEADS = {"By:", "BY:", "By"}
_BEHIND = compiled(r"(?<=\S\s+)(?:Title|Its|Date(?:d|\s+[Ss]igned)?)\s*:(?=\s|_|$)", regex.IGNORECASE)
_DAY_LAST = compiled(
    r"(?<=\S\s+)(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\p{Lu}\p{L}{2,8}\.?\s+\d{1,2},?\s+(?:19|20)\d\d)$"
)
# "Ada Tovey, President   (Date)" under two lines to sign on.
_CAPTION_LAST = compiled(r"(?<=^\p{Lu}.*\S\s+)\(Date(?:\s+[Ss]igned)?\)$", regex.IGNORECASE)
_BEHIND_LABEL, _BESIDE_LABEL = 30.0, 0.5
_FIRST = {LineKind.SIGN, LineKind.CONFORMED, LineKind.NAME}


def parted_at_signatures(line: Line) -> Iterator[Line]:
    """The line in parts, each with one conformed signature: "/s/ Ada Tovey  /s/ Bo Lindahl"."""
    # One look at the line spares one at each of its words; pages hold hundreds, and hardly a signature.
    signs = [at for at, word in enumerate(line.words) if _SIGNS.match(word.text)] if _SIGNS.search(line.text) else []
    if len(signs) < 2 or signs[0] > 1:
        yield line
        return
    # "LESSOR /s/ Ada Tovey  LESSEE /s/ Bo Lindahl": the word before heads the signature.
    headed = signs[0] == 1 and line.words[0].text not in _LEADS
    starts = [at - 1 if headed or line.words[at - 1].text in _LEADS else at for at in signs[1:]]
    edges = sorted({0, *starts, *(signs if headed else ()), len(line.words)})
    for start, end in pairwise(edges):
        yield Line(words=line.words[start:end])


def parted_at_labels(item: SignatureItem) -> Iterator[SignatureItem]:
    """The line in parts: "By: /s/ Ada Tovey  Title: President  Date: 5/1/2024" holds three, with or without "Date:".

    Boxes are shared out by the number of letters.
    """
    starts = [match.start() for match in _BEHIND.finditer(item.text)] if item.line.kind in _FIRST else []
    if item.line.kind is LineKind.OTHER and (caption := _CAPTION_LAST.search(item.text)):
        starts = [caption.start()]
    written = item.line.kind is LineKind.CONFORMED or (
        item.line.kind is LineKind.SIGN and len(item.line.rest.split()) > 1
    )
    day = _DAY_LAST.search(item.text) if written else None
    if day is not None and not any(start < day.start() and item.text[start:].startswith("Dat") for start in starts):
        starts.append(day.start())
    if not starts:
        yield item
        return
    width = item.box.width / len(item.text)
    for start, end in pairwise((0, *starts, len(item.text))):
        text = item.text[start:end].strip()
        box = item.box.replaced(left=item.box.left + start * width, right=item.box.left + end * width)
        yield SignatureItem(box, text, signature_line(text))


def joined_to_signing_labels(items: Sequence[SignatureItem]) -> list[SignatureItem]:
    """The lines, a name in the letters of another font made one with the "Signature:" that it stands behind."""
    labels = [item for item in items if item.line.kind is LineKind.SIGN and not item.line.rest]
    behind = {id(name): label for label in labels for name in items if _stands_behind(name, label)}
    written = {id(label): name for name in items if (label := behind.get(id(name))) is not None}
    return [_with_rest(item, written.get(id(item))) for item in items if id(item) not in behind]


def _stands_behind(name: SignatureItem, label: SignatureItem) -> bool:
    shared = min(name.box.bottom, label.box.bottom) - max(name.box.top, label.box.top)
    beside = 0 <= name.box.left - label.box.right < _BEHIND_LABEL and shared > _BESIDE_LABEL * label.box.height
    return beside and name.line.kind is LineKind.OTHER


def _with_rest(item: SignatureItem, name: SignatureItem | None) -> SignatureItem:
    if name is None:
        return item
    text = f"{item.text} {name.text}"
    box = item.box.replaced(right=name.box.right)
    return SignatureItem(box, text, SignatureLine(LineKind.SIGN, name.text))
