"""The `starkcheck` command line."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from flows.commands import (
    arrangement,
    audit,
    confirm,
    correct,
    dispose,
    doctor,
    evidence,
    explain,
    findings,
    inspect,
    ledger,
    look_back,
    notify,
    program,
    relationships,
    report,
    run,
    serve,
    watch,
)
from flows.exit_codes import reporting

app = typer.Typer(
    help="Reads contracts between health systems and physicians, and tests them against the Stark Law.",
    epilog="Not legal advice: a finding is a question for a person.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for _command in (
    run.run,
    run.ingest,
    run.check,
    watch.watch,
    serve.serve,
    findings.findings,
    findings.sql,
    correct.correct,
    correct.corrections,
    dispose.dispose,
    dispose.dispositions,
    confirm.confirm,
    confirm.confirmations,
    notify.notify,
    doctor.doctor,
    inspect.inspect,
    explain.explain,
    arrangement.arrangement,
):
    app.command()(reporting(_command))


_audit = typer.Typer(help="The log of what people and runs did.", no_args_is_help=True, rich_markup_mode=None)
_audit.command("verify")(reporting(audit.verify))
_audit.command("list")(reporting(audit.show))
app.add_typer(_audit, name="audit")

_ledger = typer.Typer(help="What the books say beside the contracts.", no_args_is_help=True, rich_markup_mode=None)
_ledger.command("import")(reporting(ledger.import_))
_ledger.command("list")(reporting(ledger.show))
_ledger.command("headers")(reporting(ledger.headers))
_ledger.command("withdraw")(reporting(ledger.withdraw))
app.add_typer(_ledger, name="ledger")

_relationships = typer.Typer(
    help="Which contracts are between the same entity and physician.", no_args_is_help=True, rich_markup_mode=None
)
_relationships.command("list")(reporting(relationships.show))
_relationships.command("join")(reporting(relationships.join))
_relationships.command("part")(reporting(relationships.part))
app.add_typer(_relationships, name="relationships")

_report = typer.Typer(help="Files for people, from the database.", no_args_is_help=True, rich_markup_mode=None)
_report.command("calendar")(reporting(report.calendar))
_report.command("register")(reporting(report.register))
_report.command("limits")(reporting(report.limits))
_report.command("fmv")(reporting(report.fmv))
_report.command("group")(reporting(report.group))
_report.command("dhs")(reporting(report.dhs))
_report.command("checklist")(reporting(program.checklist))
_report.command("scorecard")(reporting(program.scorecard))
_report.command("payments")(reporting(program.payments))
_report.command("look-back")(reporting(look_back.look_back))
_report.command("worksheet")(reporting(look_back.worksheet))
_report.command("disclosure")(reporting(look_back.disclosure))
_report.command("evidence")(reporting(evidence.evidence))
app.add_typer(_report, name="report")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"starkcheck {version('starkcheck')}")
        raise typer.Exit


@app.callback()
def starkcheck(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Reads contracts between health systems and physicians, and tests them against the Stark Law."""


def main() -> None:
    """Entry point of the console script. A request to end (SIGTERM) is treated as Ctrl-C is."""
    signal.signal(signal.SIGTERM, _interrupt)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
