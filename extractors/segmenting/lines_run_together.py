"""Lines of a signature page that hold several: signatures side by side, or title and date behind the name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from extractors.segmenting.signature_items import SignatureItem
from extractors.segmenting.signature_lines import LineKind, signature_line
from models.document import Line

_SIGNS = regex.compile(r"/[sS]/")
_BEHIND = regex.compile(r"(?<=\S\s+)(?:Title|Its|Date(?:d|\s+[Ss]igned)?)\s*:(?=\s|_|$)", regex.IGNORECASE)
_FIRST = {LineKind.SIGN, LineKind.CONFORMED, LineKind.NAME}


def parted_at_signatures(line: Line) -> Iterator[Line]:
    """The line in parts, each with one conformed signature: "/s/ Ada Tovey  /s/ Bo Lindahl"."""
    starts = [at for at, word in enumerate(line.words) if at and _SIGNS.match(word.text)]
    if not starts or not _SIGNS.match(line.words[0].text):
        yield line
        return
    for start, end in pairwise((0, *starts, len(line.words))):
        yield Line(words=line.words[start:end])


def parted_at_labels(item: SignatureItem) -> Iterator[SignatureItem]:
    """The line in parts: "By: /s/ Ada Tovey  Title: President  Date: 5/1/2024" holds three.

    Boxes are shared out by the number of letters.
    """
    starts = [match.start() for match in _BEHIND.finditer(item.text)] if item.line.kind in _FIRST else []
    if not starts:
        yield item
        return
    width = item.box.width / len(item.text)
    for start, end in pairwise((0, *starts, len(item.text))):
        text = item.text[start:end].strip()
        box = item.box.model_copy(update={"left": item.box.left + start * width, "right": item.box.left + end * width})
        yield SignatureItem(box, text, signature_line(text))
