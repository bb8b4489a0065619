"""The Prefect flow `report`: the files for people that the database gives, and what has not been told yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from prefect import flow, get_run_logger

from flows.run_options import DEFAULT_DATABASE, today
from models.counting import counted
from models.database import Database

CALENDAR = "contracts.ics"


@flow(name="report", persist_result=False)
def report(
    database: Database = DEFAULT_DATABASE,
    folder: Path = Path("reports"),
    as_of: date | None = None,
    lead_days: int = 30,
    settings: Path | None = None,
) -> None:
    """Write the calendar of contracts to a folder, and tell people what earlier runs could not tell them."""
    from flows.discovery import MissingInputError
    from flows.notices.delivery import NotDeliveredError
    from flows.notifying import tell_people, ways
    from flows.reporting import write_calendar
    from flows.settings import Settings

    logger = get_run_logger()
    told = Settings.read(settings, database).notices
    found = ways(told) if told is not None else {}
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise MissingInputError(f"The folder {folder} cannot be made: {error.strerror or error}.") from None
    days = write_calendar(database, folder / CALENDAR, as_of or today(), lead_days)
    logger.info("%s: %s to act on", CALENDAR, counted(days, "day"))
    if told is not None and found:
        outcome = tell_people(database, told, found, logger.info)
        if outcome.troubles:
            raise NotDeliveredError(" ".join(outcome.troubles))
