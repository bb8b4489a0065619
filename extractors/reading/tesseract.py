"""Character recognition by the program Tesseract, where it is installed."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from models.document import Word
from models.errors import OcrFailed
from models.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PIXELS_PER_POINT = 200 / 72
_SECONDS = 120
_LINE, _WORD = "4", "5"
_LEAST_CONFIDENCE = 0.25
_VERSION = re.compile(r"tesseract\s+v?(\d+(?:\.\d+)*)")


@lru_cache(maxsize=1)
def version() -> str | None:
    """The version of the installed program; None where it, or its model of English, is not there."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        shown, models = (_told_by(program, question) for question in ("--version", "--list-langs"))
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.search(shown)
    return found[1] if found and "eng" in models.split() else None


def _told_by(program: str, question: str) -> str:
    told = subprocess.run([program, question], capture_output=True, text=True, timeout=20, check=True)  # noqa: S603
    return told.stdout + told.stderr


def words_on(image: NDArray[np.uint8], pixels_per_point: float, cells: Sequence[Box] = ()) -> tuple[Word, ...]:
    """Words on an upright page image; boxes in points, confidence from 0 to 1. Raises OcrFailed.

    It tells words of neighbouring cells apart by itself, so `cells` are no help to it.
    One thread: the pages of many documents are read side by side, each in a process of its own.
    """
    import cv2

    grey = image if image.ndim == 2 else cv2.cvtColor(image[:, :, :3], cv2.COLOR_BGR2GRAY)
    resolution = str(round(pixels_per_point * 72))
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "3", "--dpi", resolution, "tsv"]
    try:
        picture = cv2.imencode(".pgm", grey)[1].tobytes()
        done = subprocess.run(  # noqa: S603  # the words are ours, the picture goes in as data
            command,
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError, cv2.error) as error:
        raise OcrFailed(f"Tesseract failed on this page ({type(error).__name__}).") from error
    return words_in(done.stdout.decode("utf-8", errors="replace"), pixels_per_point)


def words_in(table: str, pixels_per_point: float) -> tuple[Word, ...]:
    """The words of Tesseract's table. A word is as tall as its line, as words of a text layer are."""
    words: list[Word] = []
    top, bottom = 0.0, 0.0
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        left, above, width, height = (
            float(row[name]) / pixels_per_point for name in ("left", "top", "width", "height")
        )
        if row["level"] == _LINE:
            top, bottom = above, above + height
        confidence = float(row["conf"]) / 100
        if row["level"] != _WORD or not row["text"].strip() or confidence < _LEAST_CONFIDENCE:
            continue
        box = Box(left=left, top=top, right=left + width, bottom=bottom)
        words.append(Word(text=row["text"], box=box, confidence=min(confidence, 1.0)))
    return tuple(words)
