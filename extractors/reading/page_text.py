"""The text of one page: its own layer where that can be trusted, else its picture read, or each where it is better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractors.reading.legibility import legibility_of
from extractors.reading.lines import lines_of
from extractors.reading.ocr import Recognised, recognise
from extractors.reading.straightening import Picture, Turn
from models.document import Line, Table, TextSource, Word
from models.geometry import Box, enclosing

if TYPE_CHECKING:
    from extractors.reading.drawing import Drawing
    from extractors.reading.page_space import PageSpace

FEWEST_WORDS = 5
_LARGE, _WHOLE, _MOSTLY = 0.2, 0.6, 0.5
_WORDS_OF_A_FULL_PAGE = 60


class PageText(NamedTuple):
    """Lines in reading order, where they came from, how the page was turned to read them, and tables in its picture.

    Boxes are of the page as `turn` leaves it; a page that was not turned is as it is shown.
    """

    lines: tuple[Line, ...]
    source: TextSource | None
    turn: Turn
    tables: tuple[Table, ...] = ()


class Scan(NamedTuple):
    """How to have a page read from its picture: what draws it at so many pixels a point, and where results are kept."""

    picture: Callable[[float], Picture]
    cache_folder: Path | None

    def read(self) -> Recognised:
        """Raises OcrFailed, and whatever error `picture` gives for a page that cannot be drawn."""
        return recognise(self.picture, self.cache_folder)


def layer_alone(words: Sequence[Word], space: PageSpace) -> PageText:
    """The text layer as it is."""
    unturned = Turn(width=space.width, height=space.height)
    return PageText(lines_of(words, space.width), TextSource.NATIVE if words else None, unturned)


def wants_reading(words: Sequence[Word], drawing: Drawing, space: PageSpace) -> bool:
    """Whether the picture of the page says more than its text layer: a scan, nonsense, or print inside a picture."""
    if not words and not drawing.may_hold_text:
        return False
    few = len(words) < FEWEST_WORDS and drawing.may_hold_text
    return few or not _is_legible(words) or bare_picture(words, drawing, space) is not None


def read_from_picture(words: Sequence[Word], drawing: Drawing, space: PageSpace, scan: Scan) -> PageText:
    """The page with what its picture says. Raises as `Scan.read` does."""
    recognised = scan.read()
    if not recognised.words:
        return layer_alone(words, space)
    picture = bare_picture(words, drawing, space)
    turn = _turn_of(recognised, space)
    if not _is_legible(words):
        read, layer = (legibility_of(word.text for word in some) for some in (recognised.words, words))
        if read.score <= layer.score:
            return layer_alone(words, space)
        return _scanned(recognised.words, recognised.tables, turn)
    if picture is None or _share(picture, space) >= _WHOLE:
        # What is typed over a scan, such as a number on every page or the answers in a form, is known exactly.
        typed = [word.replaced(box=turn.upright(word.box)) for word in words]
        return _scanned([*typed, *_clear_of(typed, recognised.words)], recognised.tables, turn)
    shown = [word.replaced(box=turn.as_shown(word.box)) for word in recognised.words]
    inside = [word for word in _clear_of(words, shown) if word.box.overlaps(picture)]
    if not inside:
        return layer_alone(words, space)
    return layer_alone([*words, *inside], space)._replace(source=TextSource.MIXED)


def bare_picture(words: Sequence[Word], drawing: Drawing, space: PageSpace) -> Box | None:
    """The picture, or pictures side by side, that take up a good part of the page and bear hardly any text.

    None where a scanner has laid its own reading over them.
    """
    if len(words) >= FEWEST_WORDS and drawing.hidden_text > _MOSTLY:
        return None
    large = [picture for picture in drawing.pictures if _share(picture, space) > 0]
    if not large or sum(_share(picture, space) for picture in large) < _LARGE:
        return None
    whole = enclosing(large)
    inside = sum(word.box.overlaps(whole) for word in words)
    return whole if inside < _WORDS_OF_A_FULL_PAGE * min(_share(whole, space), 1.0) else None


def _share(picture: Box, space: PageSpace) -> float:
    wide = min(picture.right, space.width) - max(picture.left, 0.0)
    high = min(picture.bottom, space.height) - max(picture.top, 0.0)
    return max(wide, 0.0) * max(high, 0.0) / max(space.width * space.height, 1.0)


def _is_legible(words: Sequence[Word]) -> bool:
    return legibility_of(word.text for word in words).is_legible


def _scanned(words: Sequence[Word], tables: tuple[Table, ...], turn: Turn) -> PageText:
    return PageText(lines_of(words, turn.width), TextSource.OCR, turn, tables)


def _turn_of(recognised: Recognised, space: PageSpace) -> Turn:
    sideways = round(recognised.degrees / 90) % 2
    width, height = (space.height, space.width) if sideways else (space.width, space.height)
    return Turn(degrees=recognised.degrees, width=width, height=height)


def _clear_of(known: Sequence[Word], read: Sequence[Word]) -> list[Word]:
    return [word for word in read if not any(_same_place(word.box, other.box) for other in known)]


def _same_place(box: Box, other: Box) -> bool:
    across = (box.left + box.right) / 2
    return box.overlaps(other) and (other.left <= across <= other.right or box.left <= other.left <= box.right)
