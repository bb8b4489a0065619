"""`starkcheck confirm` and `starkcheck confirmations`: what people confirm of elements that no rule decides."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.arrangement_names import Arrangement, arrangement_id_of
from flows.exit_codes import say
from flows.option_types import Database, OutputFormat, Quiet, Wait, as_day
from flows.run_options import DEFAULT_DATABASE, today
from flows.tables import Format, print_rows
from models.confirmation import ConfirmationDone, ConfirmationRequest, ConfirmationStatus

COLUMNS = (
    *("confirmation_id", "status", "arrangement_id", "file_name", "exception", "element", "confirmation"),
    *("from_date", "until_date", "reason", "confirmed_by", "confirmed_at", "outdated_because"),
)
_WORDS = {"met": True, "not-met": False}


def _as_answer(text: str) -> str:
    word = text.strip().casefold().replace("_", "-")
    if word not in _WORDS:
        raise typer.BadParameter(f"{text!r} is neither met nor not-met.")
    return word


def confirm(
    arrangement: Arrangement,
    element: Annotated[
        str,
        typer.Argument(
            help="An element by its short name, such as fair-market-value, or office-space/fair-market-value.",
            metavar="ELEMENT",
        ),
    ],
    answer: Annotated[
        str | None, typer.Argument(parser=_as_answer, help="Whether it is met.", metavar="[met|not-met]")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, for those who rely on it later.")] = "",
    first_day: Annotated[
        date | None,
        typer.Option("--from", parser=as_day, help="The first day it was so; from the beginning if not given."),
    ] = None,
    last_day: Annotated[
        date | None,
        typer.Option("--until", parser=as_day, help="The last day; a year from today if not given.", metavar="DATE"),
    ] = None,
    document: Annotated[
        Path | None, typer.Option("--document", help="The paper that shows it; its SHA-256 is kept.", metavar="FILE")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--by", help="Who confirms it; your account's name if not given.", metavar="NAME")
    ] = None,
    take_back: Annotated[
        bool, typer.Option("--withdraw", help="Take the newest confirmation of the element back instead.")
    ] = False,
    database: Database = DEFAULT_DATABASE,
    wait: Wait = 60.0,
    quiet: Quiet = False,
) -> None:
    """Confirm that an element which no rule decides is met, or is not; it counts until its last day or a change."""
    if take_back and (answer, first_day, last_day, document) != (None, None, None, None):
        raise typer.BadParameter("--withdraw takes back what was confirmed, and takes neither an answer nor days.")
    if not take_back and answer is None:
        raise typer.BadParameter("Say whether it is met or not-met.")
    from flows.confirming import carry_out, with_document
    from flows.correcting import references_to
    from store.account import account

    request = ConfirmationRequest(
        arrangement=arrangement,
        references=references_to(arrangement),
        element=element,
        is_met=None if answer is None else _WORDS[answer],
        reason=reason,
        person=account() if person is None else person,
        first_day=first_day,
        last_day=last_day,
        day=today(),
    )
    done = carry_out(database, with_document(request, document), take_back=take_back, wait_seconds=wait, say=say)
    if not quiet:
        _tell(done)


def confirmations(
    database: Database = DEFAULT_DATABASE,
    arrangement: Annotated[
        str | None,
        typer.Option("--arrangement", help="Only those of this arrangement, named as there.", metavar="ARRANGEMENT"),
    ] = None,
    status: Annotated[ConfirmationStatus | None, typer.Option(help="Only confirmations that stand so.")] = None,
    output: OutputFormat = Format.TABLE,
) -> None:
    """Print what people confirmed, also what was taken back, superseded, or must be confirmed anew."""
    from store import query

    meant = None if arrangement is None else arrangement_id_of(database, arrangement)
    print_rows(query.confirmations(database, meant, status), output, COLUMNS)


def _tell(done: ConfirmationDone) -> None:
    made = done.confirmation
    word = "met" if made.is_met else "not met"
    changes = ", ".join(done.changes)
    paper = done.file_name if done.of_agreement else f"{changes}, which changes {done.file_name}"
    of = f"{made.exception}/{made.element} ({made.citation}) of {paper}, arrangement {made.arrangement_id}"
    stands = done.element_status.replace("_", " ")
    if done.withdrawn:
        say(f"{of}: the confirmation as {word} is taken back. As of {made.as_of} the element is {stands}.")
    else:
        days = f"from {made.from_date or 'the beginning'} until {made.until_date}"
        say(f"{of}: {word}, {days}, confirmed by {made.confirmed_by}. As of {made.as_of} the element is {stands}.")
        if not done.of_agreement:
            say(f"Of {done.file_name} itself it was in no doubt, so that nothing was to be confirmed of it.")
        elif changes:
            say(f"It holds for what changes it as well: {changes}.")
        for name in done.left_out:
            say(f"{name} shows it as failing: that is not confirmed, and goes on counting.")
    say(f"It is entry {done.entry} of the audit log.")
