"""A linear model over the words of a passage: which of several labels speaks from it, and how surely.

It is trained by `make train` (tests/bench/training) and kept as plain numbers; nothing of it is run as code.
See docs/decisions/0024.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Numbers = NDArray[numpy.float32]

Parts = Mapping[str, Sequence[str]]
"""The words of a passage by the part of it that they stand in, for instance its title and its opening."""

_HERE = Path(__file__).parent


class PartWeights(NamedTuple):
    """Of one part: the place of each word it knows, how telling each is, and its weight for each label.

    `rarity` has the shape (words,), `weights` (words, labels).
    """

    places: dict[str, int]
    rarity: Numbers
    weights: Numbers


class WordModel(NamedTuple):
    """Labels, what speaks for each before a word is read, and the weights by part."""

    labels: tuple[str, ...]
    bias: Numbers
    parts: dict[str, PartWeights]

    def shares(self, parts: Parts) -> dict[str, float]:
        """The share of belief in each label, from 0 to 1; together they make 1."""
        import numpy

        scores = self.bias.copy()
        for name, known in self.parts.items():
            told = _told(parts[name], known)
            if told is not None:
                scores += told
        if len(self.labels) == 2:  # two labels share one column of weights: what speaks for the second
            scores = numpy.array([0.0, scores[0]], dtype=numpy.float32)
        raised = numpy.exp(scores - scores.max())
        return dict(zip(self.labels, (raised / raised.sum()).tolist(), strict=True))


def _told(words: Sequence[str], known: PartWeights) -> Numbers | None:
    """What the words of a part add to each label: each word once more the oftener it stands, but ever less so."""
    import numpy

    counts = Counter(word for word in words if word in known.places)
    if not counts:
        return None
    places = [known.places[word] for word in counts]
    often = 1 + numpy.log(numpy.fromiter(counts.values(), dtype=numpy.float32))
    told = often * known.rarity[places]
    told /= numpy.sqrt((told * told).sum())
    summed: Numbers = told @ known.weights[places]
    return summed


@cache
def word_model(name: str) -> WordModel:
    """The model kept under a name in this folder. Raises FileNotFoundError."""
    return read_model(_HERE / f"{name}.npz")


def read_model(path: Path) -> WordModel:
    """A model as `write_model` wrote it. Raises FileNotFoundError."""
    import numpy

    with numpy.load(path, allow_pickle=False) as kept:
        parts = {
            name: PartWeights(
                {word: place for place, word in enumerate(kept[f"{name}.words"].tolist())},
                kept[f"{name}.rarity"].astype(numpy.float32),
                kept[f"{name}.weights"].astype(numpy.float32),
            )
            for name in kept["parts"].tolist()
        }
        return WordModel(tuple(kept["labels"].tolist()), kept["bias"].astype(numpy.float32), parts)


def write_model(model: WordModel, path: Path) -> None:
    """Keep a model as compressed arrays, its weights to three digits: the same model, the same bytes."""
    import numpy

    kept = {
        "labels": numpy.array(model.labels),
        "bias": model.bias.astype(numpy.float16),
        "parts": numpy.array(list(model.parts)),
    }
    for name, part in model.parts.items():
        kept[f"{name}.words"] = numpy.array(list(part.places))
        kept[f"{name}.rarity"] = part.rarity.astype(numpy.float16)
        kept[f"{name}.weights"] = part.weights.astype(numpy.float16)
    numpy.savez_compressed(path, **kept)  # type: ignore[arg-type]
