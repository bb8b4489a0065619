"""Names that are the same but for letters that a scan blurs, and for case and punctuation."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

ALIKE = 0.92


def settled(found: Iterable[tuple[Any, ...]], wanted: Iterable[tuple[Any, ...]], names: int) -> list[tuple[Any, ...]]:
    """`found`, each of its first `names` columns replaced by the wanted name that it all but equals."""
    known = sorted({name for row in wanted for name in row[:names] if name is not None})
    return [(*(_settled(name, known) for name in row[:names]), *row[names:]) for row in found]


def _settled(name: str | None, known: list[str]) -> str | None:
    best = max(known, key=lambda each: _likeness(each, name), default=name)
    return best if _likeness(best, name) >= ALIKE else name


def _likeness(one: str | None, other: str | None) -> float:
    return SequenceMatcher(None, _letters(one), _letters(other)).ratio() if one and other else 0.0


def _letters(name: str | None) -> str:
    return "".join(character for character in (name or "").casefold() if character.isalnum())
