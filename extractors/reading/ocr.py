"""Words of a scanned page by character recognition, offline, by the best engine that is installed, each page once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import numpy as np
from pydantic import ValidationError

from extractors.reading import rapid_recognition, tesseract
from extractors.reading.legibility import legibility_of
from extractors.reading.scanned_tables import tables_in
from extractors.reading.straightening import Picture, lie_of, turned
from extractors.reading.tick_boxes import with_tick_boxes
from extractors.reading.tick_erasing import without_squares
from extractors.reading.tick_squares import tick_squares_in
from models.base import Frozen
from models.document import Table, Word
from models.geometry import Box

_METHOD = "9"
_SURE = 0.8
_FEWEST_LETTERS = 40
_BAND = 0.2
_CLEARLY = 1.15
_CLOSE = 1.5


class Engine(NamedTuple):
    """One way to recognise characters: its name with its version, the resolution it reads best, and the reading.

    The reading takes a picture, its pixels a point, and the cells of ruled tables in it, over whose walls no word runs.
    """

    name: str
    pixels_per_point: float
    words_on: Callable[[Picture, float, Sequence[Box]], tuple[Word, ...]]


class Recognised(Frozen):
    """A page's words and ruled tables, in points of the page set upright, and the turn (degrees clockwise) it took."""

    degrees: float = 0.0
    words: tuple[Word, ...] = ()
    tables: tuple[Table, ...] = ()


RAPIDOCR = Engine(rapid_recognition.NAME, rapid_recognition.PIXELS_PER_POINT, rapid_recognition.words_on)


@lru_cache(maxsize=1)
def best_engine() -> Engine:
    """RapidOCR, which measures better on contracts (docs/benchmark.md); Tesseract where RapidOCR cannot be had."""
    other = None if rapid_recognition.is_installed() else installed_tesseract()
    return other or RAPIDOCR


def installed_tesseract() -> Engine | None:
    """The program Tesseract; None where it is not on the path."""
    version = tesseract.version()
    if version is None:
        return None
    return Engine(f"tesseract-{version}", tesseract.PIXELS_PER_POINT, tesseract.words_on)


def recognise(
    picture: Callable[[float], Picture], cache_folder: Path | None, engine: Engine | None = None
) -> Recognised:
    """The words of the page that `picture` draws at the pixels a point it is asked for.

    A page seen before (same pixels, same engine) comes from `cache_folder`. Raises OcrFailed.
    """
    engine = engine or best_engine()
    image = picture(engine.pixels_per_point)
    if cache_folder is None:
        return recognised_on(image, engine)
    digest = hashlib.sha256(image.tobytes() + str(image.shape).encode()).hexdigest()
    resolution = round(72 * engine.pixels_per_point)
    cached = cache_folder / f"{engine.name}-{resolution}dpi-{_METHOD}-{digest}.json"
    try:
        return Recognised.model_validate_json(cached.read_bytes())
    except (OSError, ValidationError):
        recognised = recognised_on(image, engine)
    cache_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = cached.with_suffix(f".{hashlib.sha256(str(id(recognised)).encode()).hexdigest()[:8]}.part")
    unfinished.write_text(recognised.model_dump_json())
    unfinished.replace(cached)
    return recognised


def recognised_on(image: Picture, engine: Engine) -> Recognised:
    """Sets a page image upright and reads it. Raises OcrFailed."""
    if image.min() == image.max():
        # An empty picture takes a second to find nothing in, in all four ways it might lie.
        return Recognised()
    scale = engine.pixels_per_point
    skew, sideways = lie_of(image, scale)
    first = _better_way(image, skew, (90, 270), engine) if sideways else 0
    recognised = _read(image, skew + first, engine)
    if _is_sure(recognised.words):
        return recognised
    # Misread throughout: it may stand on its head, or lie on its side with too little print to show it.
    other = _better_way(image, skew, (first, first + 180, first + 90, first + 270), engine)
    if other == first:
        return recognised
    again = _read(image, skew + other, engine)
    return again if _confidence(again.words) > _CLEARLY * _confidence(recognised.words) else recognised


def _read(image: Picture, degrees: float, engine: Engine) -> Recognised:
    upright = turned(image, degrees)
    tables = tables_in(upright, engine.pixels_per_point)
    cells = [cell for table in tables for row in table.rows for cell in row]
    squares = tick_squares_in(upright, engine.pixels_per_point)
    # No word runs over a box to tick, either.
    walls = [*cells, *(_drawn_in(square.box) for square in squares)]
    words = engine.words_on(without_squares(upright, squares, engine.pixels_per_point), engine.pixels_per_point, walls)
    return Recognised(degrees=degrees % 360, words=with_tick_boxes(words, squares), tables=tables)


def _drawn_in(box: Box) -> Box:
    """A box a little narrower than it is drawn: words may stand close to it."""
    return box.replaced(left=box.left + _CLOSE, right=box.right - _CLOSE)


def _better_way(image: Picture, skew: float, ways: tuple[int, ...], engine: Engine) -> int:
    """The turn of `ways` (degrees) at which the fullest band of the page is read best; the first unless clearly so."""
    level = turned(image, skew)
    best, most = ways[0], _CLEARLY * _confidence(_band_read(level, ways[0], engine)) + 1e-6
    for way in ways[1:]:
        sure = _confidence(_band_read(level, way, engine))
        if sure > most:
            best, most = way, sure
    return best


def _band_read(level: Picture, way: int, engine: Engine) -> tuple[Word, ...]:
    upright = turned(level, way)
    dark = (upright if upright.ndim == 2 else upright.min(axis=2)).mean(axis=1)
    height = max(int(_BAND * len(dark)), 1)
    sums = np.convolve(255 - dark, np.ones(height), mode="valid")
    # A band from the fold or a border is dark throughout; a middle one tells as much.
    first = int(np.argmax(sums))
    return engine.words_on(np.ascontiguousarray(upright[first : first + height]), engine.pixels_per_point, ())


def _is_sure(words: tuple[Word, ...]) -> bool:
    legibility = legibility_of(word.text for word in words)
    return legibility.letters >= _FEWEST_LETTERS and legibility.is_legible and _mean(words) >= _SURE


def _confidence(words: tuple[Word, ...]) -> float:
    """How sure the reading is, 0 to 1, and nil where it is no writing."""
    legibility = legibility_of(word.text for word in words)
    return _mean(words) * max(legibility.score, 0.0) * min(legibility.letters / _FEWEST_LETTERS, 1.0)


def _mean(words: tuple[Word, ...]) -> float:
    return fmean(word.confidence for word in words) if words else 0.0
