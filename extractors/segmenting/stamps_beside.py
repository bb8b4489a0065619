"""Stamps of electronic signatures right of the line to sign on, which were read as a column of their own."""

from __future__ import annotations

from collections.abc import Sequence

from models.geometry import enclosing
from models.signature import SignatureArea


def with_stamps_beside(areas: Sequence[SignatureArea]) -> list[SignatureArea]:
    """The places to sign, each with the stamp that stands beside it; a stamp beside none stays a place of its own."""
    kept = [area for area in areas if not _is_only_a_stamp(area)]
    for stamp in (area for area in areas if _is_only_a_stamp(area)):
        beside = [place for place in kept if _may_be_stamped_by(place, stamp)]
        if not beside:
            kept.append(stamp)
            continue
        nearest = max(beside, key=lambda place: place.slot.left)
        kept[kept.index(nearest)] = nearest.model_copy(
            update={
                "box": enclosing((nearest.box, stamp.box)),
                "column": enclosing((nearest.column, stamp.column)),
                "stamp_texts": stamp.stamp_texts,
                "quote": f"{nearest.quote} / {stamp.quote}",
            }
        )
    return kept


def _is_only_a_stamp(area: SignatureArea) -> bool:
    said = (area.headings, area.written, area.name, area.title, area.date_text)
    return bool(area.stamp_texts) and not any(said) and not area.is_witness


def _may_be_stamped_by(place: SignatureArea, stamp: SignatureArea) -> bool:
    """Whether the place is empty and its line to sign on begins left of the stamp, in the stamp's rows."""
    empty = not place.stamp_texts and not (place.written or "").strip("_ ")
    left = place.slot.left < stamp.box.left
    return empty and left and place.box.top < stamp.box.middle < place.box.bottom and not place.is_witness
