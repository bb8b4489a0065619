"""Places on a page, in PDF points from its top left corner."""

from __future__ import annotations

from collections.abc import Iterable

from models.base import Replaceable, frozen_in_slots

_new = object.__new__


@frozen_in_slots
class Box(Replaceable):
    """A rectangle on a page: points, x to the right and y downwards from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of_known(cls, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of edges that are known to be numbers, in a tenth of the time."""
        made = _new(cls)
        _set_left(made, left)
        _set_top(made, top)
        _set_right(made, right)
        _set_bottom(made, bottom)
        return made

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The y of the middle, in points."""
        return (self.top + self.bottom) / 2

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def shares_row_with(self, other: Box) -> bool:
        """Whether either box's middle lies within the other's height: two runs of text on one line."""
        return self.top <= other.middle <= self.bottom or other.top <= self.middle <= other.bottom

    def as_text(self) -> str:
        """`x0,y0,x1,y1` to one decimal, as the views print it."""
        return f"{self.left:.1f},{self.top:.1f},{self.right:.1f},{self.bottom:.1f}"


# Past the refusal to change it.
_set_left, _set_top, _set_right, _set_bottom = (vars(Box)[edge].__set__ for edge in ("left", "top", "right", "bottom"))


def enclosing(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes`; raises ValueError when there are none."""
    known = list(boxes)
    if not known:
        raise ValueError("no boxes to enclose")
    if len(known) == 1:
        return known[0]
    return Box.of_known(
        min([box.left for box in known]),
        min([box.top for box in known]),
        max([box.right for box in known]),
        max([box.bottom for box in known]),
    )
