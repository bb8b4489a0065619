"""`starkcheck dispose` and `starkcheck dispositions`: what reviewers decide on findings."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from flows.exit_codes import say
from flows.option_types import Database, OutputFormat, Quiet, Wait, as_day
from flows.run_options import DEFAULT_DATABASE, today
from flows.tables import Format, print_rows
from models.disposition import (
    DispositionDone,
    DispositionKind,
    DispositionRequest,
    DispositionStatus,
)

COLUMNS = (
    *("disposition_id", "status", "finding_id", "check_name", "file_name", "disposition", "until"),
    *("reason", "decided_by", "decided_at", "outdated_because"),
)
_WORDS = "|".join(kind.value.replace("_", "-") for kind in DispositionKind)


def _as_kind(text: str) -> DispositionKind:
    try:
        return DispositionKind(text.strip().casefold().replace("-", "_"))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is none of {_WORDS.replace('|', ', ')}.") from None


def dispose(
    finding: Annotated[
        str, typer.Argument(help="A finding by its finding_id, or the first digits of that.", metavar="FINDING")
    ],
    kind: Annotated[
        DispositionKind | None, typer.Option("--as", parser=_as_kind, help="What is decided.", metavar=_WORDS)
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, for those who read it later.")] = "",
    until: Annotated[
        date | None,
        typer.Option("--until", parser=as_day, help="The last day on which it holds.", metavar="DATE"),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--by", help="Who decides it; your account's name if not given.", metavar="NAME")
    ] = None,
    take_back: Annotated[
        bool, typer.Option("--withdraw", help="Take the newest disposition of the finding back instead.")
    ] = False,
    database: Database = DEFAULT_DATABASE,
    wait: Wait = 60.0,
    quiet: Quiet = False,
) -> None:
    """Decide on a finding: it is waived, and no longer open, until the day named or until the finding changes."""
    if take_back and (kind is not None or until is not None):
        raise typer.BadParameter("--withdraw takes back what was decided, and takes neither --as nor --until.")
    if not take_back and kind is None:
        raise typer.BadParameter(f"Say what is decided with --as: {_WORDS.replace('|', ', ')}.")
    from flows.disposing import carry_out
    from store.account import account

    request = DispositionRequest(
        finding=finding,
        disposition=kind,
        reason=reason,
        person=account() if person is None else person,
        until=until,
        day=today(),
    )
    done = carry_out(database, request, take_back=take_back, wait_seconds=wait, say=say)
    if not quiet:
        _tell(done)


def dispositions(
    database: Database = DEFAULT_DATABASE,
    finding: Annotated[
        str | None,
        typer.Option("--finding", help="Only those of findings whose finding_id begins so.", metavar="FINDING"),
    ] = None,
    status: Annotated[DispositionStatus | None, typer.Option(help="Only dispositions that stand so.")] = None,
    output: OutputFormat = Format.TABLE,
) -> None:
    """Print what reviewers decided on findings, also what was taken back, superseded, or covers them no more."""
    from store import query

    print_rows(query.dispositions(database, finding, status), output, COLUMNS)


def _tell(done: DispositionDone) -> None:
    made = done.disposition
    word = made.disposition.value.replace("_", " ")
    where = f" in {done.file_name}" if done.file_name else ""
    of = f"{made.check_name}{where}, finding {made.finding_id}"
    if done.withdrawn:
        say(f"{of}: the disposition as {word} is taken back. The finding is {done.finding_status.value}.")
    else:
        until = f" until {made.until}" if made.until else ""
        say(f"{of}: {word}{until}, decided by {made.decided_by}. The finding is {done.finding_status.value}.")
    say(f"It is entry {done.entry} of the audit log.")
