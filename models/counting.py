"""A number and the noun it counts, in agreement."""

from __future__ import annotations

from decimal import Decimal


def counted(number: int | Decimal, one: str, several: str | None = None) -> str:
    """The number with its noun: `1 document`, `1,200 documents`, `0.5 hours`; `several` where no s makes it so."""
    figure = f"{number:,}" if isinstance(number, int) else f"{number.normalize():,f}"
    return f"{figure} {agreeing(number, one, several)}"


def agreeing(number: int | Decimal, one: str, several: str | None = None) -> str:
    """The word that agrees with the number; `several` where no s makes the word fit other numbers than one."""
    return one if number == 1 else several or f"{one}s"
