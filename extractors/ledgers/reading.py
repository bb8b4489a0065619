"""The rows of a ledger from the bytes of a CSV file: all of them, or every reason why not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Final, TypeVar

from pydantic import ValidationError

from extractors.ledgers.header import Column, column_name, columns_of_rows
from models.base import Frozen
from models.counting import counted
from models.ledger import LEDGERS, LedgerKind
from models.ledger_row import LedgerRow

MOST_PROBLEMS: Final = 50
"""Problems that are told; how many more there are is told as well."""
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


Row = TypeVar("Row", bound=LedgerRow)


class Problem(Frozen):
    """What is wrong with a file. `line` counts from 1; 0 is the file as a whole."""

    line: int
    reason: str


class LedgerRefusedError(Exception):
    """A file of which nothing is taken. `problems` are the first of them, `count` says how many there are."""

    def __init__(self, problems: Sequence[Problem], count: int) -> None:
        """Keep both."""
        super().__init__(problems[0].reason)
        self.problems = tuple(problems)
        self.count = count


class LedgerFile(Frozen):
    """The rows of a file in its order, and what a person should know of how it was read."""

    kind: LedgerKind
    rows: tuple[LedgerRow, ...]
    notes: tuple[str, ...] = ()


def read(kind: LedgerKind, data: bytes, file_name: str, *, leave_other_columns: bool = False) -> LedgerFile:
    """The rows of a CSV file with a header; `leave_other_columns` leaves out columns that the ledger does not have.

    Raises LedgerRefusedError when anything is wrong with the header or with any row.
    """
    rows, notes = read_rows(LEDGERS[kind], data, file_name, leave_other_columns=leave_other_columns)
    return LedgerFile(kind=kind, rows=rows, notes=notes)


def read_rows(
    model: type[Row], data: bytes, file_name: str, *, leave_other_columns: bool = False
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a CSV file that is no ledger but made as one, and the notes on it; as `read` in all else."""
    lines, names, notes = opened(model, data, leave_other_columns=leave_other_columns)
    rows: list[Row] = []
    problems: list[Problem] = []
    count = 0
    for line, cells in lines:
        found = _row(model, names, cells, file_name, line)
        if not isinstance(found, list):
            rows.append(found)
            continue
        count += len(found)
        problems += found[: MOST_PROBLEMS - len(problems)]
    if problems:
        raise LedgerRefusedError(problems, count)
    if not rows:
        raise refused("The file has a header, but no row.")
    return tuple(rows), tuple(notes)


def opened(
    model: type[LedgerRow], data: bytes, *, leave_other_columns: bool
) -> tuple[Iterator[tuple[int, list[str]]], list[str | None], list[str]]:
    """The rows after the header with their lines, what each position holds (None: left out), and notes for a person.

    Raises LedgerRefusedError when anything is wrong with the header.
    """
    text, notes = _decoded(data)
    lines = _lines(text)
    header_line, headings = next(lines, (0, []))
    if not headings:
        raise refused("The file is empty: its first line must be the header.")
    names, left_out = _names(headings, columns_of_rows(model), leave_other_columns, header_line)
    if left_out:
        notes.append(f"Left out, as the ledger has no such column: {', '.join(left_out)}.")
    return lines, names, notes


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data.startswith(_WIDE_MARKS):
        raise refused('The file is in UTF-16. Save it as "CSV UTF-8".')
    if b"\0" in data:
        raise refused("The file holds zero bytes: it is no CSV, but perhaps a workbook. Save it as CSV.")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused("The file is neither UTF-8 nor Windows-1252.", line) from None
    return text, ["The file is not UTF-8 and was read as Windows-1252: look at the names with accents."]


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line it begins on. Quoted cells may go over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise refused(f"The row cannot be parted into cells: {error}.", before + 1) from None
        line, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield line, cells


def _names(
    headings: Sequence[str], columns: Sequence[Column], leave_others: bool, line: int
) -> tuple[list[str | None], list[str]]:
    """What each position of a row holds (None: left out; "": no heading), and the headings left out."""
    if len(headings) == 1 and any(mark in headings[0] for mark in ";\t|"):
        raise refused("The cells must be parted by commas.", line)
    known = {column.name for column in columns}
    given = [column_name(heading) for heading in headings]
    problems: list[str] = []
    for name in sorted({name for name in given if name and given.count(name) > 1}):
        problems.append(f"The column {name} is there twice.")
    missing = [column.name for column in columns if column.required and column.name not in given]
    if missing:
        problems.append(f"Columns are missing: {', '.join(missing)}.")
    others = [heading for heading, name in zip(headings, given, strict=True) if name and name not in known]
    if others and not leave_others:
        problems += [_unknown(heading, known - set(given)) for heading in others]
    if problems:
        raise LedgerRefusedError([Problem(line=line, reason=reason) for reason in problems], len(problems))
    return [name if name in known or not name else None for name in given], [one.strip() for one in others]


def _unknown(heading: str, free: Iterable[str]) -> str:
    near = get_close_matches(column_name(heading), sorted(free), n=1, cutoff=0.6)
    hint = f" Is it {near[0]}?" if near else ""
    return f"The ledger has no column {heading.strip()!r}.{hint}"


def _row(
    kind: type[Row], names: Sequence[str | None], cells: Sequence[str], file_name: str, line: int
) -> Row | list[Problem]:
    if len(cells) != len(names):
        return [Problem(line=line, reason=f"The row has {counted(len(cells), 'cell')}, the header {len(names)}.")]
    if any(name == "" and cell.strip() for name, cell in zip(names, cells, strict=True)):
        return [Problem(line=line, reason="There is something under a column that has no heading.")]
    filled = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name and cell.strip()}
    try:
        return kind.model_validate({"file_name": file_name, "line": line, **filled})
    except ValidationError as error:
        return [Problem(line=line, reason=reason_of(one["loc"], one["type"], one["msg"])) for one in error.errors()]


def reason_of(place: Sequence[int | str], sort: str, message: str) -> str:
    """What pydantic says is wrong with a cell of the column `place`, as a sentence."""
    column = f"{place[0]}: " if place else ""
    if sort == "missing":
        return f"{column}is empty."
    plain = message.removeprefix("Value error, ").replace("Input should be ", "must be ")
    return f"{column}{plain}."


def refused(reason: str, line: int = 0) -> LedgerRefusedError:
    """The refusal of a file for one reason."""
    return LedgerRefusedError([Problem(line=line, reason=reason)], 1)
