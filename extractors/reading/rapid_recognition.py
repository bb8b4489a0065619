"""Character recognition by RapidOCR: a Python package with its models inside."""

from __future__ import annotations

import importlib.util
import logging
import math
import os
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.document import Word
from models.errors import OcrFailed
from models.geometry import Box

NAME = "rapidocr-3.10.0"
PIXELS_PER_POINT = 200 / 72
_LEAST_CONFIDENCE = 0.5
# Lines are found as well on a smaller picture; what they say is read from the large one.
_DETECTION_PIXELS_PER_POINT = 87 / 72
_ASLANT = 12.0
_GAP = 0.95
_SPECK, _ALONE, _EDGE = 0.2, 0.4, 0.15
# The frames that are found stand clear of their letters by more than the line's own leading.
_TIGHT = 0.75
# Half of what the walls of cells take, in points.
_WALL = 1.5

# In pixels of the picture of a line as the model reads it.
_READ_HEIGHT, _USUAL_WIDTH, _BLANK_BEHIND, _STEP = 48, 320, 32, 16
# Of the usual height of a page's lines.
_AS_TALL_AS_PRINT = 1.5

_ACCENTED = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*")
_OUTLANDISH = re.compile(r"[\u0100-\u024f]")

_Frame = tuple[int, int, int, int]


def words_on(image: NDArray[np.uint8], pixels_per_point: float, cells: Sequence[Box] = ()) -> tuple[Word, ...]:
    """Words on an upright page image in colour; boxes in points, confidence from 0 to 1. Raises OcrFailed.

    What is caught in one frame is parted where walls of `cells` run through. Lines that lie aslant are a watermark or
    a stamp, not text of the page, and are left out.
    """
    try:
        frames = _frames_of_lines(image, pixels_per_point, cells)
        highest = _AS_TALL_AS_PRINT * median([bottom - top for _, top, _, bottom in frames]) if frames else 0.0
        read = []
        for frame in frames:
            crop = _crop(image, frame)
            width = _width_to_read(crop) if frame[3] - frame[1] <= highest else _USUAL_WIDTH
            read.append((frame, _recognised(crop, width, frame is frames[-1])))
    except Exception as error:
        raise OcrFailed(f"Character recognition failed on this page ({type(error).__name__}: {error}).") from error
    words: list[Word] = []
    for (left, top, right, bottom), (text, confidence) in read:
        if confidence < _LEAST_CONFIDENCE:
            continue
        spare = (1 - _TIGHT) / 2 * (bottom - top)
        edges = (left, top + spare, right, bottom - spare)
        line = Box(**dict(zip(("left", "top", "right", "bottom"), (x / pixels_per_point for x in edges), strict=True)))
        words += _words_of_line(text, line, confidence)
    return tuple(words)


def text_of_line(image: NDArray[np.uint8]) -> str | None:
    """The text of a picture of one line, by hand or printed; None when hardly anything can be made out."""
    try:
        text, confidence = _recognised(image)
    except Exception as error:
        raise OcrFailed(f"Character recognition of a line failed ({type(error).__name__}: {error}).") from error
    return text.strip() or None if confidence >= _LEAST_CONFIDENCE else None


def _recognised(line: NDArray[np.uint8], width: int = _USUAL_WIDTH, is_last: bool = True) -> tuple[str, float]:
    """What a line says and how sure that is, read as a picture of at least `width` pixels of _READ_HEIGHT.

    After the last line of a page the memory it was read in is given back.
    """
    engine = _engine()
    engine.text_rec.session.session.gives_back = is_last
    engine.text_rec.rec_image_shape = [3, _READ_HEIGHT, width]
    # The direction classifier turns upright lines round, so it stays off.
    result = engine(line, use_det=False, use_cls=False, use_rec=True)
    return (_plain(str(result.txts[0])), float(result.scores[0])) if result.txts else ("", 0.0)


def _width_to_read(line: NDArray[np.uint8]) -> int:
    """The width in pixels at which a printed line is read: its own and a little blank behind, or its end is misread.

    The model would have every line as wide as those it was made with, and most lines of a form are a few words. What is
    taller than print is left to it, for in the narrow picture a scrawl is soon taken for a letter or two.
    """
    height, width = int(line.shape[0]), int(line.shape[1])
    wide = math.ceil(_READ_HEIGHT * width / height) + _BLANK_BEHIND
    return min(math.ceil(wide / _STEP) * _STEP, _USUAL_WIDTH)


def _plain(text: str) -> str:
    """The text as English has it: the model knows many languages, and puts accents where there are specks."""
    return _ACCENTED.sub(
        lambda word: _unaccented(word[0]) if word[0].islower() else _OUTLANDISH.sub(_bare, word[0]), text
    )


def _bare(letter: re.Match[str]) -> str:
    return _unaccented(letter[0])


