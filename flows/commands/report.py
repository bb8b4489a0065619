"""`starkcheck report`: files for people, from the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.exit_codes import say
from flows.option_types import AsOf, Database, Quiet
from flows.run_options import DEFAULT_DATABASE, today


def calendar(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write, such as contracts.ics.")],
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    lead: Annotated[
        int, typer.Option("--lead", min=0, max=366, help="Days before the last day for a notice to decide on it.")
    ] = 30,
    quiet: Quiet = False,
) -> None:
    """Write the days to act on contracts as a calendar: renewals, notices, ends, and until when faults are curable."""
    from flows.reporting import write_calendar

    number = write_calendar(database, output, as_of or today(), lead)
    if not quiet:
        say(f"{output}: {number} days.")
