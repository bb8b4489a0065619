"""`starkcheck report`: files for people, from the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.writing import write_and_tell
from flows.exit_codes import say
from flows.option_types import AsOf, Database, Quiet, Replace, ReportFile
from flows.run_options import DEFAULT_DATABASE, today
from models.counting import counted


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
        say(f"{output}: {counted(number, 'day')} to act on.")


def register(
    output: ReportFile,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    by_relationship: Annotated[
        bool, typer.Option("--by-relationship", help="Add a sheet for each relationship, with its arrangements alone.")
    ] = False,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write the register of exceptions: every arrangement, how it stands, and the days to act on it."""
    from reports.register import register as made

    day = as_of or today()
    write_and_tell(lambda: made(database, day, by_relationship=by_relationship), output, replace=replace, quiet=quiet)


def limits(
    output: ReportFile,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write what physicians were given, and paid without an agreement, in each year beside that year's limits."""
    from reports.limits import limits as made

    day = as_of or today()
    write_and_tell(lambda: made(database, day), output, replace=replace, quiet=quiet)


def fmv(
    output: ReportFile,
    quotes: Annotated[
        Path | None, typer.Option("--quotes", help="A CSV file of quotes and survey figures.", metavar="FILE")
    ] = None,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write the worksheet of fair market value: pay beside quotes, surveys and opinions, with formulas."""
    from flows.report_inputs import read_input
    from models.report_rows import Quote
    from reports.fmv import fmv as made

    day = as_of or today()
    given = read_input(Quote, quotes, say)
    write_and_tell(lambda: made(database, day, given), output, replace=replace, quiet=quiet)


def dhs(
    services: Annotated[
        Path, typer.Option("--services", help="A CSV file of the services offered, one a line.", metavar="FILE")
    ],
    output: ReportFile,
    codes: Annotated[
        Path | None, typer.Option("--codes", help="A CSV file of the list of codes that CMS publishes.", metavar="FILE")
    ] = None,
    hospital: Annotated[
        bool, typer.Option("--hospital", help="All of them are furnished to a hospital's inpatients and outpatients.")
    ] = False,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write the inventory of designated health services: which lines of services are, which are not, and why."""
    from flows.report_inputs import read_input
    from models.report_rows import DhsCode, ServiceLine
    from reports.dhs import dhs as made

    day = as_of or today()
    lines, listed = read_input(ServiceLine, services, say), read_input(DhsCode, codes, say)
    write_and_tell(lambda: made(lines, listed, day, is_hospital=hospital), output, replace=replace, quiet=quiet)


def group(
    output: ReportFile,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write the worksheets of group practices and value-based arrangements, filled in from ledgers and contracts."""
    from reports.group import group as made

    day = as_of or today()
    write_and_tell(lambda: made(database, day), output, replace=replace, quiet=quiet)
