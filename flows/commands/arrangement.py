"""`starkcheck arrangement`: whether an arrangement was compliant on a day."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from flows.arrangement_names import Arrangement, arrangement_id_of
from flows.exit_codes import ExitCode
from flows.option_types import Database, OutputFormat, as_day
from flows.run_options import DEFAULT_DATABASE, today
from flows.tables import Format, print_json, print_rows
from models.arrangement import ArrangementAnswer, Compliance
from reports.plain_text import visible


def arrangement(
    arrangement: Arrangement,
    on: Annotated[
        date | None,
        typer.Option("--on", parser=as_day, help="The day asked about; today if not given.", metavar="DATE"),
    ] = None,
    require_compliant: Annotated[
        bool,
        typer.Option(
            "--require-compliant", help="End with exit code 6 unless it was compliant; doubt is no compliance."
        ),
    ] = False,
    database: Database = DEFAULT_DATABASE,
    output: OutputFormat = Format.TABLE,
) -> None:
    """Say whether an arrangement was compliant on a day, was not, or cannot be told, and why."""
    from reports.arrangement_answer import arrangement_answer

    answer = arrangement_answer(database, arrangement_id_of(database, arrangement), on or today())
    match output:
        case Format.JSON:
            print_json(answer.model_dump(mode="json"))
        case Format.CSV:
            from store.query import Table

            values = answer.model_dump()
            print_rows(Table(columns=tuple(values), rows=(tuple(values.values()),)), Format.CSV)
        case Format.TABLE:
            sys.stdout.writelines(f"{visible(line)}\n" for line in _lines(answer))
    if require_compliant and answer.status is not Compliance.COMPLIANT:
        raise typer.Exit(ExitCode.FINDINGS)


def _lines(answer: ArrangementAnswer) -> list[str]:
    word = "compliant" if answer.status is Compliance.COMPLIANT else answer.status.replace("_", " ")
    lines = [f"{answer.arrangement_id} on {answer.on}: {word}"]
    if answer.asked_for != answer.arrangement_id:
        lines.append(f"{answer.asked_for} is part of it: its contract amends that one.")
    named = [answer.title, answer.kind and answer.kind.replace("_", " "), answer.file_name]
    sides = [each for each in (answer.entity, answer.physician) if each]
    lines += [", ".join(each for each in named if each)] if any(named) else []
    lines += [" and ".join(sides)] if sides else []
    if answer.from_date or answer.until_date:
        stretch = " ".join(
            part
            for part in (
                f"from {answer.from_date}" if answer.from_date else "",
                f"until {answer.until_date}" if answer.until_date else "",
            )
            if part
        )
        lines.append(f"So it is {stretch}{f', by {answer.citation}' if answer.citation else ''}.")
    lines += [f"- {reason}" for reason in answer.reasons]
    lines += [f"- {confirmed}" for confirmed in answer.confirmed]
    checked = f"As last looked at as of {answer.as_of}. " if answer.as_of else ""
    return [*lines, f"{checked}Not legal advice."]
