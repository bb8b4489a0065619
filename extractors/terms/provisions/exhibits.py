"""The exhibits that a file holds, by the labels that pages and headings bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from extractors.language.exhibit_labels import exhibit_label
from models.provision import Provision, ProvisionKind
from models.segment import Instrument, Segment

_LABEL = regex.compile(
    r"(?i)^\W*(?P<label>(?:exhibit|schedule|attachment|appendix|annex|addendum)\s+(?:no[.]?\s+)?"
    r"[\"'“]?(?:[A-Z](?:-?\d{1,2})?|\d{1,2}(?:-?[A-Z])?|[IVX]{1,4}))(?!\w)"
)
_CONFIDENCE = 0.95


def exhibits_present(instruments: Iterable[Instrument]) -> Iterator[Provision]:
    """One provision for each label under which something stands, be it in another instrument of the same file."""
    seen: set[str] = set()
    for instrument in instruments:
        for segment in instrument.segments:
            for label, end in _labels(segment):
                if label not in seen:
                    seen.add(label)
                    yield Provision(
                        kind=ProvisionKind.EXHIBIT_PRESENT,
                        subject=label,
                        evidence=segment.evidence(0, end),
                        confidence=_CONFIDENCE,
                        found_by="exhibit_present: a page or heading bears the label",
                    )


def _labels(segment: Segment) -> Iterator[tuple[str, int]]:
    """The exhibit that a segment lies in, and the one that its first words name, each with where those words end."""
    if segment.exhibit:
        yield exhibit_label(segment.exhibit), min(len(segment.text), len(segment.exhibit))
    if match := _LABEL.match(segment.text):
        yield exhibit_label(match["label"]), match.end()
