"""Claims from the bytes of a CSV file, by columns: a million of them in seconds, by the rules of every other ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import islice
from typing import Annotated, Any, Final

from pydantic import TypeAdapter, ValidationError

from extractors.ledgers.header import columns_of
from extractors.ledgers.reading import MOST_PROBLEMS, LedgerRefusedError, Problem, opened, reason_of, refused
from models.claims import Claim, ClaimColumns
from models.counting import counted
from models.ledger import LedgerKind
from models.provider_identifier import is_provider_identifier

_AT_ONCE: Final = 50_000
_REMEMBERED: Final = 100_000
"""Cells of a column that are remembered with what they are read as: days, codes and names come back."""
_PLAIN: Final = {"paid": re.compile(r"-?\d{1,12}\.\d\d", re.ASCII), "claim": re.compile(r"[\w-]{1,40}", re.ASCII)}
"""Cells that are stored just as they are, in columns where each is another; reading them takes most of the time."""
_NAMES: Final = tuple(column.name for column in columns_of(LedgerKind.CLAIMS))


def read_claims(data: bytes, *, leave_other_columns: bool = False) -> ClaimColumns:
    """The lines of a CSV file of claims; cells are read, and refused, as `reading.read` does.

    Raises LedgerRefusedError when anything is wrong with the header or with any row.
    """
    rows, names, notes = opened(Claim, data, leave_other_columns=leave_other_columns)
    file = _File(names)
    while stretch := list(islice(rows, _AT_ONCE)):
        file.take(stretch)
    if file.problems:
        problems = sorted(file.problems, key=lambda problem: problem.line)
        raise LedgerRefusedError(problems[:MOST_PROBLEMS], len(problems))
    if not file.lines:
        raise refused("The file has a header, but no row.")
    columns = {name: tuple(column.cells) for name, column in file.columns.items()}
    columns |= {name: (None,) * len(file.lines) for name in _NAMES if name not in columns}
    notes += _doubtful_identifiers({*columns["referred_by_npi"], *columns["performed_by_npi"]})
    columns = {name: columns[name] for name in _NAMES}
    return ClaimColumns.of_known(lines=tuple(file.lines), columns=columns, notes=tuple(notes))


class _File:
    """What was read of a file so far."""

    def __init__(self, names: Sequence[str | None]) -> None:
        self.lines: list[int] = []
        self.problems: list[Problem] = []
        self.columns = {name: _Column(name) for name in names if name}
        self._names = names

    def take(self, rows: Sequence[tuple[int, list[str]]]) -> None:
        """Add rows with their lines."""
        width = len(self._names)
        whole = [row for row in rows if len(row[1]) == width]
        for line, cells in rows if len(whole) < len(rows) else ():
            if len(cells) != width:
                self._tell(line, f"The row has {counted(len(cells), 'cell')}, the header {width}.")
        if not whole:
            return
        lines, given = zip(*whole, strict=True)
        self.lines += lines
        for name, column in zip(self._names, zip(*given, strict=True), strict=True):
            if name:
                self._add(self.columns[name], lines, column)
            elif name is not None:
                for line, cell in zip(lines, column, strict=True):
                    if cell.strip():
                        self._tell(line, "There is something under a column that has no heading.")

    def _add(self, column: _Column, lines: Sequence[int], cells: Sequence[str]) -> None:
        try:
            column.cells += list(map(column.known.__getitem__, cells))
        except ValueError:  # pydantic's own is one
            column.cells += [None] * len(cells)
            for line, cell in zip(lines, cells, strict=True):
                for reason in column.faults(cell):
                    self._tell(line, reason)

    def _tell(self, line: int, reason: str) -> None:
        self.problems.append(Problem(line=line, reason=reason))


class _Column:
    """The cells of a column as they are stored; `known` reads each that is new, and raises ValueError for a bad one."""

    def __init__(self, name: str) -> None:
        field = Claim.model_fields[name]
        self.cells: list[str | None] = []
        self.known = _Known(self._stored)
        self._name = name
        self._plain = _PLAIN.get(name)
        self._is_required = field.is_required()
        self._reader = _reader(name)

    def _stored(self, cell: str) -> str | None:
        if self._plain is not None and self._plain.fullmatch(cell):
            return cell
        bare = cell.strip()
        if bare:
            return str(self._reader.validate_python(bare))
        if self._is_required:
            raise ValueError(f"{self._name}: is empty.")
        return None

    def faults(self, cell: str) -> list[str]:
        """Why a cell cannot be read; nothing where it can."""
        try:
            self._stored(cell)
        except ValidationError as error:
            return [reason_of((self._name,), one["type"], one["msg"]) for one in error.errors()]
        except ValueError as error:
            return [str(error)]
        return []


def _reader(name: str) -> TypeAdapter[Any]:
    field = Claim.model_fields[name]
    form: Any = Annotated[field.annotation, field]
    return TypeAdapter(form)


class _Known(dict[str, str | None]):
    """Cells with what they are read as; each is read once, unless there are too many to remember."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> str | None:
        value = self._read(cell)
        if len(self) < _REMEMBERED:
            self[cell] = value
        return value


def _doubtful_identifiers(identifiers: Collection[str | None]) -> list[str]:
    """A note on identifiers whose check digit is wrong: most are misspelt, and then match nobody."""
    wrong = sorted(npi for npi in identifiers if npi is not None and not is_provider_identifier(npi))
    if not wrong:
        return []
    shown = ", ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else "")
    return [f"These NPIs fail their check digit, and may be misspelt: {shown}."]
