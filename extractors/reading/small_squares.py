"""Whether a page draws squares of the size of boxes to tick, as rectangles, line by line, or many in one path."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice
from typing import Any

from extractors.reading.nested_drawings import sizes_in

# In points: sides of such squares, and how thick their lines are at most.
_SMALLEST, _LARGEST, _THIN = 4.5, 15.5, 3.0
_SQUARE = 0.7
_SIDES = 2
_MOST_SEGMENTS, _MOST_ITEMS = 600, 400


class SmallSquares:
    """Looks at the drawn objects of one page in turn."""

    def __init__(self) -> None:
        self._found = False
        self._level, self._upright = 0, 0

    @property
    def are_there(self) -> bool:
        """Whether any was found, or lines enough to close one in."""
        return self._found or (self._level >= _SIDES and self._upright >= _SIDES)

    def look_at(self, item: Any, width: float, height: float) -> None:
        """Takes in a path or picture of so many points on the page."""
        if self._found:
            return
        if max(width, height) <= _LARGEST:
            self._found = _is_square(width, height)
            self._level += height <= _THIN and width >= _SMALLEST
            self._upright += width <= _THIN and height >= _SMALLEST
        elif min(width, height) >= _SMALLEST or max(width, height) > 2 * _LARGEST:
            self._found = any(_is_square(*size) for size in _parts_of(item))

    def look_into(self, form: Any) -> None:
        """Takes in what a nested drawing draws."""
        for item, width, height in islice(sizes_in(form), _MOST_ITEMS):
            self.look_at(item, width, height)


def _is_square(width: float, height: float) -> bool:
    shorter, longer = sorted((width, height))
    return shorter >= _SMALLEST and longer <= _LARGEST and shorter >= _SQUARE * longer


def _parts_of(path: Any) -> Iterator[tuple[float, float]]:
    """Width and height of each part of a path that is drawn without lifting the pen, if it has more than one."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFPageObj_GetType(path) != pdfium.FPDF_PAGEOBJ_PATH:
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if not count >= 2 * 4:
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    wide, high = abs(matrix.a) + abs(matrix.b), abs(matrix.c) + abs(matrix.d)
    x, y = ctypes.c_float(), ctypes.c_float()
    xs: list[float] = []
    ys: list[float] = []
    for index in range(min(count, _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and xs:
            yield (max(xs) - min(xs)) * wide, (max(ys) - min(ys)) * high
            xs, ys = [], []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        xs.append(x.value)
        ys.append(y.value)
    if xs:
        yield (max(xs) - min(xs)) * wide, (max(ys) - min(ys)) * high
