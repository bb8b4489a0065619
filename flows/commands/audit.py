"""`starkcheck audit`: the log of what people and runs did, proved and printed."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from flows.exit_codes import ExitCode, say
from flows.option_types import Database, OutputFormat
from flows.run_options import DEFAULT_DATABASE
from flows.tables import Format, print_rows
from models.audit import AuditAction
from models.counting import counted

COLUMNS = ("number", "recorded_at", "actor", "account", "action", "subject", "hash")


def _as_head(text: str) -> str:
    from store.audit_verification import LEAST_DIGITS

    if not re.fullmatch(rf"[0-9a-f]{{{LEAST_DIGITS},64}}", text.strip().casefold()):
        raise typer.BadParameter(f"{text!r} is no hash. Give at least {LEAST_DIGITS} of its hexadecimal digits.")
    return text.strip().casefold()


def verify(
    database: Database = DEFAULT_DATABASE,
    head: Annotated[
        str | None,
        typer.Option("--head", parser=_as_head, help="A hash noted earlier; the log must hold it.", metavar="HASH"),
    ] = None,
) -> None:
    """Prove that the audit log is whole: nothing in it changed, taken out, put elsewhere or cut off."""
    from store.audit_verification import verify as prove

    report = prove(database, head)
    if report.fault is not None:
        say(f"The audit log is broken at entry {report.fault.number}: {report.fault.reason}")
        raise typer.Exit(ExitCode.LOG_BROKEN)
    noted = f" Entry {report.noted} is the one that was noted." if report.noted is not None else ""
    say(f"The audit log is whole: {counted(report.entries, 'entry', 'entries')}.{noted}")
    if report.head is not None:
        sys.stdout.write(f"{report.head.hash}\n")
        say("That is the hash of its newest entry. Note it elsewhere: --head proves later that nothing was cut off.")


def show(
    database: Database = DEFAULT_DATABASE,
    action: Annotated[AuditAction | None, typer.Option("--action", help="Only entries of this action.")] = None,
    output: OutputFormat = Format.TABLE,
) -> None:
    """Print the entries of the audit log, the oldest first; details with --format json or csv."""
    from store import query

    print_rows(query.audit_log(database, action), output, COLUMNS)
