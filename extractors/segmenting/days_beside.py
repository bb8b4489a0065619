"""Days of signing that stand without a label right of the line to sign on, which were read as a column of their own."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.language.signing_date import signing_date
from extractors.segmenting.signature_lines import LineKind, signature_line
from models.document import Line
from models.geometry import enclosing
from models.signature import SignatureArea

_LONGEST = 20


def with_days_beside(areas: Sequence[SignatureArea], lines: Sequence[Line]) -> list[SignatureArea]:
    """The places to sign, each undated one with the day alone on the row of its signature, and of no other place's."""
    days = [line for line in lines if _is_a_day(line)]
    return [_dated(area, areas, days) for area in areas if not _holds_only_days(area)]


def _holds_only_days(area: SignatureArea) -> bool:
    """Whether it is but the other column's days, over a "Date:" of that column."""
    said = (area.written, area.name, area.title, area.stamp_texts, area.below)
    return bool(area.headings) and not any(said) and all(signing_date(heading) for heading in area.headings)


def _is_a_day(line: Line) -> bool:
    short = len(line.text) <= _LONGEST and line.text[-1:].isdigit()
    return short and signature_line(line.text).kind is LineKind.OTHER and signing_date(line.text) is not None


def _dated(area: SignatureArea, areas: Sequence[SignatureArea], days: Sequence[Line]) -> SignatureArea:
    if area.date_text or area.is_witness or not (area.written or "").strip("_ "):
        return area
    beside = [day for day in days if _is_beside(area, day)]
    day = min(beside, key=lambda one: one.box.left, default=None)
    if day is None or any(_stands_between(other, area, day) for other in areas if other is not area):
        return area
    return area.model_copy(
        update={
            "box": enclosing((area.box, day.box)),
            "date_text": day.text,
            "quote": f"{area.quote} / {day.text}",
        }
    )


def _is_beside(area: SignatureArea, day: Line) -> bool:
    return area.slot.top < day.box.middle < area.slot.bottom and day.box.left > area.slot.left + area.slot.width / 2


def _stands_between(other: SignatureArea, area: SignatureArea, day: Line) -> bool:
    """Whether another place begins on the row between the signature and the day."""
    in_row = other.slot.top < day.box.middle < other.slot.bottom
    return in_row and area.slot.left < other.slot.left < day.box.left
