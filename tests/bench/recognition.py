"""Character errors and CPU-seconds a page of each engine of recognition that is installed: `make bench-ocr`.

Native contracts are put through a scanner drawn in code (grain, blur, specks, JPEG, up to a degree askew) at several
resolutions, each read at its own, and compared with their own text, case and all, blanks run together. Without a folder
(`python -m tests.bench.recognition [FOLDER]`) the contracts are those of fixtures/. Pages with pictures or places to
sign are left out, for what is written there is not in their text.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image
from rapidfuzz.distance import Levenshtein

from extractors.reading.drawing import drawing_of
from extractors.reading.lines import lines_of
from extractors.reading.native_text import words_of
from extractors.reading.ocr import RAPIDOCR, Engine, installed_tesseract, recognise
from extractors.reading.page_space import space_of
from fixtures.drawing.scanning import photograph
from models.document import Word

_RESOLUTIONS = (100, 150, 200, 300)
_SHORTEST = 1000
_PLACES_TO_SIGN = ("By:", "/s/", "____", "Signature", "Envelope")


class Truth(NamedTuple):
    """One page: the PDF that holds it alone, its width in points, and its text."""

    pdf: bytes
    width: float
    text: str


class Measured(NamedTuple):
    """Characters wrong and in all, and the CPU seconds that reading took, its own processes included."""

    wrong: int
    characters: int
    cpu_seconds: float


def main(folder: Path | None, pages: int, resolutions: tuple[int, ...]) -> int:
    """Measure and print a table."""
    engines = [engine for engine in (RAPIDOCR, installed_tesseract()) if engine is not None]
    with tempfile.TemporaryDirectory() as scratch:
        truths = list(_pages(folder or _drawn(Path(scratch)), pages))
    print(f"{len(truths)} pages, {sum(len(truth.text) for truth in truths):,} characters")
    print(f"{'engine':20}{'dots an inch':>14}{'errors, %':>12}{'CPU-s a page':>14}")
    for engine in engines:
        for resolution in resolutions:
            at = engine._replace(pixels_per_point=resolution / 72)
            read = [_measure(truth, at, seed) for seed, truth in enumerate(truths)]
            errors = 100 * sum(page.wrong for page in read) / sum(page.characters for page in read)
            seconds = sum(page.cpu_seconds for page in read) / len(read)
            print(f"{engine.name:20}{resolution:14}{errors:12.2f}{seconds:14.1f}", flush=True)
    return 0


def _drawn(folder: Path) -> Path:
    from fixtures.catalogue import draw_into

    draw_into(folder, with_facts=False)
    return folder


def _pages(folder: Path, most: int) -> Iterator[Truth]:
    """One page of each file in turn, then the second of each, until there are enough."""
    found: list[list[Truth]] = []
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            found.append([truth for index in range(len(document)) if (truth := _truth(document, index)) is not None])
    ranked = sorted((rank, at) for at, truths in enumerate(found) for rank in range(len(truths)))
    for rank, at in ranked[:most]:
        yield found[at][rank]


def _truth(document: Any, index: int) -> Truth | None:
    page = document[index]
    space = space_of(page)
    text = _text_of(words_of(page, space), space.width)
    drawn = drawing_of(page, space)
    if len(text) < _SHORTEST or drawn.images or any(place in text for place in _PLACES_TO_SIGN):
        return None
    alone = pypdfium2.PdfDocument.new()
    alone.import_pages(document, [index])
    with tempfile.NamedTemporaryFile(suffix=".pdf") as target:
        alone.save(target.name)
        return Truth(Path(target.name).read_bytes(), space.width, text)


def _measure(truth: Truth, engine: Engine, seed: int) -> Measured:
    (picture,) = photograph(truth.pdf, seed, resolution=round(engine.pixels_per_point * 72), skew=1.0)
    drawn = _pixels(picture.image)
    before = _cpu_seconds()
    words = recognise(drawn, None, engine).words
    seconds = _cpu_seconds() - before
    return Measured(Levenshtein.distance(truth.text, _text_of(words, truth.width)), len(truth.text), seconds)


def _pixels(jpeg: bytes) -> Callable[[float], NDArray[np.uint8]]:
    from io import BytesIO

    image = np.asarray(Image.open(BytesIO(jpeg)).convert("RGB"), np.uint8)
    return lambda _: image


def _text_of(words: tuple[Word, ...], width: float) -> str:
    return " ".join(line.text for line in lines_of(words, width)).replace("\u00ad", "-")


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="native PDFs to scan; those of fixtures/ without it")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--resolutions", type=int, nargs="+", default=_RESOLUTIONS)
    chosen = parser.parse_args()
    sys.exit(main(chosen.folder, chosen.pages, tuple(chosen.resolutions)))
