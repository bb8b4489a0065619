"""The scheduled deployments of the flows, served by this process."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from flows.discovery import MissingInputError
from flows.notifying import ways
from flows.passwords import Passwords
from flows.settings import Settings
from flows.trust import readable_certificates
from models.base import Frozen
from models.database import Database, absolute

DEPLOYMENT = "scheduled"
BY_HAND = "by-hand"


class Schedules(Frozen):
    """What runs when. Paths are absolute; schedules are five cron fields in the machine's own time zone."""

    folders: tuple[Path, ...]
    database: Database
    cron: str
    check_cron: str
    password_file: Path | None = None
    trusted_certificates: Path | None = None
    settings: Path | None = None
    report_folder: Path | None = None
    report_cron: str | None = None

    @classmethod
    def of(  # noqa: PLR0913, PLR0917
        cls,
        folders: Sequence[Path],
        database: Database,
        cron: str,
        check_cron: str,
        password_file: Path | None = None,
        trusted_certificates: Path | None = None,
        settings: Path | None = None,
        report_folder: Path | None = None,
        report_cron: str | None = None,
    ) -> Self:
        """Schedules with absolute paths.

        Raises MissingInputError, SettingsError, and typer.BadParameter for a wrong schedule.
        """
        missing = next((folder for folder in folders if not folder.exists()), None)
        if missing is not None:
            raise MissingInputError(f"{missing} is not there. Name the folder that holds the contracts.")
        Passwords.read(password_file)  # one that cannot be had is told of now, not in the night
        told = Settings.read(settings, database).notices
        if told is not None:
            ways(told)
        for schedule in filter(None, (cron, check_cron, report_cron)):
            _refuse_wrong_cron(schedule)
        return cls(
            folders=tuple(folder.absolute() for folder in folders),
            database=absolute(database),
            cron=cron,
            check_cron=check_cron,
            password_file=password_file and password_file.absolute(),
            trusted_certificates=readable_certificates(trusted_certificates),
            settings=settings and settings.absolute(),
            report_folder=report_folder and report_folder.absolute(),
            report_cron=report_cron,
        )


def serve_flows(schedules: Schedules) -> None:
    """Register the deployments and carry out their runs, one at a time, until interrupted."""
    # A folder of the user's own named `flows` must not be taken for this package in the processes of the flow runs.
    os.environ["PYTHONSAFEPATH"] = "1"
    # Prefect's own way of stopping forgets to await itself; nothing is lost by it.
    warnings.filterwarnings("ignore", message="coroutine 'Runner.astop' was never awaited")
    from prefect import serve
    from prefect.deployments.runner import RunnerDeployment
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType
    from tzlocal import get_localzone_name

    from flows.prefect_flows import check, ingest, ingest_and_check
    from flows.prefect_reports import report

    zone = get_localzone_name()
    database = str(schedules.database)
    password_file = schedules.password_file and str(schedules.password_file)
    ingesting = {
        "paths": [str(folder) for folder in schedules.folders],
        "database": database,
        "password_file": password_file,
        "trusted_certificates": schedules.trusted_certificates and str(schedules.trusted_certificates),
    }
    module = EntrypointType.MODULE_PATH
    settings = schedules.settings and str(schedules.settings)
    reporting = (
        []
        if schedules.report_folder is None
        else [
            RunnerDeployment.from_flow(
                report,
                DEPLOYMENT,
                schedule=Cron(schedules.report_cron, timezone=zone) if schedules.report_cron else None,
                parameters={"database": database, "folder": str(schedules.report_folder), "settings": settings},
                entrypoint_type=module,
            )
        ]
    )
    serve(
        *reporting,
        RunnerDeployment.from_flow(
            ingest_and_check,
            DEPLOYMENT,
            schedule=Cron(schedules.cron, timezone=zone),
            parameters={**ingesting, "settings": settings},
            entrypoint_type=module,
        ),
        RunnerDeployment.from_flow(
            check,
            DEPLOYMENT,
            schedule=Cron(schedules.check_cron, timezone=zone),
            parameters={"database": database, "settings": settings},
            entrypoint_type=module,
        ),
        RunnerDeployment.from_flow(ingest, BY_HAND, parameters=ingesting, entrypoint_type=module),
        limit=1,
    )


def _refuse_wrong_cron(schedule: str) -> None:
    import typer
    from prefect.client.schemas.schedules import CronSchedule
    from pydantic import ValidationError

    try:
        CronSchedule(cron=schedule)
    except ValidationError:
        raise typer.BadParameter(
            f'{schedule!r} is not a cron schedule. Write five fields, such as "0 2 * * *" for two at night.'
        ) from None
