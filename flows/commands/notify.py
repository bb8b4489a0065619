"""`starkcheck notify`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.exit_codes import ExitCode, say
from flows.option_types import Database, Quiet, SettingsFile
from flows.run_options import DEFAULT_DATABASE
from models.finding import Severity


def notify(
    database: Database = DEFAULT_DATABASE,
    settings: SettingsFile = None,
    with_quotes: Annotated[
        bool, typer.Option("--with-quotes", help="Quote the words that findings rest on, also where settings do not.")
    ] = False,
    at_least: Annotated[
        Severity | None, typer.Option("--at-least", help="Tell findings as grave as this, or graver.")
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print what would be told, as Markdown; tell nobody and record nothing.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Tell people what is new or changed since they were last told, by every way that the settings name."""
    from flows.notifying import due, tell_people, ways
    from flows.settings import NoticeSettings, Settings, SettingsError, settings_beside
    from flows.summary import tell_notices

    told = Settings.read(settings, database).notices
    given = {"with_quotes": with_quotes or (told is not None and told.with_quotes)}
    changes = given | ({"at_least": at_least} if at_least is not None else {})
    if show:
        from flows.notices.wording import as_markdown
        from models.notice import Channel

        wanted = (told or NoticeSettings()).model_copy(update=changes)
        channels = tuple(ways(wanted)) or (Channel.FILE,)
        notices = due(database, wanted, channels)
        for notice in notices:
            sys.stdout.write(f"{as_markdown(notice)}\n")
        if not notices:
            say("There is nothing to tell.")
        return
    found = ways(told) if told is not None else {}
    if told is None or not found:
        raise SettingsError(
            f"No way of telling people is configured: {settings or settings_beside(database)} needs a section "
            "[notices.file], [notices.email] or [notices.webhook]; see docs/notices.md."
        )
    report = tell_people(database, told.model_copy(update=changes), found, say)
    tell_notices(report, quiet)
    raise typer.Exit(ExitCode.NOT_TOLD if report.troubles else ExitCode.DONE)
