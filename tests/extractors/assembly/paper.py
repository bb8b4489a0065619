"""Invented papers typed on pages and read as the product reads them, from lines to instruments."""

from __future__ import annotations

import textwrap

from extractors.segmenting.clauses import segments_of
from extractors.segmenting.running_matter import body_lines
from extractors.segmenting.titles import title_of
from models.segment import Instrument
from tests.extractors.typed_pages import typed_page

_WIDTH, _ROWS = 94, 50
_GAP = ("", "", "")


def instrument_of(text: str) -> Instrument:
    """One instrument; paragraphs are wrapped to the page's width and stand three empty rows apart."""
    rows: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        rows += [*(textwrap.wrap(paragraph, _WIDTH) if "    " not in paragraph else [paragraph]), *_GAP]
    chunks = [rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS)]
    pages = tuple(typed_page("\n".join(chunk), number) for number, chunk in enumerate(chunks, 1))
    segments = segments_of(pages, body_lines(pages))
    return Instrument(title=title_of(segments), first_page=1, last_page=len(pages), segments=segments, pages=pages)
