"""Words of a page image by character recognition, offline, through RapidOCR."""

from __future__ import annotations

import hashlib
import logging
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from models.document import Word
from models.errors import OcrFailed
from models.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PIXELS_PER_POINT = 150 / 72
_LEAST_CONFIDENCE = 0.5
_ENGINE = "rapidocr-3.10.0-150dpi"
_WORDS = TypeAdapter(tuple[Word, ...])


def recognise(image: NDArray[np.uint8], cache_folder: Path | None) -> tuple[Word, ...]:
    """Words on an upright page image drawn at PIXELS_PER_POINT; boxes in points, confidence from 0 to 1.

    A page seen before (same pixels, same engine) comes from `cache_folder`. Raises OcrFailed.
    """
    if cache_folder is None:
        return _read(image)
    digest = hashlib.sha256(image.tobytes() + str(image.shape).encode()).hexdigest()
    cached = cache_folder / f"{_ENGINE}-{digest}.json"
    try:
        return _WORDS.validate_json(cached.read_bytes())
    except (OSError, ValidationError):
        words = _read(image)
    cache_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = cached.with_suffix(f".{hashlib.sha256(str(id(words)).encode()).hexdigest()[:8]}.part")
    unfinished.write_bytes(_WORDS.dump_json(words))
    unfinished.replace(cached)
    return words


def recognise_line(image: NDArray[np.uint8]) -> str | None:
    """The text of a picture of one line, by hand or printed; None when hardly anything can be made out."""
    try:
        result = _engine()(image, use_det=False, use_cls=False, use_rec=True)
    except Exception as error:
        raise OcrFailed(f"Character recognition of a line failed ({type(error).__name__}: {error}).") from error
    if not result.txts or result.scores[0] < _LEAST_CONFIDENCE:
        return None
    return str(result.txts[0]).strip() or None


def _read(image: NDArray[np.uint8]) -> tuple[Word, ...]:
    try:
        # The direction classifier turns upright lines round, so it stays off. The engine keeps what it was told last.
        result = _engine()(image, use_det=True, use_cls=False, use_rec=True)
    except Exception as error:
        raise OcrFailed(f"Character recognition failed on this page ({type(error).__name__}: {error}).") from error
    if result.boxes is None or result.txts is None or result.scores is None:
        return ()
    words: list[Word] = []
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        xs, ys = corners[:, 0] / PIXELS_PER_POINT, corners[:, 1] / PIXELS_PER_POINT
        line = Box(left=float(xs.min()), top=float(ys.min()), right=float(xs.max()), bottom=float(ys.max()))
        words += _words_of_line(text, line, float(score))
    return tuple(words)


def _words_of_line(text: str, line: Box, confidence: float) -> list[Word]:
    """The recogniser gives whole lines; each word gets its share of the line's width by its characters."""
    words, at, step = [], 0, line.width / max(len(text), 1)
    for piece in text.split(" "):
        if piece:
            left = line.left + at * step
            box = Box(left=left, top=line.top, right=left + len(piece) * step, bottom=line.bottom)
            words.append(Word(text=piece, box=box, confidence=min(max(confidence, 0.0), 1.0)))
        at += len(piece) + 1
    return words


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    threads = {
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return RapidOCR(params={"Global.log_level": "critical", **threads})