def _unaccented(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


def _frames_of_lines(image: NDArray[np.uint8], pixels_per_point: float, cells: Sequence[Box]) -> list[_Frame]:
    """Where lines of text stand, in pixels. What lies aslant is left out; a wide blank parts a line in two."""
    import cv2

    engine = _engine()
    engine.text_det.limit_side_len = round(max(image.shape[:2]) * _DETECTION_PIXELS_PER_POINT / pixels_per_point)
    found = engine(image, use_det=True, use_cls=False, use_rec=False).boxes
    if found is None:
        return []
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    darkest = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    level = [corners for corners in found if not _is_aslant(corners)]
    usual = median([corners[:, 1].max() - corners[:, 1].min() for corners in level]) if level else 0.0
    frames: list[_Frame] = []
    for corners in level:
        left, top = (max(int(edge), 0) for edge in corners.min(axis=0))
        right, bottom = (int(edge) + 1 for edge in corners.max(axis=0))
        inked = np.count_nonzero(grey[top:bottom, left:right] <= darkest, axis=0)
        # Two lines caught in one frame make it taller than the gap between columns goes by.
        gap = _GAP * min(bottom - top, usual)
        for first, last in _between_walls((left, top, right, bottom), cells, pixels_per_point):
            parts = _parts(inked[first - left : last - left], gap)
            frames += [(first + start, top, first + end, bottom) for start, end in parts]
    return frames


def _between_walls(frame: _Frame, cells: Sequence[Box], pixels_per_point: float) -> list[tuple[int, int]]:
    """The columns (start, end) of a frame from one upright wall of the cells it runs through to the next."""
    left, top, right, bottom = frame
    middle = (top + bottom) / 2 / pixels_per_point
    edges = {edge for cell in cells if cell.top < middle < cell.bottom for edge in (cell.left, cell.right)}
    walls = sorted(round(edge * pixels_per_point) for edge in edges)
    spare = round(_WALL * pixels_per_point)
    inside = [wall for wall in walls if left + spare < wall < right - spare]
    starts, ends = [left, *(wall + spare for wall in inside)], [*(wall - spare for wall in inside), right]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _parts(inked: NDArray[Any], widest_gap: float) -> list[tuple[int, int]]:
    """Runs of columns (start, end) with ink, parted where more than `widest_gap` columns are blank but for specks.

    `inked` counts each column's inked pixels.
    """
    columns = np.flatnonzero(inked)
    if not len(columns):
        return []
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
    starts, ends = np.array([run[0] for run in runs]), np.array([run[-1] for run in runs])
    after = np.append(starts[1:] - ends[:-1], widest_gap + 1)
    before = np.append(widest_gap + 1, after[:-1])
    # No point stands as far from its word as a speck does.
    size = np.maximum(ends - starts, np.maximum.reduceat(inked, starts))
    speck = (size < _SPECK * widest_gap) & (np.minimum(before, after) > _ALONE * widest_gap)
    if speck.all():
        return []
    starts, ends = starts[~speck], ends[~speck]
    breaks = np.flatnonzero(starts[1:] - ends[:-1] > widest_gap)
    return [
        (int(start), int(end) + 1)
        for start, end in zip(starts[[0, *(breaks + 1)]], ends[[*breaks, len(ends) - 1]], strict=True)
    ]


def _crop(image: NDArray[np.uint8], frame: _Frame) -> NDArray[np.uint8]:
    left, top, right, bottom = frame
    # Without some paper around it a last point is lost.
    edge = round(_EDGE * (bottom - top))
    line = image[top:bottom, max(left - edge, 0) : right + edge]
    if line.shape[0] > 2 * line.shape[1]:
        # As a rule what runs along the margin or in a narrow cell is read from below.
        line = np.ascontiguousarray(np.rot90(line, -1))
    return line


def _is_aslant(corners: NDArray[np.float64]) -> bool:
    """Whether the longer side of a line's frame is neither level nor upright."""
    sides = (corners[1] - corners[0], corners[3] - corners[0])
    across, down = max(sides, key=lambda side: math.hypot(*side))
    angle = math.degrees(math.atan2(abs(down), abs(across)))
    return _ASLANT < angle < 90 - _ASLANT


def _words_of_line(text: str, line: Box, confidence: float) -> list[Word]:
    """The recogniser gives whole lines; each word gets its share of the line's length by its characters."""
    sideways = line.height > 2 * line.width and len(text) > 2
    words, at, step = [], 0, (line.height if sideways else line.width) / max(len(text), 1)
    for piece in text.split(" "):
        if piece:
            start, end = at * step, (at + len(piece)) * step
            if sideways:
                box = line.replaced(top=line.bottom - end, bottom=line.bottom - start)
            else:
                box = line.replaced(left=line.left + start, right=line.left + end)
            words.append(Word(text=piece, box=box, confidence=min(max(confidence, 0.0), 1.0)))
        at += len(piece) + 1
    return words


def is_installed() -> bool:
    """Whether the package and what runs its models are there; some platforms have no such wheels."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


@lru_cache(maxsize=1)
def _engine() -> Any:
    # What runs the models would tell its makers of every one, and keep a number for this machine.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 4000,
            "Det.limit_type": "max",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            # Memory kept between pages: a sixth of the time for an eighth more of it.
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
            # Line by line the working set stays in the processor's cache; a batch is padded to its longest line.
            "Rec.rec_batch_num": 1,
        }
    )
    finder = engine._load_det_model()  # type: ignore[no-untyped-call]
    reader = engine._load_rec_model()  # type: ignore[no-untyped-call]
    for model in (finder, reader):
        model.session.session = _Frugal(model.session.session)
    return engine


class _Frugal:
    """A model that gives back what it worked in, after each run while `gives_back` is set.

    Finding the lines of a page takes 160 MB, and reading them 60: no need to hold both at once.
    """

    def __init__(self, session: Any) -> None:
        from onnxruntime import RunOptions

        self.gives_back = True
        self._session = session
        self._options = RunOptions()
        self._options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

    def run(self, outputs: Sequence[str], inputs: dict[str, NDArray[np.float32]]) -> Any:
        """As the model's own."""
        return self._session.run(outputs, inputs, self._options if self.gives_back else None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)
