"""`starkcheck doctor`."""

from __future__ import annotations

import typer

from flows.exit_codes import ExitCode, say
from flows.option_types import Database, OutputFormat, SettingsFile
from flows.run_options import DEFAULT_DATABASE
from flows.tables import Format, print_rows
from models.counting import counted


def doctor(
    database: Database = DEFAULT_DATABASE, settings: SettingsFile = None, output: OutputFormat = Format.TABLE
) -> None:
    """Look for trouble, explain it and say what to do; nothing is changed."""
    from flows.doctor.examination import examine
    from models.diagnosis import Condition, Diagnosis
    from store.query import Table

    found = examine(database, settings)
    columns = tuple(Diagnosis.model_fields)
    rows = tuple(tuple(str(getattr(each, column)) for column in columns) for each in found)
    print_rows(Table(columns=columns, rows=rows), output)
    troubles = sum(each.condition is Condition.TROUBLE for each in found)
    if troubles:
        say(f"{counted(troubles, 'thing is', 'things are')} in the way.")
        raise typer.Exit(ExitCode.TROUBLE_FOUND)
    say("Nothing is in the way.")
