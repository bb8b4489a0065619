"""`starkcheck ledger`: what the books say beside the contracts, imported from CSV files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.exit_codes import ExitCode, say
from flows.option_types import Database, OutputFormat, Quiet, Wait
from flows.run_options import DEFAULT_DATABASE
from flows.tables import Format, print_rows
from models.counting import agreeing, counted
from models.ledger import LedgerKind
from models.ledger_import import ImportDone, ImportStatus

if TYPE_CHECKING:
    from extractors.ledgers.reading import LedgerRefusedError

COLUMNS = (
    *("import_id", "kind", "file_name", "row_count", "status", "imported_by", "imported_at"),
    *("replaced_by", "withdrawn_by", "withdrawal_reason"),
)
_KINDS = ", ".join(kind.value for kind in LedgerKind)


def _as_kind(text: str) -> LedgerKind:
    try:
        return LedgerKind(text.strip().casefold().replace("-", "_"))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no ledger. The ledgers are {_KINDS}.") from None


Kind = Annotated[LedgerKind, typer.Argument(parser=_as_kind, help=f"Which ledger: {_KINDS}.", metavar="KIND")]
Person = Annotated[
    str | None, typer.Option("--by", help="Who does it; your account's name if not given.", metavar="NAME")
]


def import_(
    kind: Kind,
    file: Annotated[Path, typer.Argument(help="A CSV file whose first line is the header.", metavar="FILE")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what was imported under the same file name.")
    ] = False,
    leave_other_columns: Annotated[
        bool, typer.Option("--leave-other-columns", help="Leave out columns that the ledger does not have.")
    ] = False,
    person: Person = None,
    database: Database = DEFAULT_DATABASE,
    wait: Wait = 60.0,
    quiet: Quiet = False,
) -> None:
    """Import a ledger from a CSV file: every row of it, or, when one is wrong, none."""
    from extractors.ledgers.reading import LedgerRefusedError
    from flows.ledgers import ImportRequest, import_file
    from store.account import account

    request = ImportRequest(
        kind=kind,
        file=file,
        person=account() if person is None else person,
        replace=replace,
        leave_other_columns=leave_other_columns,
    )
    try:
        report = import_file(database, request, wait_seconds=wait, say=say)
    except LedgerRefusedError as refusal:
        _tell_problems(file, refusal)
        raise typer.Exit(ExitCode.INPUT) from None
    for note in report.notes:
        say(f"{file.name}: {note}")
    if not quiet:
        _tell_import(file, report.done)


def show(
    database: Database = DEFAULT_DATABASE,
    kind: Annotated[
        LedgerKind | None, typer.Option("--kind", parser=_as_kind, help="Only imports of this ledger.", metavar="KIND")
    ] = None,
    status: Annotated[ImportStatus | None, typer.Option(help="Only imports that stand so.")] = None,
    output: OutputFormat = Format.TABLE,
) -> None:
    """Print the imports of ledgers, those withdrawn or replaced among them."""
    from store import query

    print_rows(query.ledger_imports(database, kind, status), output, COLUMNS)


def headers(
    kind: Annotated[
        LedgerKind | None,
        typer.Argument(parser=_as_kind, help=f"Which ledger: {_KINDS}; all if not given.", metavar="[KIND]"),
    ] = None,
) -> None:
    """Print the header of a ledger as the first line of its file, and what each column holds."""
    from extractors.ledgers.header import columns_of

    for number, each in enumerate(LedgerKind if kind is None else (kind,)):
        columns = columns_of(each)
        title = f"{chr(10) if number else ''}# {each.value}\n" if kind is None else ""
        sys.stdout.write(f"{title}{','.join(column.name for column in columns)}\n")
        sys.stdout.flush()
        if kind is not None:
            for column in columns:
                form = f"{column.form}: {', '.join(column.words)}" if column.words else column.form
                say(f"  {column.name} ({form}{'' if column.required else '; may be blank'}): {column.meaning}")


def withdraw(
    import_id: Annotated[int, typer.Argument(help="The number of an import, as list shows it.", metavar="IMPORT")],
    reason: Annotated[str, typer.Option("--reason", help="Why, for those who read it later.")] = "",
    person: Person = None,
    database: Database = DEFAULT_DATABASE,
    wait: Wait = 60.0,
    quiet: Quiet = False,
) -> None:
    """Let the rows of an import count no more. They are kept, and so is who withdrew them and why."""
    from flows.ledgers import withdraw as take_back
    from store.account import account

    who = account() if person is None else person
    done = take_back(database, import_id, reason=reason, person=who, wait_seconds=wait, say=say)
    if not quiet:
        rows = counted(done.row_count, "row")
        again = "" if done.kind is LedgerKind.CONFIRMATIONS else " Check again."
        say(f"Import {done.import_id} ({done.file_name}, {rows} of {done.kind.value}) is withdrawn.{again}")


def _tell_import(file: Path, done: ImportDone) -> None:
    rows = f"{counted(done.row_count, 'row')} of {done.kind.value}"
    if not done.is_new:
        name = "" if done.file_name == file.name else f" under the name {done.file_name}"
        say(f"{file.name}: the same bytes are there already as import {done.import_id}{name}. Nothing was changed.")
        return
    place = f", in place of import {_numbers(done.replaced)}" if done.replaced else ""
    use = "They count from now on." if done.kind is LedgerKind.CONFIRMATIONS else "`starkcheck check` judges by them."
    say(f"{file.name}: {rows}, import {done.import_id}{place}. {use}")
    if done.beside:
        say(
            f"Mind that import {_numbers(done.beside)} of the same file name goes on counting beside it. "
            "If this is a newer version of that file, withdraw the older one."
        )


def _tell_problems(file: Path, refusal: LedgerRefusedError) -> None:
    for problem in refusal.problems:
        line = f" line {problem.line}" if problem.line else ""
        say(f"{file.name}{line}: {problem.reason}")
    more = refusal.count - len(refusal.problems)
    also = f" There {agreeing(more, 'is', 'are')} {counted(more, 'more problem')}." if more else ""
    say(f"Nothing of {file.name} was imported.{also}")


def _numbers(imports: tuple[int, ...]) -> str:
    return ", ".join(map(str, imports))
