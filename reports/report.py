"""What a report says before it takes a form: its lines, and blocks of rows under headed columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from models.base import Frozen


class ColumnKind(StrEnum):
    """How the values of a column are shown: MONEY in dollars and cents, PERCENT as 12.5 for twelve and a half."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"


class Tone(StrEnum):
    """What a word of a closed list says at a glance."""

    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"
    QUIET = "quiet"


TONES: Final = {
    **dict.fromkeys(
        ("satisfied", "compliant", "within", "within terms", "inside", "passes", "done", "kept"), Tone.GOOD
    ),
    **dict.fromkeys(
        ("undetermined", "warning", "pending", "stale", "made later", "likely", "due", "cannot tell"), Tone.DOUBT
    ),
    **dict.fromkeys(
        (
            *("not satisfied", "not compliant", "error", "over", "under", "outside", "fails", "overdue"),
            *("wrong payee", "after expiry", "before effective", "no contract"),
        ),
        Tone.BAD,
    ),
    **dict.fromkeys(("notice", "not applicable", "waived", "resolved"), Tone.QUIET),
}
"""The tone of each word that has one, wherever a cell holds it alone."""


class Formula(NamedTuple):
    """A cell that a spreadsheet computes: the formula, "=B2*C2", and what it comes to now.

    Only code of ours makes one, of places in the sheet and of nothing that was read. `{row}` stands for the number of
    the row it is in.
    """

    text: str
    value: Decimal | int | str | None


Cell = str | int | Decimal | date | bool | Formula | None
"""None is an empty cell: what is not known, or does not arise."""


class Column(NamedTuple):
    """A column's heading, how its values are shown, and how wide it is, in characters."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 16


class Block(NamedTuple):
    """Rows under columns, each row as long as the columns: a sheet of a workbook, a table of a page.

    `name` is short and the block's own within its report; `lines` stand above it. The first `frozen` columns stay in
    sight. `total` is a last row, which filters leave alone. `is_form` marks a block whose empty cells people fill in.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    lines: tuple[str, ...] = ()
    frozen: int = 1
    total: tuple[Cell, ...] | None = None
    is_form: bool = False


class Report(Frozen):
    """A report on a day: what it is, what it rests on, and its blocks, the first of which is the one CSV has.

    `missing` names what was asked for and is not there, each in a sentence.
    """

    name: str
    title: str
    as_of: date
    lines: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    blocks: tuple[Block, ...]


def words(value: str | None) -> str | None:
    """A word of a closed list as people write it: `not_satisfied` is "not satisfied"."""
    return value.replace("_", " ") if value is not None else None


def listed(values: Sequence[object]) -> str | None:
    """Several values in one cell, one a line; None for none."""
    return "\n".join(str(value) for value in values) or None


def cell_text(cell: Cell, kind: ColumnKind = ColumnKind.TEXT) -> str:
    """A cell as people read it where nothing computes: a formula by its value, a yes or no as the word."""
    if isinstance(cell, Formula):
        return cell_text(cell.value, kind)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    match kind:
        case ColumnKind.MONEY:
            return f"{'-' if cell < 0 else ''}${abs(cell):,.2f}"
        case ColumnKind.PERCENT:
            return f"{Decimal(cell).normalize():f} %"
        case _:
            return f"{Decimal(cell).normalize():f}"
