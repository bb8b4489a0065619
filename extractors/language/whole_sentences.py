"""Segments joined where a sentence runs from one into the next: over a page, or through rows of justified text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.module_expressions import compiled
from models.segment import PlacedWord, Segment, SegmentKind

_ENDS = compiled(r"[.;:!?][\"'”’)\]]*\s*$")
_RUNS_ON = compiled(
    r"(?i)(?:,|-|\b(?:and|or|of|the|by|between|among|an?|to|with|in|as|for|from|on|its|this|that|such|until|through|upon"
    r"|at|is|be|shall|will|dated))\s*$"
)
_BEGINS_ANEW = compiled(r"(?:NOW|WHEREAS|Whereas|IN WITNESS|BE IT|RESOLVED)\b")
_LONGEST_SENTENCE = 6000
_SMALL_WORD = compiled(r"[a-z]{2,}\b(?!:)")
_BEGINS_WITHIN = compiled(r"\(?\s*(?:\d{1,4}\)\s*(?:-|[a-z])|[a-z]{2,})|[\"“][a-z]|\d{1,2},?\s+(?:19|20)\d\d")


def whole_sentences(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Segments with a sentence that runs from one into the next made one; rows of justified text made clauses."""
    held: Segment | None = None
    for segment in map(_untabbed, segments):
        if held is not None and _goes_on(held, segment):
            held = _merged(held, segment)
            continue
        if held is not None:
            yield held
        held = segment
    if held is not None:
        yield held


def _untabbed(segment: Segment) -> Segment:
    """A row whose cells begin in the middle of a sentence is a line of justified text."""
    if segment.kind is not SegmentKind.TABLE_ROW:
        return segment
    cells = segment.text.split("\t")
    if len(cells) > 1 and any(_SMALL_WORD.match(cell) for cell in cells[1:]) and len(cells[0]) > 2:
        return segment.model_copy(update={"kind": SegmentKind.CLAUSE, "text": segment.text.replace("\t", " ")})
    return segment


def _goes_on(before: Segment, after: Segment) -> bool:
    if before.kind is not SegmentKind.CLAUSE or after.kind is not SegmentKind.CLAUSE or before.exhibit != after.exhibit:
        return False
    if _ENDS.search(before.text) or _BEGINS_ANEW.match(after.text) or len(before.text) > _LONGEST_SENTENCE:
        return False
    return bool(_BEGINS_WITHIN.match(after.text)) or (bool(_RUNS_ON.search(before.text)) and len(before.text) > 40)


def _merged(before: Segment, after: Segment) -> Segment:
    shift = len(before.text) + 1
    words = before.words + tuple(
        PlacedWord(word.start + shift, word.end + shift, word.page, word.box) for word in after.words
    )
    return before.model_copy(update={"text": f"{before.text} {after.text}", "words": words})
