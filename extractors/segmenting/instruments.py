"""Which agreements, amendments and renewals a document holds."""

from __future__ import annotations

from extractors.segmenting.clauses import segments_of
from extractors.segmenting.running_matter import body_lines
from models.document import Document
from models.segment import Instrument, Segment, SegmentKind

_TITLE_WITHIN = 6


def instruments_of(document: Document) -> tuple[Instrument, ...]:
    """The instruments of a document in page order; none when nothing could be read."""
    pages = document.pages
    segments = segments_of(pages, body_lines(pages))
    if not segments:
        return ()
    return (
        Instrument(
            title=_title(segments),
            first_page=pages[0].number,
            last_page=pages[-1].number,
            segments=segments,
            pages=pages,
        ),
    )


def _title(segments: tuple[Segment, ...]) -> str | None:
    for segment in segments[:_TITLE_WITHIN]:
        if segment.kind is SegmentKind.HEADING:
            return segment.text
    return None
