"""`starkcheck report checklist`, `scorecard` and `payments`: how the compliance program and its books stand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.writing import write_and_tell
from flows.option_types import AsOf, Database, Quiet, Replace, ReportFile
from flows.run_options import DEFAULT_DATABASE, today

CardFile = Annotated[
    Path, typer.Option("--output", "-o", help="The file to write: .pdf, .html, .xlsx or .csv.", metavar="FILE")
]


def checklist(
    output: ReportFile,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write the self-audit checklist: tasks by role and day, done, due or overdue, and what shows it."""
    from reports.checklist import checklist as made

    day = as_of or today()
    write_and_tell(lambda: made(database, day), output, replace=replace, quiet=quiet)


def scorecard(
    output: CardFile,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write the monthly scorecard, one page of charts: findings, arrangements, days to cure, what lies ahead."""
    from reports.scorecard import scorecard as made
    from reports.scorecard_forms import SCORECARD_FORMS

    day = as_of or today()
    write_and_tell(lambda: made(database, day), output, replace=replace, quiet=quiet, forms=SCORECARD_FORMS)


def payments(
    output: ReportFile,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write each payment of the ledger beside the terms of the contract it was made under, with its verdict."""
    from reports.payments import payments as made

    day = as_of or today()
    write_and_tell(lambda: made(database, day), output, replace=replace, quiet=quiet)
