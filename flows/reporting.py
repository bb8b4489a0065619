"""Reports from the store into files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from flows.discovery import MissingInputError
from flows.private_files import write_private
from models.database import Database
from models.errors import RefusedError

if TYPE_CHECKING:
    from reports.report import Report

Made = TypeVar("Made", bound="Report")


def write_calendar(database: Database, output: Path, as_of: date, lead_days: int) -> int:
    """Write the calendar of contracts to `output`; returns how many days it has.

    Raises RefusedError for a folder, StoreError, and MissingInputError where it cannot be written.
    """
    from reports.calendar import calendar
    from reports.contract_dates import contract_dates

    refuse_folder(output)
    dates = contract_dates(database, as_of, lead_days)
    write_file(output, calendar(dates, as_of))
    return len(dates)


def write_report(
    make: Callable[[], Made],
    output: Path,
    *,
    replace: bool,
    forms: Mapping[str, Callable[[Made], bytes | Iterable[bytes]]] | None = None,
) -> Made:
    """Make a report and write it to `output` in the form its ending names; returns the report.

    `forms` are those it can take by their endings, if they are not those of every report.

    Before it is made, it is seen to that it can be written: raises RefusedError for an ending that names no form, and
    for a file that is there already unless it is to be replaced. Raises StoreError, and MissingInputError where the
    file cannot be written.
    """
    from reports.forms import EVERY_FORM, form_for

    refuse_folder(output)
    form = form_for(output, forms or EVERY_FORM)
    refuse_to_replace(output, replace=replace)
    report = make()
    write_file(output, form(report))
    return report


def refuse_to_replace(output: Path, *, replace: bool) -> None:
    """Raise RefusedError for a folder, and for a file that is there, unless it is to be replaced.

    People write into such files.
    """
    refuse_folder(output)
    if not replace and output.exists():
        raise RefusedError(
            f"{output} is there already, and somebody may have written into it. Use --replace to lose it."
        )


def refuse_folder(output: Path) -> None:
    """Raise RefusedError for a folder, which no --replace makes a file."""
    if output.is_dir():
        raise RefusedError(f"{output} is a folder. Name a file in it to write.")


def write_file(output: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file for its owner alone, whole or not at all. Raises MissingInputError where it cannot be written."""
    try:
        write_private(output, content)
    except OSError as error:
        raise MissingInputError(f"{output} cannot be written: {error.strerror or error}.") from None
