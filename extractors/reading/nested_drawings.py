"""What the nested drawings of a page (form XObjects) and its annotations may show besides text."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.reading.short_lines import ShortLine, is_low, stand_apart

if TYPE_CHECKING:
    import pypdfium2

_THIN = 3.0
_SHORTEST_RULE = 30.0
_SMALLEST_MARK = 2.0
_MOST_OBJECTS = 20_000
_DEEPEST = 8


class Shape(StrEnum):
    """What something drawn is by its size alone."""

    BACKGROUND = "background"
    RULE = "rule"
    UPRIGHT = "upright"
    OTHER = "other"


def shape_of(width: float, height: float, page_height: float) -> Shape:
    """What a drawn shape of so many points is; a background is that of a page on the web, many pages high."""
    if height > page_height:
        return Shape.BACKGROUND
    if height <= _THIN and width >= _SHORTEST_RULE:
        return Shape.RULE
    return Shape.UPRIGHT if width <= _THIN and height > _THIN else Shape.OTHER


class _Extent(NamedTuple):
    """How far a nested drawing carries a point of its own to the side and upwards, as its matrix says."""

    across_by_x: float = 1.0
    up_by_x: float = 0.0
    across_by_y: float = 0.0
    up_by_y: float = 1.0

    def within(self, outer: _Extent) -> _Extent:
        return _Extent(*outer.size(self.across_by_x, self.up_by_x), *outer.size(self.across_by_y, self.up_by_y))

    def size(self, width: float, height: float) -> tuple[float, float]:
        """Width and height of an upright box, once carried over."""
        across = abs(width * self.across_by_x) + abs(height * self.across_by_y)
        return across, abs(width * self.up_by_x) + abs(height * self.up_by_y)


def sizes_in(form: Any) -> Iterator[tuple[Any, float, float]]:
    """What a nested drawing draws, each with its width and height in points on the page."""
    import ctypes

    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    for item, extent, _ in _drawn_in(form, _Extent(), _DEEPEST):
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFPageObj_GetBounds(item, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            yield item, *extent.size(right - left, top - bottom)


def may_hold_ink(form: Any, page_height: float) -> bool:
    """Whether a nested drawing shows anything that a pen may have made: more than text, lines and a background."""
    short: list[ShortLine] = []
    homes: set[int] = set()
    for item, extent, home in _drawn_in(form, _Extent(), _DEEPEST):
        if not _may_be_ink(item, extent, page_height):
            continue
        line = _short_line(item, extent)
        if line is None:
            return True
        short.append(line)
        homes.add(home)
    # What one drawing has near each other may lie apart in another.
    return len(homes) > 1 or not stand_apart(short)


def annotations_seen(page: pypdfium2.PdfPage) -> int:
    """How many annotations lie on the page, links and those too small to show anything left out."""
    import pypdfium2.raw as pdfium

    seen = 0
    rectangle = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        pdfium.FPDFAnnot_GetRect(annotation, rectangle)
        sides = abs(rectangle.right - rectangle.left), abs(rectangle.top - rectangle.bottom)
        is_link = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_LINK
        seen += not is_link and max(sides) >= _SMALLEST_MARK
        pdfium.FPDFPage_CloseAnnot(annotation)
    return seen


def _drawn_in(form: Any, outer: _Extent, depth: int) -> Iterator[tuple[Any, _Extent, int]]:
    """What a nested drawing and those within it draw, how far each is carried, and which of them it is of."""
    import ctypes

    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, matrix)
    extent = _Extent(matrix.a, matrix.b, matrix.c, matrix.d).within(outer)
    for index in range(min(pdfium.FPDFFormObj_CountObjects(form), _MOST_OBJECTS)):
        item = pdfium.FPDFFormObj_GetObject(form, index)
        if depth and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _drawn_in(item, extent, depth - 1)
        else:
            yield item, extent, ctypes.cast(form, ctypes.c_void_p).value or 0


def _may_be_ink(item: Any, extent: _Extent, page_height: float) -> bool:
    import ctypes

    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(item)
    if kind in {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE}:
        return bool(kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *edges):
        return True
    left, bottom, right, top = (edge.value for edge in edges)
    return shape_of(*extent.size(right - left, top - bottom), page_height) is Shape.OTHER


def _short_line(item: Any, extent: _Extent) -> ShortLine | None:
    """A short level line of a nested drawing that is carried over upright, in its own place but the page's size."""
    import ctypes

    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    is_path = pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH
    if not is_path or extent.up_by_x or extent.across_by_y or not pdfium.FPDFPageObj_GetBounds(item, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    if not is_low(extent.size(right - left, top - bottom)[1]):
        return None
    across, up = abs(extent.across_by_x), abs(extent.up_by_y)
    return ShortLine(left * across, right * across, (bottom + top) / 2 * up)
