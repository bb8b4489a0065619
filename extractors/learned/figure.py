"""What the model of pay is told of a sum of money: the words of its setting, and apart those beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.learned.word_model import Parts
from extractors.module_expressions import compiled

FOCUS, OTHER = "◆", "◇"
"""The signs that stand in a setting for the figure itself and for other figures."""

_BESIDE = 6
_FURTHEST = 80
_WORD = compiled(rf"\w+|[{FOCUS}{OTHER}$%()]")


def figure_parts(setting: str) -> Parts:
    """The words and pairs of words of a setting that shows its figure as ◆, and of the six on either side of it."""
    place = setting.find(FOCUS)
    before = [f"{word}<" for word in _words(setting[max(place - _FURTHEST, 0) : place])[-_BESIDE:]]
    behind = [f">{word}" for word in _words(setting[place + 1 : place + _FURTHEST])[:_BESIDE]]
    return {"setting": _with_pairs(_words(setting)), "beside": _with_pairs([*before, *behind])}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _with_pairs(words: Sequence[str]) -> list[str]:
    return [*words, *(f"{one} {other}" for one, other in pairwise(words))]
