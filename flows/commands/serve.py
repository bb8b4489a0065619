"""`starkcheck serve`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from flows.exit_codes import say
from flows.option_types import Database, PasswordFile, SettingsFile, TrustedCertificates
from flows.prefect_server import DEFAULT_PORT
from flows.run_options import DEFAULT_DATABASE

NIGHTLY = "0 2 * * *"
EVERY_MORNING = "0 6 * * *"
EVERY_WEEKDAY = "0 7 * * 1-5"


def serve(
    folders: Annotated[list[Path], typer.Argument(help="The folders to ingest on schedule.", metavar="FOLDER")],
    database: Database = DEFAULT_DATABASE,
    cron: Annotated[
        str, typer.Option("--cron", help="When to ingest and check the folders.", metavar="CRON")
    ] = NIGHTLY,
    check_cron: Annotated[
        str, typer.Option("--check-cron", help="When to check everything under the law of the day.", metavar="CRON")
    ] = EVERY_MORNING,
    password_file: PasswordFile = None,
    trusted_certificates: TrustedCertificates = None,
    port: Annotated[int, typer.Option("--port", help="Where to start a Prefect server, if none is configured.")] = (
        DEFAULT_PORT
    ),
    settings: SettingsFile = None,
    report_folder: Annotated[
        Path | None,
        typer.Option("--report-folder", help="Write the calendar of contracts here on schedule.", metavar="FOLDER"),
    ] = None,
    report_cron: Annotated[str, typer.Option("--report-cron", help="When to write it.", metavar="CRON")] = (
        EVERY_WEEKDAY
    ),
) -> None:
    """Stay, and run the flows on schedule through Prefect; its pages show every run."""
    from flows.engine import API_URL
    from flows.prefect_server import local_api_url, local_server, refuse_silent_server
    from flows.serving import Schedules, serve_flows

    configured = os.environ.get(API_URL)
    # Prefect reads its settings when it is imported, and makes a server of its own when it then knows of none.
    os.environ[API_URL] = configured or local_api_url(port)
    schedules = Schedules.of(
        folders,
        database,
        cron,
        check_cron,
        password_file,
        trusted_certificates,
        settings,
        report_folder,
        report_cron,
    )
    if configured:
        refuse_silent_server(configured)
        serve_flows(schedules)
        return
    say(f"Starting a Prefect server on this machine, port {port}. The first time takes a minute.")
    with local_server(port):
        say(f"Its pages: {local_api_url(port).removesuffix('/api')}. Ctrl-C ends it.")
        serve_flows(schedules)
