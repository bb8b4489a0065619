"""The parts of an evidence pack that are no running text: bookmarks, pages with their marks, pictures cut out."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from models.evidence_pack import PagePicture
from models.geometry import Box
from reports.evidence_style import GREY, INK
from reports.plain_text import without_unseen

PAGE: Final = (612.0, 792.0)
SIDE, TOP, BOTTOM = 36.0, 36.0, 58.0
_HEAD, _MARGIN = 30.0, 48.0
_COLOURS: Final = {"finding": "#FBCBC6", "signature": "#CFE3F8", "digital signature": "#CFE3F8"}
_YELLOW: Final = "#FFF3A6"
_BADGE, _APART, _COLUMNS = 15.0, 9.0, 3
_SAME_LINE: Final = 4.0


class MarkedWords(NamedTuple):
    """What to mark on a page: the number of its entry, what it proves first of all, and its boxes in points."""

    number: int
    source: str
    boxes: tuple[Box, ...]


class Bookmark(Flowable):  # type: ignore[misc]
    """A place without a size that the outline leads to; `pages` learns on which page it came to stand."""

    def __init__(self, key: str, title: str, level: int, pages: dict[str, int]) -> None:
        """Nothing is drawn yet."""
        super().__init__()
        self._key, self._title, self._level, self._pages = key, title, level, pages
        self.keepWithNext = True

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """No size."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Set it."""
        self._pages[self._key] = self.canv.getPageNumber()
        self.canv.bookmarkHorizontal(self._key, 0, 14)
        self.canv.addOutlineEntry(without_unseen(self._title), self._key, self._level, closed=self._level > 0)


class PaperPage(Flowable):  # type: ignore[misc]
    """A page of a paper as it is shown, with its marks: it fills a page of the pack."""

    def __init__(
        self, title: str, note: str, page: PagePicture, marks: Sequence[MarkedWords], pages: dict[str, int]
    ) -> None:
        """`title` names the page, `note` stands beside it; `pages` learns where each mark came to stand."""
        super().__init__()
        self._title, self._note, self._page, self._marks, self._pages = title, note, page, marks, pages

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All there is."""
        self._size = width, height
        return width, height

    def draw(self) -> None:
        """The title, the picture, the words of the page unseen for those who search, and the marks."""
        width, height = self._size
        page, canvas = self._page, self.canv
        scale = min((width - _MARGIN) / page.width, (height - _HEAD) / page.height)
        left, top = _MARGIN, height - _HEAD
        _header(canvas, self._title, self._note, height, width)
        picture = ImageReader(io.BytesIO(page.picture))
        wide, high = page.width * scale, page.height * scale
        canvas.drawImage(picture, left, top - high, wide, high)
        canvas.setStrokeColor(HexColor("#B7BEC9"))
        canvas.setLineWidth(0.5)
        canvas.rect(left, top - high, wide, high)
        _unseen_words(canvas, page, left, top, scale)
        for mark in self._marks:
            self._mark(mark, left, top, scale)
        _badges(canvas, self._marks, left, top, scale)

    def _mark(self, mark: MarkedWords, left: float, top: float, scale: float) -> None:
        canvas = self.canv
        self._pages[f"mark-{mark.number}"] = canvas.getPageNumber()
        first = mark.boxes[0]
        canvas.bookmarkHorizontal(f"mark-{mark.number}", left, top - first.top * scale + 40)
        canvas.saveState()
        colour = HexColor(_COLOURS.get(mark.source, _YELLOW))
        # Multiplied, as a marker does: black letters stay black however many marks lie over them.
        canvas.setBlendMode("Multiply")
        canvas.setFillColor(colour)
        canvas.setStrokeColor(HexColor("#C9A400"))
        canvas.setLineWidth(0.35)
        for box in mark.boxes:
            x, y = left + box.left * scale - 0.6, top - box.bottom * scale - 0.6
            canvas.rect(x, y, box.width * scale + 1.2, box.height * scale + 1.2, stroke=1, fill=1)
        canvas.restoreState()


class CutOut(Flowable):  # type: ignore[misc]
    """A part of a page, as it is shown."""

    def __init__(self, page: PagePicture, box: Box, most_width: float = 420.0, most_height: float = 190.0) -> None:
        """`box` in points of the page."""
        super().__init__()
        self._part = _cut(page, box)
        self._width, self._height = box.width, box.height
        scale = min(1.25, most_width / box.width, most_height / box.height)
        self._width, self._height = box.width * scale, box.height * scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self._width, self._height + 6

    def draw(self) -> None:
        """The part in a frame."""
        self.canv.drawImage(ImageReader(io.BytesIO(self._part)), 0, 4, self._width, self._height)
        self.canv.setStrokeColor(HexColor("#B7BEC9"))
        self.canv.rect(0, 4, self._width, self._height)


def around(box: Box, page: PagePicture, spare: float = 10.0) -> Box:
    """A box with some room about it, within its page."""
    return Box(
        left=max(box.left - spare, 0.0),
        top=max(box.top - spare, 0.0),
        right=min(box.right + spare, page.width),
        bottom=min(box.bottom + spare, page.height),
    )


def _cut(page: PagePicture, box: Box) -> bytes:
    from PIL import Image

    image = Image.open(io.BytesIO(page.picture))
    across, down = image.width / page.width, image.height / page.height
    part = image.crop((int(box.left * across), int(box.top * down), int(box.right * across), int(box.bottom * down)))
    content = io.BytesIO()
    part.save(content, "PNG")
    return content.getvalue()


def _header(canvas: Any, title: str, note: str, height: float, width: float) -> None:
    canvas.setFillColor(HexColor(INK))
    canvas.setFont("VeraBd", 8.5)
    canvas.drawString(0, height - 10, without_unseen(title)[:110])
    canvas.setFont("VeraIt", 7)
    canvas.setFillColor(HexColor(GREY))
    canvas.drawString(0, height - 20, without_unseen(note)[:150])


def _unseen_words(canvas: Any, page: PagePicture, left: float, top: float, scale: float) -> None:
    """The words of the page's own text where they stand, drawn invisibly, so that the pack can be searched."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    canvas.saveState()  # what makes letters invisible would outlast the line
    for word in page.words:
        text = without_unseen(word.text)
        size = max(word.box.height * scale * 0.8, 1.0)
        wide = stringWidth(text, "Vera", size)
        if wide <= 0:
            continue
        line = canvas.beginText(left + word.box.left * scale, top - word.box.bottom * scale + size * 0.2)
        line.setTextRenderMode(3)
        line.setFont("Vera", size)
        line.setHorizScale(100 * word.box.width * scale / wide)
        line.textOut(text)
        canvas.drawText(line)
    canvas.restoreState()


