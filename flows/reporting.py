"""Reports from the store into files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.discovery import MissingInputError
from flows.private_files import write_private
from models.database import Database


def write_calendar(database: Database, output: Path, as_of: date, lead_days: int) -> int:
    """Write the calendar of contracts to `output`; returns how many days it has.

    Raises StoreError, and MissingInputError where it cannot be written.
    """
    from reports.calendar import calendar
    from reports.contract_dates import contract_dates

    dates = contract_dates(database, as_of, lead_days)
    try:
        write_private(output, calendar(dates, as_of))
    except OSError as error:
        raise MissingInputError(f"{output} cannot be written: {error.strerror or error}.") from None
    return len(dates)
