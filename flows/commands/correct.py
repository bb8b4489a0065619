"""`starkcheck correct` and `starkcheck corrections`: what a person says against the reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.exit_codes import ExitCode, say
from flows.option_types import AsOf, Database, OutputFormat, Quiet, Wait
from flows.run_options import DEFAULT_DATABASE, RunReport
from flows.tables import Format, print_rows
from models.correction import (
    CorrectedContract,
    CorrectionDone,
    CorrectionRequest,
    CorrectionStatus,
)
from models.counting import agreeing, counted
from models.database import Database as StoreDatabase

if TYPE_CHECKING:
    from flows.correcting import CorrectionReport

COLUMNS = (
    *("correction_id", "status", "file_name", "field", "subject", "value_before", "value"),
    *("reason", "corrected_by", "corrected_at"),
)


def correct(
    file: Annotated[
        str,
        typer.Argument(
            help="A file that was read, by name or path, with #PAGE if it holds several contracts; or a contract id.",
            metavar="FILE",
        ),
    ],
    field: Annotated[str, typer.Argument(help="What to correct, such as term_months.", metavar="FIELD")],
    value: Annotated[
        str | None,
        typer.Argument(help="The right value; unknown where the contract leaves it open.", metavar="[VALUE]"),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, for those who read it later.")] = "",
    item: Annotated[
        str | None,
        typer.Option("--for", help="Which party, signature or component, by name or number.", metavar="WHICH"),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--by", help="Who corrects it; your account's name if not given.", metavar="NAME")
    ] = None,
    page: Annotated[
        int | None, typer.Option("--page", min=1, help="The page of the file on which the right value stands.")
    ] = None,
    take_back: Annotated[
        bool, typer.Option("--withdraw", help="Take the newest correction of the field back instead.")
    ] = False,
    database: Database = DEFAULT_DATABASE,
    as_of: AsOf = None,
    wait: Wait = 60.0,
    quiet: Quiet = False,
) -> None:
    """Correct what was read from a contract, and check it again; the correction outlasts every later reading."""
    if take_back and value is not None:
        raise typer.BadParameter("--withdraw takes back what was corrected, and takes no VALUE.")
    if not take_back and value is None:
        raise typer.BadParameter("Give the right VALUE; unknown says that the contract leaves it open.")
    from flows.correcting import carry_out, references_to
    from store.account import account

    request = CorrectionRequest(
        references=references_to(file),
        field=field,
        value=value,
        item=item,
        page=page,
        reason=reason,
        person=account() if person is None else person,
    )
    report = carry_out(database, request, take_back=take_back, as_of=as_of, wait_seconds=wait, say=say)
    raise typer.Exit(_tell(report, database, quiet))


def corrections(
    database: Database = DEFAULT_DATABASE,
    status: Annotated[CorrectionStatus | None, typer.Option(help="Only corrections that stand so.")] = None,
    output: OutputFormat = Format.TABLE,
) -> None:
    """Print the corrections that people made, those taken back or superseded among them."""
    from store import query

    print_rows(query.corrections(database, status), output, COLUMNS)


def _tell(report: CorrectionReport, database: StoreDatabase, quiet: bool) -> ExitCode:
    from flows.summary import exit_code, tell

    if not quiet:
        _tell_correction(report.done)
    both = RunReport(check=report.check)
    if report.resolved and not quiet:
        say(f"{report.resolved:,} of its findings {agreeing(report.resolved, 'is', 'are')} resolved.")
    tell(both, database, quiet)
    return exit_code(both, database, None)


def _tell_correction(done: CorrectionDone) -> None:
    from store.corrections_fields import UNKNOWN

    made, before, after = done.correction, done.before, done.after
    of = f" of {made.subject}" if made.subject else ""
    where = f"{done.file_name}, contract {made.contract_id}"
    if after is None or before is None:
        say(f"{where}: the correction of {made.field}{of} is taken back. That contract is read no more.")
        return
    if done.withdrawn:
        say(f"{where}: the correction of {made.field}{of} to {made.value or UNKNOWN} is taken back.")
    else:
        say(
            f"{where}: {made.field}{of} is {made.value or UNKNOWN}, corrected from {made.value_before or UNKNOWN} by "
            f"{made.corrected_by}."
        )
    _tell_what_follows(before, after, None if done.withdrawn else made.correction_id)
    start, months, last = (after.contract.effective_date, after.contract.term_months, after.contract.expiration_date)
    if start.value and months.value and last.value:
        from store.corrections_following import agree

        if not agree(start.value, months.value, last.value):
            ends = agreeing(months.value, "does", "do")
            say(f"Mind that {counted(months.value, 'month')} from {start.value} {ends} not end on {last.value}.")


def _tell_what_follows(before: CorrectedContract, after: CorrectedContract, told: int | None) -> None:
    """Every column that shows another value now, but for that of the correction told already."""
    from store.corrections_applied import value_at
    from store.corrections_fields import UNKNOWN, fields

    by_place = {(field.part, field.column): field for field in fields().values()}
    changed = {(effect.part, effect.position, effect.column) for effect in (*before.effects, *after.effects)}
    for effect in after.effects:
        if effect.correction_id == told and not effect.follows:
            changed.discard((effect.part, effect.position, effect.column))
    for part, position, column in sorted(changed):
        field = by_place.get((part, column))
        if field is not None:
            was, now = value_at(before.contract, field, position), value_at(after.contract, field, position)
            if was != now:
                row = f" (number {position})" if position else ""
                say(f"  {field.name}{row}: {was or UNKNOWN} becomes {now or UNKNOWN}.")
