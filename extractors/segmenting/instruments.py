"""Which agreements, amendments and renewals a document holds."""

from __future__ import annotations

from extractors.segmenting.bundles import is_cover_sheet, starts_of_instruments
from extractors.segmenting.clauses import segments_of
from extractors.segmenting.signing_places import pages_to_sign
from extractors.segmenting.titles import title_of
from models.document import Document
from models.segment import Instrument


def instruments_of(document: Document) -> tuple[Instrument, ...]:
    """The instruments of a document in page order; none when nothing could be read. A cover sheet is none."""
    pages = document.pages
    known = pages_to_sign(pages)
    bodies = known.bodies
    starts = starts_of_instruments(known)
    instruments = []
    for start, end in zip(starts, [*starts[1:], len(pages)], strict=True):
        if len(starts) > 1 and is_cover_sheet(bodies[start]):
            continue
        segments = segments_of(pages[start:end], bodies[start:end])
        if segments:
            instruments.append(
                Instrument(
                    title=title_of(segments),
                    first_page=pages[start].number,
                    last_page=pages[end - 1].number,
                    segments=segments,
                    pages=pages[start:end],
                )
            )
    return tuple(instruments)
