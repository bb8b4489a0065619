"""The sums and percentages of a text, and the text with others than the one in question masked."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.language.amounts import Amount, Percent, amounts, percents
from extractors.learned.figure import OTHER


def figures_in(text: str) -> list[Amount | Percent]:
    """Every sum of money and every percentage, in reading order."""
    return sorted([*amounts(text), *percents(text)], key=lambda figure: figure.start)


def masked(text: str, start: int, end: int, figures: Sequence[Amount | Percent]) -> str:
    """The text from `start` to `end` with each of its figures shown as ◇."""
    shown, position = "", start
    for figure in figures:
        if start <= figure.start and figure.end <= end:
            shown += text[position : figure.start] + OTHER
            position = figure.end
    return shown + text[position:end]
