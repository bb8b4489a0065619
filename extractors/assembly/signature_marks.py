"""Which marks on a page were made in which place to sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.language.signing_date import possible_signing_dates
from extractors.terms.signature_status import is_unknown_writing
from models.document import Mark, MarkKind
from models.geometry import Box
from models.signature import SignatureArea

_ABOVE, _BELOW, _BESIDE = 26.0, 12.0, 18.0


def marks_by_area(
    areas: Sequence[SignatureArea], marks: Sequence[Mark]
) -> list[tuple[SignatureArea, tuple[Mark, ...]]]:
    """Each place with the marks made in it; a mark belongs to the one place whose line to sign on is nearest.

    A date by hand for which no place is told, as in the last cell of a row, belongs to the signature beside it.
    """
    made: dict[int, list[Mark]] = {index: [] for index in range(len(areas))}
    for mark in marks:
        if mark.kind not in {MarkKind.INK, MarkKind.DIGITAL}:
            continue
        near = [
            (abs(mark.box.middle - area.slot.middle), index)
            for index, area in enumerate(areas)
            if _holds(area, mark.box)
        ]
        if near:
            made[min(near)[1]].append(mark)
    signed = {index: tuple(mark.box for mark in found) for index, found in made.items() if found}
    for mark in marks:
        if mark.kind is MarkKind.HANDWRITING:
            at = next((index for index, area in enumerate(areas) if _is_date_of(area, mark.box)), None)
            if at is None:
                at = next((index for index, area in enumerate(areas) if is_unknown_writing(area, mark)), None)
            if at is None and possible_signing_dates(mark.text or ""):
                at = _signed_beside(mark.box, {index: boxes for index, boxes in signed.items() if _wants(areas[index])})
            if at is not None:
                made[at].append(mark)
    return [(area, tuple(made[index])) for index, area in enumerate(areas)]


def _wants(area: SignatureArea) -> bool:
    return area.date_slot is None and area.date_text is None


def _signed_beside(box: Box, signed: Mapping[int, Sequence[Box]]) -> int | None:
    """The place whose signature is the nearest to the left on the row of a box, reaching into it by half its height."""
    beside = [
        (box.left - ink.right, index)
        for index, inks in signed.items()
        for ink in inks
        if ink.right <= box.left + _BESIDE and min(ink.bottom, box.bottom) - max(ink.top, box.top) > 0.5 * box.height
    ]
    return min(beside)[1] if beside else None


def _holds(area: SignatureArea, box: Box) -> bool:
    center = (box.left + box.right) / 2
    within_column = area.column.left - _BESIDE <= center <= area.column.right + _BESIDE
    top, bottom = min(area.box.top, area.slot.top), max(area.box.bottom, area.slot.bottom)
    return within_column and top - _ABOVE <= box.middle <= bottom + _BELOW


def _is_date_of(area: SignatureArea, box: Box) -> bool:
    slot = area.date_slot
    if slot is None:
        return False
    center = (box.left + box.right) / 2
    return slot.left <= center <= slot.right and slot.top <= box.middle <= slot.bottom
