"""What the model of kinds is told of an instrument: its title, and the words it opens with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from typing import NamedTuple

from extractors.learned.word_model import Parts
from extractors.module_expressions import compiled
from models.segment import Instrument

_FIRST_SEGMENTS = 3
_FIRST_WORDS = 400
_WORD = compiled(r"\b[a-z]{2,}\b")


class Opening(NamedTuple):
    """The title with the first segments, and the first four hundred words."""

    title: str
    words: str

    def parts(self) -> Parts:
        """The words of either, in small letters; figures and single letters tell nothing of the kind."""
        return {"title": _words(self.title), "opening": _words(self.words)}


def opening_of(instrument: Instrument) -> Opening:
    """The opening of an instrument."""
    texts = [segment.text for segment in instrument.segments]
    head = " ".join((instrument.title or "", *texts[:_FIRST_SEGMENTS]))
    words = islice(chain.from_iterable(text.split() for text in texts), _FIRST_WORDS)
    return Opening(head, " ".join(words))


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.lower())
