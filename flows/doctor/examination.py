"""All that the doctor looks at, in the order in which a person would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.counting import agreeing, counted
from models.database import Database
from models.diagnosis import Condition, Diagnosis
from models.errors import StoreError


def examine(database: Database, settings: Path | None = None) -> tuple[Diagnosis, ...]:
    """Every diagnosis; nothing is changed. What fails to be looked at is trouble of its own."""
    from flows.doctor.machine import look_at_cache, look_at_clock, look_at_disk, look_at_reading
    from flows.doctor.surroundings import look_at_prefect, look_at_settings
    from store.health import look_at_access, look_at_database
    from store.writer import Store

    looks: tuple[tuple[str, Callable[[], list[Diagnosis]]], ...] = (
        ("database", lambda: look_at_database(database)),
        ("access", lambda: look_at_access(database)),
        ("files", lambda: look_at_files(database)),
        ("notices", lambda: look_at_notices(database)),
        ("disk", lambda: look_at_disk(database)),
        ("clock", look_at_clock),
        ("reading", look_at_reading),
        ("scans", lambda: look_at_cache(Store.private_folder(database) / "recognised")),
        ("prefect", look_at_prefect),
        ("settings", lambda: look_at_settings(settings, database)),
    )
    found: list[Diagnosis] = []
    for subject, look in looks:
        try:
            found += look()
        except OSError as error:
            message = f"{error.filename or subject} cannot be looked at: {error.strerror or error}."
            found.append(Diagnosis(subject=subject, condition=Condition.TROUBLE, message=message))
    return tuple(found)


def look_at_files(database: Database) -> list[Diagnosis]:
    """The files that could not be read, by reason."""
    from store.quarantine import quarantined

    try:
        groups = quarantined(database)
    except StoreError:
        return []  # said of the database already
    if not groups:
        return [Diagnosis(subject="files", condition=Condition.FINE, message="Every file was read.")]
    return [
        Diagnosis(
            subject="files",
            condition=Condition.NOTE,
            message=(
                f"{counted(group.count, 'file is', 'files are')} {group.error_code}, such as "
                f"{group.example}: {group.message}"
            ),
            remedy=f"starkcheck sql \"from documents where error_code = '{group.error_code}'\" --db {database}",
        )
        for group in groups
    ]


def look_at_notices(database: Database) -> list[Diagnosis]:
    """Notices that went out and could not be recorded."""
    from store.told_journal import ToldJournal

    waiting = len(ToldJournal(database).noted())
    if not waiting:
        return []
    message = (
        f"{counted(waiting, 'notice')} went out and {agreeing(waiting, 'is', 'are')} not in the database yet; "
        "the next notice records that first."
    )
    return [
        Diagnosis(
            subject="notices", condition=Condition.NOTE, message=message, remedy=f"starkcheck notify --db {database}"
        )
    ]