def _badges(canvas: Any, marks: Sequence[MarkedWords], left: float, top: float, scale: float) -> None:
    """The numbers in the margin beside the marks, each leading to its entry; those at one height stand side by side."""
    lowest = [float("inf")] * _COLUMNS
    for mark in sorted(marks, key=lambda one: (round(one.boxes[0].top / _SAME_LINE), -one.number)):
        y = top - mark.boxes[0].top * scale - 8
        column = next((place for place in range(_COLUMNS) if lowest[place] - y >= _APART), None)
        if column is None:
            column = max(range(_COLUMNS), key=lambda place: lowest[place])
            y = lowest[column] - _APART
        lowest[column] = y
        x = left - (column + 1) * _BADGE - 2
        canvas.setFillColor(HexColor(INK))
        canvas.roundRect(x, y, _BADGE - 1.5, 8, 2, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#FFFFFF"))
        canvas.setFont("VeraBd", 6)
        canvas.drawCentredString(x + (_BADGE - 1.5) / 2, y + 2, str(mark.number))
        canvas.linkRect("", f"entry-{mark.number}", (x, y, x + _BADGE - 1.5, y + 8), relative=1, thickness=0)
    _small_numbers(canvas, marks, left, top, scale)


def _small_numbers(canvas: Any, marks: Sequence[MarkedWords], left: float, top: float, scale: float) -> None:
    """The numbers once more where the words begin: a margin alone does not tell two on one line apart."""
    begun: dict[tuple[int, int], list[MarkedWords]] = defaultdict(list)
    for mark in marks:
        first = mark.boxes[0]
        begun[round(first.left / _SAME_LINE), round(first.top / _SAME_LINE)].append(mark)
    canvas.setFillColor(HexColor("#B3261E"))
    canvas.setFont("VeraBd", 4.6)
    for together in begun.values():
        first = together[0].boxes[0]
        numbers = ", ".join(str(mark.number) for mark in together)
        canvas.drawString(left + first.left * scale, top - first.top * scale + 0.9, numbers)
