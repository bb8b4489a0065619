"""The exhibits that a file holds, by the labels that pages and headings bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.language.exhibit_labels import exhibit_label
from extractors.module_expressions import compiled
from models.evidence import Evidence
from models.provision import Provision, ProvisionKind
from models.segment import Instrument

_LABEL = compiled(
    r"(?i)^\W*(?P<label>(?:exhibit|schedule|attachment|appendix|annex|addendum)\s+(?:no[.]?\s+)?"
    r"[\"'“]?(?:[A-Z](?:-?\d{1,2})?|\d{1,2}(?:-?[A-Z])?|[IVX]{1,4}))(?!\w)"
)
_ALONE = compiled(r"[\s\"'”’]*(?:[-–—:].{1,60})?$")
_CONFIDENCE = 0.95


def exhibits_present(instruments: Iterable[Instrument]) -> Iterator[Provision]:
    """One provision for each label under which something stands, be it in another instrument of the same file."""
    seen: set[str] = set()
    for instrument in instruments:
        for label, evidence in _labels(instrument):
            if label not in seen:
                seen.add(label)
                yield Provision(
                    kind=ProvisionKind.EXHIBIT_PRESENT,
                    subject=label,
                    evidence=evidence,
                    confidence=_CONFIDENCE,
                    found_by="exhibit_present: a page or heading bears the label",
                )


def _labels(instrument: Instrument) -> Iterator[tuple[str, Evidence]]:
    """The exhibits that segments lie in or begin with, and those that stand alone on a line, as running heads do."""
    for segment in instrument.segments:
        if segment.exhibit:
            yield exhibit_label(segment.exhibit), segment.evidence(0, min(len(segment.text), len(segment.exhibit)))
        if match := _LABEL.match(segment.text):
            yield exhibit_label(match["label"]), segment.evidence(0, match.end())
    for page in instrument.pages:
        for line in page.lines:
            if (match := _LABEL.match(line.text)) and _ALONE.match(line.text, match.end()):
                yield exhibit_label(match["label"]), Evidence(page=page.number, quote=line.text, box=line.box)
