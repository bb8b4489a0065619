"""Makes extractors/assembly/confidence.toml anew and measures it: `make calibrate`, see docs/decisions/0012.

    python -m tests.bench.calibrate CORPUS SCORER
    python -m tests.bench.calibrate FOLDER SCORER NAME

CORPUS is as for `make score`. The second form, `make first-reading`, adds to first_readings.csv what the program, as it
stands, says of a folder of labelled contracts by authors who do not know it. It is worth something only before anybody
has worked on what it shows.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from extractors.assembly.confidence import CURVES_FILE, Curve, Curves
from extractors.assembly.contracts import assemble
from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from extractors.segmenting.instruments import instruments_of
from tests.bench.fitting import Weighted, fitted
from tests.bench.judged import Judged, judged_contracts, scorer_of
from tests.bench.reliability import table

FIRST_READINGS = Path(__file__).with_name("first_readings.csv")
SCRATCH = Path(__file__).parents[2] / "scratch" / "calibrate"
# Patterns were built on these contracts until all of them came out right.
_WEIGHT_OF_DEVELOPED = 0.3
_HEADER = """\
# What a confidence as found is worth: points of (confidence as found, share right on contracts of unknown authors).
# Made by `make calibrate`; see docs/decisions/0012-confidence-is-what-unseen-contracts-taught.md. Not to be edited.
"""


def main(corpus: Path, scorer_file: Path) -> int:
    """Fit the curves, write them, and print how well they hold; 0 also when there is nothing to learn from."""
    folder = corpus / "contracts"
    if not folder.is_dir() or not scorer_file.is_file():
        print(f"Nothing to learn from: {folder} or {scorer_file} is not there.")
        print("Name them: make calibrate CORPUS=... SCORER=...")
        return 0
    scorer = scorer_of(scorer_file)
    developed = [Weighted(one, _WEIGHT_OF_DEVELOPED) for one in readings(folder, scorer, held_back=False)]
    first = first_readings()
    curves = fitted([*developed, *(Weighted(one, 1.0) for values in first.values() for one in values)])
    CURVES_FILE.write_text(_HEADER + "".join(_lines(curves)), encoding="utf-8")
    found, told = [], []
    for name, values in first.items():
        others = [Weighted(one, 1.0) for other, ones in first.items() if other != name for one in ones]
        found += values
        told += _calibrated(fitted([*developed, *others]), values)
    _print("First readings, each set by curves made without it", found, told)
    held = list(readings(folder, scorer, held_back=True))
    _print("contracts, the third held back", held, _calibrated(curves, held))
    if (corpus / "cuad").is_dir():
        commercial = list(readings(corpus / "cuad", scorer))
        _print("cuad", commercial, _calibrated(curves, commercial))
    return 0


def first_reading(folder: Path, scorer_file: Path, name: str) -> int:
    """Add what the program says of a folder to the first readings, under a name for the set."""
    values = list(readings(folder, scorer_of(scorer_file)))
    with FIRST_READINGS.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            (name, one.field, round(one.confidence, 4), int(one.right)) for one in values
        )
    print(f"{len(values)} values of {name} added to {FIRST_READINGS.name}")
    return 0


def first_readings() -> dict[str, list[Judged]]:
    """By set: the values that the program of that day stated, with the confidence it gave them."""
    sets: dict[str, list[Judged]] = {}
    with FIRST_READINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            value = Judged(row["field"], float(row["confidence"]), row["right"] == "1")
            sets.setdefault(row["set"], []).append(value)
    return sets


def readings(folder: Path, scorer: ModuleType, held_back: bool | None = None) -> Iterator[Judged]:
    """What the program says of the labelled contracts of a folder, with its confidence as found; `held_back` picks the
    third of the files, by a hash of the name, that patterns were not built on, or the other two.
    """
    options = ReadingOptions(ocr_cache_folder=SCRATCH / "recognised")
    for path in sorted(folder.glob("*.pdf")):
        truth = path.with_suffix(".json")
        if truth.is_file() and held_back in (None, _is_held_back(path)):
            document = read(path, options)
            found = assemble(document, instruments_of(document), calibrate=lambda contract: contract)
            yield from judged_contracts(truth, found, scorer)


def _is_held_back(path: Path) -> bool:
    return int(hashlib.sha1(path.stem.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def _calibrated(curves: Curves, values: Sequence[Judged]) -> list[Judged]:
    return [one._replace(confidence=curves.confidence(one.field, one.confidence)) for one in values]


def _lines(curves: Curves) -> Iterator[str]:
    named: dict[str, Curve] = {
        "pooled": curves.pooled,
        **{f"fields.{field}": one for field, one in curves.fields.items()},
    }
    for name, curve in named.items():
        yield f"\n[{name}]\ncases = {curve.cases}\npoints = {[list(point) for point in curve.points]}\n"


def _print(title: str, found: Sequence[Judged], told: Sequence[Judged]) -> None:
    print(f"\n{title}\n", *table(found, told), sep="\n", flush=True)


if __name__ == "__main__":
    _folder, _scorer, *_name = sys.argv[1:]
    if _name:
        sys.exit(first_reading(Path(_folder), Path(_scorer), _name[0]))
    sys.exit(main(Path(_folder), Path(_scorer)))
