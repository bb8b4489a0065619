"""The CSV files that people give to a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from flows.discovery import MissingInputError
from models.counting import counted
from models.ledger_row import LedgerRow

Row = TypeVar("Row", bound=LedgerRow)


def read_input(model: type[Row], file: Path | None, say: Callable[[str], None]) -> tuple[Row, ...]:
    """The rows of a file, none where no file is given; what a person should know of the reading is said.

    Raises MissingInputError when it cannot be read, or anything in it is wrong: each reason is a line of the message.
    """
    from extractors.ledgers.reading import LedgerRefusedError, read_rows

    if file is None:
        return ()
    try:
        rows, notes = read_rows(model, file.read_bytes(), file.name)
    except OSError as error:
        raise MissingInputError(f"{file} cannot be read: {error.strerror or error}.") from None
    except LedgerRefusedError as error:
        for problem in error.problems:
            say(f"{file}, line {problem.line}: {problem.reason}" if problem.line else f"{file}: {problem.reason}")
        raise MissingInputError(f"{file} has {counted(error.count, 'problem')}, and nothing was written.") from None
    for note in notes:
        say(f"{file}: {note}")
    return rows
