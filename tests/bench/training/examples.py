"""Labelled openings of contracts, and labelled sums of money in their settings: what word models learn from.

The papers of openings.jsonl and figures.jsonl are all drawn for this project by several authors, none of whom knew the
program; a set is what one author wrote. `make gather` adds a folder of labelled contracts under a name for its author.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from extractors.language.amounts import Amount
from extractors.language.passages import passages_of
from extractors.learned.figure import figure_parts
from extractors.learned.opening import Opening, opening_of
from extractors.learned.word_model import Parts
from extractors.reading.options import ReadingOptions
from extractors.reading.reader import read
from extractors.segmenting.instruments import instruments_of
from extractors.terms.compensation.settings import settings_of
from models.contract import ContractKind
from models.segment import Instrument

HERE = Path(__file__).parent
OPENINGS_FILE, FIGURES_FILE = HERE / "openings.jsonl", HERE / "figures.jsonl"
RECOGNISED = Path(__file__).parents[3] / "scratch" / "calibrate" / "recognised"
PAY, NO_PAY = "pay", "no pay"
_PERIODS = (2, 3, 4, 6, 12, 24, 26, 36, 48, 52, 60, 120)
UNWRITTEN_KIND = ContractKind.OTHER.value


class LabelledOpening(NamedTuple):
    """The opening of a contract of a set, and the kind that its author says it is of."""

    set: str
    kind: str
    title: str
    words: str

    @property
    def label(self) -> str:
        """The kind."""
        return self.kind

    def parts(self) -> Parts:
        """What the model is told."""
        return Opening(self.title, self.words).parts()


class LabelledFigure(NamedTuple):
    """A sum of money in its setting, and whether its author lists such a sum among the components of pay."""

    set: str
    is_pay: bool
    setting: str

    @property
    def label(self) -> str:
        """Pay or not."""
        return PAY if self.is_pay else NO_PAY

    def parts(self) -> Parts:
        """What the model is told."""
        return figure_parts(self.setting)


def kept_openings() -> list[LabelledOpening]:
    """The openings kept in the repository."""
    return [LabelledOpening(**json.loads(line)) for line in OPENINGS_FILE.read_text(encoding="utf-8").splitlines()]


def kept_figures() -> list[LabelledFigure]:
    """The figures kept in the repository."""
    return [LabelledFigure(**json.loads(line)) for line in FIGURES_FILE.read_text(encoding="utf-8").splitlines()]


def labelled(folder: Path, name: str) -> tuple[list[LabelledOpening], list[LabelledFigure]]:
    """The openings and figures of the labelled contracts of a folder."""
    openings: list[LabelledOpening] = []
    figures: list[LabelledFigure] = []
    for truth, instrument in _papers(folder):
        if truth.get("kind"):
            opening = opening_of(instrument)
            openings.append(LabelledOpening(name, truth["kind"], opening.title, opening.words))
        if truth.get("compensation") is not None:
            figures += _figures(truth["compensation"], instrument, name)
    return openings, figures


def unlabelled_openings(folder: Path, name: str) -> list[LabelledOpening]:
    """The openings of commercial contracts, which are of none of the kinds."""
    documents = (read(path, ReadingOptions(ocr_cache_folder=RECOGNISED)) for path in sorted(folder.glob("*.pdf")))
    openings = (opening_of(instruments_of(document)[0]) for document in documents)
    return [LabelledOpening(name, UNWRITTEN_KIND, opening.title, opening.words) for opening in openings]


def _papers(folder: Path) -> Iterator[tuple[Mapping[str, Any], Instrument]]:
    """Each labelled contract with the instrument it is about; one whose instrument was not found is left out."""
    for path in sorted(folder.glob("*.pdf")):
        truth_file = path.with_suffix(".json")
        if not truth_file.is_file():
            continue
        told = json.loads(truth_file.read_text(encoding="utf-8"))
        instruments = instruments_of(read(path, ReadingOptions(ocr_cache_folder=RECOGNISED)))
        for truth in told.get("contracts", [told]):
            begun = [
                one for one in instruments if truth.get("first_page", one.segments[0].page) == one.segments[0].page
            ]
            if begun:
                yield truth, begun[0]


def _figures(components: Iterable[Mapping[str, Any]], instrument: Instrument, name: str) -> Iterator[LabelledFigure]:
    sums = {Decimal(str(one["amount"])) for one in components if one.get("amount") is not None}
    for setting in settings_of(passages_of(instrument.segments)):
        if not isinstance(setting.figure, Amount) or not setting.figure.value:
            continue
        is_pay = setting.figure.value in sums
        if is_pay or not _restates(setting.figure.value, sums):
            yield LabelledFigure(name, is_pay, setting.text)


def _restates(value: Decimal, sums: Iterable[Decimal]) -> bool:
    """Whether a sum says a labelled one by another period: such a one is pay too, and only its label is not there."""
    return any(
        abs(one * times - other) < 1
        for times in _PERIODS
        for pay in sums
        for one, other in ((value, pay), (pay, value))
    )
