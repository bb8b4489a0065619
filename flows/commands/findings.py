"""`starkcheck findings` and `starkcheck sql`: what the database says."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.option_types import Database, OutputFormat
from flows.run_options import DEFAULT_DATABASE
from flows.tables import Format, print_rows
from models.contract import ContractKind
from models.finding import FindingStatus, Severity

_LIKENESS = 0.6

COLUMNS = ("finding_id", "severity", "check_name", "file_name", "kind", "page", "message", "citation", "status")


def findings(
    database: Database = DEFAULT_DATABASE,
    check: Annotated[str | None, typer.Option("--check", help="Only this check, by name or code.")] = None,
    severity: Annotated[Severity | None, typer.Option("--severity", help="Only this severity.")] = None,
    kind: Annotated[ContractKind | None, typer.Option("--kind", help="Only contracts of this kind.")] = None,
    status: Annotated[FindingStatus, typer.Option(help="Only findings that stand so.")] = FindingStatus.OPEN,
    output: OutputFormat = Format.TABLE,
) -> None:
    """Print the findings in the database."""
    from store import query

    print_rows(query.findings(database, _known(check), severity, kind, status), output, COLUMNS)


def _known(check: str | None) -> str | None:
    """The check as the database calls it. Raises typer.BadParameter for a name that no check bears."""
    if check is None:
        return None
    from difflib import get_close_matches

    from checks.catalogue import CHECKS

    wanted = "-".join(check.casefold().replace("_", " ").split())
    for each in CHECKS:
        if wanted in {each.name, each.code.casefold()}:
            return each.name
    like = get_close_matches(wanted, [each.name for each in CHECKS], n=3, cutoff=_LIKENESS)
    hint = f"Did you mean {' or '.join(like)}?" if like else "docs/checks/README.md lists them all."
    raise typer.BadParameter(f"{check!r} is no check. {hint}", param_hint="'--check'")


def sql(
    question: Annotated[
        str, typer.Argument(help="One SQL query on the views of docs/output.md.", metavar="QUERY", show_default=False)
    ],
    database: Database = DEFAULT_DATABASE,
    output: OutputFormat = Format.TABLE,
) -> None:
    """Ask the database one SQL query; nothing can be changed by it."""
    from store import query

    print_rows(query.query(database, question), output)
