"""`starkcheck report look-back`, `worksheet` and `disclosure`: what was paid on days without an exception."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.writing import tell_missing, write_and_tell
from flows.exit_codes import say
from flows.option_types import AsOf, Database, Quiet, Replace, ReportFile, as_day
from flows.run_options import DEFAULT_DATABASE, today
from models.counting import counted

Entity = Annotated[
    str | None,
    typer.Option("--entity", help="Whose claims, as contracts name it; needed if there are several.", metavar="NAME"),
]
Identified = Annotated[
    date | None,
    typer.Option(
        "--identified",
        parser=as_day,
        help="The day of identification, where the ledger overpayments names none.",
        metavar="DATE",
    ),
]
WorksheetFile = Annotated[Path, typer.Option("--output", "-o", help="The file to write, .xlsx.", metavar="FILE")]


def look_back(
    output: ReportFile,
    database: Database = DEFAULT_DATABASE,
    entity: Entity = None,
    identified: Identified = None,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write the look-back at claims: what Medicare paid on days without an exception, by physician and year."""
    from reports.look_back_report import look_back_report

    day = as_of or today()
    write_and_tell(
        lambda: look_back_report(database, day, entity=entity, identified_on=identified),
        output,
        replace=replace,
        quiet=quiet,
    )


def worksheet(
    output: WorksheetFile,
    database: Database = DEFAULT_DATABASE,
    entity: Entity = None,
    identified: Identified = None,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write the Financial Analysis Worksheet of form CMS-10328."""
    from flows.disclosing import write_worksheet

    found = write_worksheet(
        database, output, as_of or today(), entity=entity, identified_on=identified, replace=replace
    )
    if not quiet:
        affected = counted(sum(bool(one.years) for one in found.physicians), "physician")
        say(f"{output}: {affected}, ${found.dollars:,.2f}.")
        tell_missing(found.missing)


def disclosure(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write into; made if there is none.")],
    settings: Annotated[
        Path | None,
        typer.Option(
            "--settings", help="What only the disclosing party knows, as TOML; see the manual.", metavar="FILE"
        ),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    entity: Entity = None,
    identified: Identified = None,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Draft the package of a self-referral disclosure to CMS (CMS-10328), with blanks marked for counsel."""
    from flows.disclosing import read_party, write_disclosure

    package = write_disclosure(
        database,
        output,
        read_party(settings),
        as_of or today(),
        entity=entity,
        identified_on=identified,
        replace=replace,
    )
    if not quiet:
        say(f"{output}: {counted(len(package.files), 'file')}, ${package.found.dollars:,.2f}; a draft for counsel.")
        say(f"Missing: {len(package.missing)} things, listed in {output / 'missing.txt'}.")
