"""What every row of a ledger has."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from models.base import Frozen


class LedgerRow(Frozen):
    """A row; `file_name` and `line` (the first of a file is 1) say where it stands.

    `sides` are the columns that name the entity, or whoever pays, and the physician, or whoever is paid.
    """

    sides: ClassVar[tuple[str, str]]

    file_name: str
    line: int

    @property
    def place(self) -> str:
        """Where the row stands, in words."""
        return f"{self.file_name} line {self.line}"


def in_order(first: date | None, last: date | None, names: str) -> None:
    """Raise ValueError, naming the columns, when the last day is before the first."""
    if first is not None and last is not None and last < first:
        raise ValueError(f"{names}: {last} is before {first}")
