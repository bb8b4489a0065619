"""The papers of a disclosure from the store into files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flows.reporting import refuse_to_replace, write_file
from models.errors import RefusedError

if TYPE_CHECKING:
    from models.look_back import LookBack


def write_worksheet(  # noqa: PLR0913
    database: Path,
    output: Path,
    as_of: date,
    *,
    entity: str | None = None,
    identified_on: date | None = None,
    replace: bool = False,
) -> LookBack:
    """Write the Financial Analysis Worksheet; returns the look-back it rests on.

    Raises RefusedError for a file that is there or ends in anything but .xlsx, StoreError and MissingInputError.
    """
    from reports.financial_worksheet import financial_worksheet, worksheet_rows
    from reports.look_back import look_back
    from reports.methodology import methodology

    if output.suffix.lower() != ".xlsx":
        raise RefusedError(f"{output} does not end in .xlsx, which the worksheet has to be.")
    refuse_to_replace(output, replace=replace)
    found = look_back(database, as_of, entity=entity, identified_on=identified_on)
    write_file(output, financial_worksheet(found.entity, worksheet_rows(found), methodology(found), as_of))
    return found
