"""Dates by hand, read where one is asked for: cut out without line and print, and read in several ways that agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from extractors.language.signing_date import possible_signing_dates, signing_date
from extractors.reading.date_slots import DateSlot
from extractors.reading.handwriting import HANDWRITING_SCALE
from extractors.reading.ink_pixels import Pixels, ink_pixels_of
from extractors.reading.rapid_recognition import text_of_line
from extractors.reading.rules import ruled_lines_of
from models.document import Line, Mark, MarkKind, Word
from models.geometry import Box

_AROUND = 10.0
_MARGINS = (2.5, 5.0)
_SLANT = 0.27
_SPECK, _NARROWEST, _LOWEST = 2.0, 18.0, 4.0
_AGREE = 3
_SHARES_OF_PRINT = (1.0, 0.75, 0.5)
_CONFIDENCE = 0.8
_MOST_SLOTS = 30
_OFF_ROW = 1.0
_DIGIT, _FEWEST_DIGITS = re.compile(r"\d"), 3


class Sheet(NamedTuple):
    """The page that dates are read on: its number (1-based), its words, and whether those were recognised in a scan."""

    number: int
    lines: Sequence[Line]
    scanned: bool


class _Part(NamedTuple):
    """The page around a slot: where it begins, in pixels, its picture, and its ink (1) without ruled lines."""

    left: int
    top: int
    picture: NDArray[np.uint8]
    pixels: Pixels


class _Cut(NamedTuple):
    """Handwriting in a slot: where it stands, its `strokes` (1 is ink) without line and print, and its grey picture."""

    box: Box
    strokes: Pixels
    grey: NDArray[np.uint8]


def with_dates_read(
    marks: Sequence[Mark], slots: Sequence[DateSlot], sheet: Sheet, picture: Callable[[], NDArray[np.uint8]]
) -> tuple[Mark, ...]:
    """The marks, with those of handwriting in a slot read anew, and with dates that had been overlooked.

    `picture` draws the page at HANDWRITING_SCALE pixels a point, and is asked for only when there are slots. A reading
    counts that most ways of looking at the strokes agree upon; without one, marks stay as they were.
    """
    if not slots:
        return tuple(marks)
    image, kept = picture(), list(marks)
    for slot in slots[:_MOST_SLOTS]:
        read = next(_readings(image, slot, sheet), None)
        if read is None:
            continue
        cut, text = read
        found = Mark(kind=MarkKind.HANDWRITING, page=sheet.number, box=cut.box, confidence=_CONFIDENCE, text=text)
        kept = [mark for mark in kept if mark.kind is not MarkKind.HANDWRITING or not _mostly(mark.box, cut.box)]
        kept.append(found)
    return tuple(sorted(kept, key=lambda mark: (mark.box.top, mark.box.left)))


def _readings(image: NDArray[np.uint8], slot: DateSlot, sheet: Sheet) -> Iterator[tuple[_Cut, str]]:
    """Dates read in a slot, without print that reaches into it; else without so much of it as stands over a hand."""
    seen, part = 0, _part_of(image, slot)
    if part is None:
        return
    for share in _SHARES_OF_PRINT:
        cut = _strokes_in(part, slot, sheet, share)
        ink = int(cut.strokes.sum()) if cut is not None else 0
        # Where no print reaches into the slot, less of it leaves the same strokes.
        if cut is None or ink == seen:
            continue
        seen = ink
        text = _agreed(cut)
        if text is not None:
            yield cut, text


def _part_of(image: NDArray[np.uint8], slot: DateSlot) -> _Part | None:
    """The part of the page around a slot; None where there is no room for a date."""
    scale = HANDWRITING_SCALE
    height, width = image.shape[:2]
    left, top = (max(int((edge - _AROUND) * scale), 0) for edge in (slot.box.left, slot.box.top))
    right = min(int((slot.box.right + _AROUND) * scale), width)
    bottom = min(int((slot.box.bottom + _AROUND) * scale), height)
    if right - left < _NARROWEST * scale or bottom - top < _LOWEST * scale:
        return None
    part = np.ascontiguousarray(image[top:bottom, left:right, :3])
    return _Part(left, top, part, ruled_lines_of(ink_pixels_of(part, scale), scale).pixels)


def _strokes_in(part: _Part, slot: DateSlot, sheet: Sheet, share: float) -> _Cut | None:
    """What is written in a slot, printed words taken out down to a share of their height; None for nothing."""
    import cv2

    scale, left, top = HANDWRITING_SCALE, part.left, part.top
    pixels = part.pixels.copy()
    for box in _print_in(slot, sheet):
        # Descenders hang into the line below; over a date they hide less than would be lost with them.
        lowest = box.top + share * box.height if box.middle < slot.row.top else box.bottom
        rows = slice(max(int(box.top * scale) - top, 0), max(int(lowest * scale) - top, 0))
        pixels[rows, max(int(box.left * scale) - left, 0) : max(int(box.right * scale) - left, 0)] = 0
    count, labels, stats, centres = cv2.connectedComponentsWithStats(pixels, connectivity=8)
    keep = np.zeros(count, np.uint8)
    across, down = (centres[:, 0] + left) / scale, (centres[:, 1] + top) / scale
    large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= _SPECK * scale
    inside = (across >= slot.box.left) & (across <= slot.box.right) & (down >= slot.box.top) & (down <= slot.box.bottom)
    keep[1:] = (large & inside)[1:]
    strokes = keep[labels]
    ys, xs = np.nonzero(strokes)
    if not len(xs) or np.ptp(xs) < _NARROWEST * scale or np.ptp(ys) < _LOWEST * scale:
        return None
    frame = (slice(int(ys.min()), int(ys.max()) + 1), slice(int(xs.min()), int(xs.max()) + 1))
    box = Box(
        left=(left + int(xs.min())) / scale,
        top=(top + int(ys.min())) / scale,
        right=(left + int(xs.max()) + 1) / scale,
        bottom=(top + int(ys.max()) + 1) / scale,
    )
    grey = np.where(strokes > 0, part.picture.min(axis=2), 255).astype(np.uint8)
    return _Cut(box, np.ascontiguousarray(strokes[frame]), np.ascontiguousarray(grey[frame]))


def _print_in(slot: DateSlot, sheet: Sheet) -> Iterator[Box]:
    """Printed words that reach into a slot."""
    for line in sheet.lines:
        for word in line.words:
            if (
                word.text.strip("_")
                and word.box.overlaps(slot.box)
                and not (sheet.scanned and _may_be_the_date(word, slot))
            ):
                yield word.box


def _may_be_the_date(word: Word, slot: DateSlot) -> bool:
    """Whether a word recognised in a scan may be the handwriting itself, which keeps to no row."""
    near = slot.row.top - _OFF_ROW <= word.box.middle <= slot.row.bottom + _OFF_ROW
    return near or len(_DIGIT.findall(word.text)) >= _FEWEST_DIGITS


def _agreed(cut: _Cut) -> str | None:
    """What most ways of looking at the strokes read as one and the same date, None when they differ."""
    texts = [text for view in _views(cut) if (text := text_of_line(view)) is not None]
    readings = [(text, days) for text in texts if (days := possible_signing_dates(text))]
    votes = Counter(day for _, days in readings for day in days)
    if not votes:
        return None
    most = max(votes.values())
    best = {day for day, count in votes.items() if count == most}
    most += sum(not possible_signing_dates(text) and _nearly_reads(text, readings, best) for text in texts)
    if most < _AGREE or any(2 * count > most for day, count in votes.items() if day not in best):
        return None
    # Upright strokes are thinned away, and none is ever added.
    fuller = {seen for day in best for seen in votes if seen not in best and _lost_a_stroke(day, seen)}
    if len(best) == len(fuller) == 1:
        return _written(fuller.pop())
    narrowest = min((len(days), text) for text, days in readings if best & set(days))[1]
    if len(best) > 1 or signing_date(narrowest) in best:
        return narrowest
    return _written(best.pop())


def _written(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _lost_a_stroke(day: date, other: date) -> bool:
    """Whether another way of looking saw one upright stroke more: "9/12/24" for "9/2/24"."""
    return day.year == other.year and (
        (day.month == other.month and f"1{day.day}" == str(other.day))
        or (day.day == other.day and f"1{day.month}" == str(other.month))
    )


def _nearly_reads(text: str, readings: Sequence[tuple[str, Sequence[date]]], best: set[date]) -> bool:
    """Whether a text that is no date differs by one letter from one that is: "Fan 8, 2024" from "Jan 8, 2024"."""
    digits = _DIGIT.findall(text)
    return any(
        best & set(days) and digits == _DIGIT.findall(read) and Levenshtein.distance(text, read) <= 1
        for read, days in readings
    )


def _views(cut: _Cut) -> Iterator[NDArray[np.uint8]]:
    import cv2

    black = np.where(cut.strokes > 0, 0, 255).astype(np.uint8)
    yield _framed(black, _MARGINS[0])
    yield _framed(cut.grey, _MARGINS[1])
    yield _framed(np.asarray(cv2.erode(black, np.ones((3, 3), np.uint8)), np.uint8), _MARGINS[1])
    framed = _framed(black, _MARGINS[1])
    lean = np.array([[1, _SLANT, -_SLANT * framed.shape[0] / 2], [0, 1, 0]], np.float32)
    size = (framed.shape[1] + round(_AROUND), framed.shape[0])
    yield np.asarray(cv2.warpAffine(framed, lean, size, borderValue=(255, 255, 255)), np.uint8)


def _framed(view: NDArray[np.uint8], margin: float) -> NDArray[np.uint8]:
    """The picture in colour, as recognition wants it, with white paper around it."""
    import cv2

    rim = round(margin * HANDWRITING_SCALE)
    framed = cv2.copyMakeBorder(view, rim, rim, rim, rim, cv2.BORDER_CONSTANT, value=(255,))
    return np.asarray(cv2.cvtColor(framed, cv2.COLOR_GRAY2BGR), np.uint8)


def _mostly(box: Box, other: Box) -> bool:
    across = min(box.right, other.right) - max(box.left, other.left)
    down = min(box.bottom, other.bottom) - max(box.top, other.top)
    return across > 0 and down > 0 and across * down > 0.4 * box.width * box.height
