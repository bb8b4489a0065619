"""From a PDF page's own coordinates to points from the top left corner of the page as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.geometry import Box

if TYPE_CHECKING:
    import pypdfium2


class PageSpace(NamedTuple):
    """The visible area (PDF user space, points) and the clockwise rotation (degrees) of one page."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width in points as shown."""
        return self.right - self.left if self.rotation % 180 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height in points as shown."""
        return self.top - self.bottom if self.rotation % 180 == 0 else self.right - self.left

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space as a box on the page as shown."""
        if self.rotation == 0:
            first, highest = self.left, self.top
            return Box.of_known(left - first, highest - top, right - first, highest - bottom)
        if self.rotation == 90:
            edges = (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        elif self.rotation == 180:
            edges = (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        else:
            edges = (self.top - top, self.right - right, self.top - bottom, self.right - left)
        return Box.of_known(*edges)


def space_of(page: pypdfium2.PdfPage) -> PageSpace:
    """The space of a PDFium page; its crop box counts."""
    left, bottom, right, top = page.get_bbox()
    return PageSpace(left, bottom, right, top, page.get_rotation())
