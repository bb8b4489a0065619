"""Why a party has no place to sign: a signature page that is announced and is not there, or missing last pages."""

from __future__ import annotations

from extractors.module_expressions import compiled
from models.segment import Instrument

_NO_PLACE = "No place to sign names this party"
_ANNOUNCED = compiled(
    r"(?i)\bsignatures?\s+(?:pages?\s+)?(?:of\s+the\s+parties\s+|blocks?\s+)?"
    r"(?:(?:to\s+)?follows?(?=\W|$)"
    r"|(?:(?:is|are|appears?|set\s+forth|begins?)\s+){0,2}(?:on|to\s+be\s+found\s+on)\s+"
    r"(?:the\s+)?(?:next|following|attached|succeeding|separate|last)\s+pages?\b)"
)
_NUMBERED = compiled(r"(?i)(?:^|\bpage\s+|\bsheet\s+)(?P<this>\d{1,3})\s*(?:of|/)\s*(?P<all>\d{1,3})\s*$")


def why_no_place(instrument: Instrument) -> str:
    """What the instrument tells of a place to sign that a party does not have in it, in one plain sentence."""
    for segment in reversed(instrument.segments):
        announced = _ANNOUNCED.search(segment.text)
        if announced is not None:
            said = f"page {segment.page} says “{announced[0]}”"
            return f"{_NO_PLACE}: {said}, and no page that follows has one for it."
    for line in reversed(instrument.pages[-1].lines) if instrument.pages else ():
        numbered = _NUMBERED.search(line.text.strip())
        if numbered is not None and int(numbered["this"]) < int(numbered["all"]):
            return f"{_NO_PLACE}, and pages are missing: the last one here is {numbered['this']} of {numbered['all']}."
    return f"{_NO_PLACE}."
