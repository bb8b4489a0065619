"""Whether a figure in its setting is pay, by the surer of the words that speak for and against it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.patterns import Pattern, load_patterns, worth_trying

_HERE = Path(__file__).parent
DECOYS = ("decoys_liability", "decoys_costs", "decoys_comparisons")
"""The pattern files of words that make a figure something else than pay."""


class Judgement(NamedTuple):
    """What speaks for a figure being pay, what against; the names are those of the surest patterns."""

    pay: float
    pay_name: str | None
    decoy: float
    decoy_name: str | None

    @property
    def is_pay(self) -> bool:
        """Whether the words of pay are the surer ones."""
        return self.pay > self.decoy


def judged(setting: str, pay_files: tuple[str, ...], decoy_files: tuple[str, ...]) -> Judgement:
    """The judgement on a figure by the pattern files that hold words of pay and those that hold words against it."""
    pay = _matching(setting, pay_files)
    decoys = _matching(setting, decoy_files)
    best = max(pay, key=lambda pattern: pattern.confidence, default=None)
    worst = max(decoys, key=lambda pattern: pattern.confidence, default=None)
    return Judgement(
        best.confidence if best else 0.0,
        best.name if best else None,
        worst.confidence if worst else 0.0,
        worst.name if worst else None,
    )


def named(setting: str, file: str) -> Pattern | None:
    """The surest pattern of a file that a setting matches."""
    found = [pattern for pattern in worth_trying(_patterns(file), setting) if pattern.compiled.search(setting)]
    return max(found, key=lambda pattern: pattern.confidence, default=None)


def _matching(setting: str, files: tuple[str, ...]) -> list[Pattern]:
    return [pattern for pattern in worth_trying(_patterns_of(files), setting) if pattern.compiled.search(setting)]


@cache
def _patterns_of(files: tuple[str, ...]) -> tuple[Pattern, ...]:
    return tuple(pattern for file in files for pattern in _patterns(file))


@cache
def _patterns(file: str) -> tuple[Pattern, ...]:
    return load_patterns(_HERE / f"{file}.toml")
