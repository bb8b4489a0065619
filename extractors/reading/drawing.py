"""What a page draws besides text: pictures, ruled lines, paths, annotations."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from extractors.reading.nested_drawings import Shape, annotations_seen, may_hold_ink, shape_of
from extractors.reading.short_lines import ShortLine, is_low, stand_apart
from extractors.reading.small_squares import SmallSquares
from models.geometry import Box

if TYPE_CHECKING:
    import pypdfium2

    from extractors.reading.page_space import PageSpace

_THIN = 3.0
_FEWEST_UPRIGHTS = 3
_SHORTEST_RULE = 30.0
_MOST_OBJECTS = 20_000
_RECTANGLE_SEGMENTS = 5


class Drawing(NamedTuple):
    """Counts and places of a page's drawn objects; boxes in points from the top left.

    `rules` are thin horizontal lines, `uprights` thin vertical ones. `pictures` are where images stand,
    `image_area` the largest one's share of the page, 0 to 1. `paths` counts shapes that are neither, `alone` those
    of them that are too low for a stroke and stand apart, as underlines of words do. `forms` counts
    nested drawings and `annotations` what lies on top, `in_forms` and `seen_on_top` those of them that show more than
    text, lines and a background. `hidden_text` is the share of text that is drawn invisibly, as
    scanners lay it over their pictures. `may_hold_ticks` says that squares of the size of boxes to tick are drawn.
    """

    rules: tuple[Box, ...] = ()
    uprights: tuple[Box, ...] = ()
    images: int = 0
    pictures: tuple[Box, ...] = ()
    image_area: float = 0.0
    paths: int = 0
    alone: int = 0
    forms: int = 0
    in_forms: int = 0
    annotations: int = 0
    seen_on_top: int = 0
    hidden_text: float = 0.0
    may_hold_ticks: bool = False

    @property
    def may_hold_text(self) -> bool:
        """Whether anything is drawn that could be print, or text that says nothing of its letters."""
        return bool(self.images or self.paths or self.forms or self.annotations)

    @property
    def may_hold_ink(self) -> bool:
        """Whether anything is drawn that could be handwriting."""
        return bool(self.images or self.paths > self.alone or self.in_forms or self.seen_on_top)

    @property
    def has_grid(self) -> bool:
        """Whether ruled lines may form a table."""
        lefts = {round(upright.left / _THIN) for upright in self.uprights}
        return len(lefts) >= _FEWEST_UPRIGHTS and len(self.rules) >= 2


def _each_once(rules: Iterable[Box]) -> tuple[Box, ...]:
    """Rules without those drawn a second time over the first, as over a picture of a signature."""
    return tuple({(round(rule.left), round(rule.middle), round(rule.right)): rule for rule in rules}.values())


def drawing_of(page: pypdfium2.PdfPage, space: PageSpace) -> Drawing:
    """Looks at a page's objects without rendering it."""
    import pypdfium2.raw as pdfium

    raw = page.raw
    rules: list[Box] = []
    uprights: list[Box] = []
    pictures: list[Box] = []
    short: list[ShortLine] = []
    texts, hidden = 0, 0
    image_area, paths, forms, in_forms = 0.0, 0, 0, 0
    squares = SmallSquares()
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(raw, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts += 1
            hidden += pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            forms += 1
            in_forms += may_hold_ink(item, space.height)
            squares.look_into(item)
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges)):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        box = space.box(left, bottom, right, top)
        squares.look_at(item, box.width, box.height)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
            image_area = max(image_area, box.width * box.height / max(space.width * space.height, 1.0))
            continue
        shape = shape_of(box.width, box.height, space.height)
        if shape is Shape.RULE:
            rules.append(box)
        elif shape is Shape.UPRIGHT:
            uprights.append(box)
        elif shape is Shape.OTHER:
            # A pen stroke may be drawn piece by piece, each piece as simple as a rectangle.
            paths += 1
            if is_low(box.height) and kind == pdfium.FPDF_PAGEOBJ_PATH:
                short.append(ShortLine(box.left, box.right, box.middle))
            if pdfium.FPDFPath_CountSegments(item) <= _RECTANGLE_SEGMENTS:
                _add_borders(box, rules, uprights)
    return Drawing(
        rules=_each_once(rules),
        uprights=tuple(uprights),
        images=len(pictures),
        pictures=tuple(pictures),
        image_area=image_area,
        paths=paths,
        alone=len(short) if stand_apart(short) else 0,
        forms=forms,
        in_forms=in_forms,
        annotations=max(pdfium.FPDFPage_GetAnnotCount(raw), 0),
        seen_on_top=annotations_seen(page),
        hidden_text=hidden / max(texts, 1),
        may_hold_ticks=squares.are_there,
    )


def _add_borders(box: Box, rules: list[Box], uprights: list[Box]) -> None:
    """A rectangle's edges rule a table as lines do."""
    if box.width < _SHORTEST_RULE or box.height < _THIN:
        return
    rules += [box.replaced(bottom=box.top), box.replaced(top=box.bottom)]
    uprights += [box.replaced(right=box.left), box.replaced(left=box.right)]
