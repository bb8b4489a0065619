"""A word model fitted to labelled examples: logistic regression over the weighted words that tell most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import numpy
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.linear_model import LogisticRegression

from extractors.learned.word_model import Parts, PartWeights, WordModel


class Example(Protocol):
    """Something labelled, of the set of one author."""

    @property
    def set(self) -> str:
        """Whose it is."""

    @property
    def label(self) -> str:
        """What it is."""

    def parts(self) -> Parts:
        """What the model is told of it."""


class Settings(NamedTuple):
    """How many words a part may keep, in how many examples each must stand, and how little weights are held down."""

    words: int
    fewest: int
    freedom: float
    balanced: bool


def fitted(examples: Sequence[Example], settings: Settings) -> WordModel:
    """The model of these examples. Raises ValueError where they have but one label."""
    told = [example.parts() for example in examples]
    labels = [example.label for example in examples]
    blocks, kept = [], {}
    for name in told[0]:
        words = _telling([parts[name] for parts in told], labels, settings)
        weighing = TfidfVectorizer(analyzer=_as_it_is, sublinear_tf=True, vocabulary=words)
        blocks.append(weighing.fit_transform([parts[name] for parts in told]))
        kept[name] = (words, weighing.idf_)
    regression = LogisticRegression(
        C=settings.freedom, max_iter=3000, class_weight="balanced" if settings.balanced else None
    )
    regression.fit(hstack(blocks).tocsr(), labels)
    parts, start = {}, 0
    for name, (words, rarity) in kept.items():
        weights = regression.coef_[:, start : start + len(words)].T
        start += len(words)
        parts[name] = PartWeights({word: place for place, word in enumerate(words)}, _single(rarity), _single(weights))
    return WordModel(tuple(map(str, regression.classes_)), _single(regression.intercept_), parts)


def _telling(lists: Sequence[Sequence[str]], labels: Sequence[str], settings: Settings) -> list[str]:
    """The words that tell the labels apart best, in the order of the alphabet."""
    counting = TfidfVectorizer(analyzer=_as_it_is, sublinear_tf=True, min_df=settings.fewest)
    weighed = counting.fit_transform(lists)
    best = SelectKBest(chi2, k=min(settings.words, weighed.shape[1])).fit(weighed, labels)
    return sorted(map(str, counting.get_feature_names_out()[best.get_support()]))


def _as_it_is(words: Sequence[str]) -> Sequence[str]:
    return words


def _single(numbers: Any) -> Any:
    return numpy.asarray(numbers, dtype=numpy.float32)
