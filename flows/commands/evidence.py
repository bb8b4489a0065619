"""`starkcheck report evidence`: all that stands behind the answer on one arrangement, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.arrangement_names import Arrangement, arrangement_id_of
from flows.commands.writing import tell_missing
from flows.exit_codes import say
from flows.option_types import AsOf, Database, PasswordFile, Quiet, Replace
from flows.run_options import DEFAULT_DATABASE, today
from models.counting import counted


def evidence(
    arrangement: Arrangement,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file to write: .pdf, or .zip with the files as they are.", metavar="FILE"
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder",
            help="A folder with fmv, payments, time-logs, supervision-logs, location and other in it.",
            metavar="FOLDER",
        ),
    ] = None,
    drill: Annotated[
        bool, typer.Option("--drill", help="Make everything, say how long it took and what is absent; write nothing.")
    ] = False,
    password_file: PasswordFile = None,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    replace: Replace = False,
    quiet: Quiet = False,
) -> None:
    """Write the evidence pack of an arrangement: the answer, the papers with their words marked, all that proves it."""
    from flows.evidencing import EvidenceRequest, make_pack

    if drill and output is not None:
        raise typer.BadParameter(f"--drill writes nothing, and --output names {output}. Leave one of them out.")
    if not drill and output is None:
        raise typer.BadParameter("Name the file to write with --output, or try it with --drill.")
    request = EvidenceRequest(
        arrangement=arrangement_id_of(database, arrangement),
        as_of=as_of or today(),
        folder=folder,
        password_file=password_file,
        output=output,
        replace=replace,
    )
    done = make_pack(database, request)
    if quiet:
        return
    where = f"{output}: " if output else "Drill: "
    say(
        f"{where}evidence pack of {done.arrangement_id} as of {request.as_of}, {counted(done.page_count, 'page')}, "
        f"{counted(done.exhibit_count, 'exhibit')}, {counted(done.entry_count, 'place')} marked, "
        f"{counted(done.supplied_count, 'file')} supplied, "
        f"{done.byte_count:,} bytes, in {done.seconds:.1f} seconds."
    )
    say(f"Absent: {len(done.missing)}." if done.missing else "Nothing is absent.")
    tell_missing(done.missing)
