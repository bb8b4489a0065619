"""What is set around the program: Prefect, and the settings file with what its parts want of each other."""

from __future__ import annotations

import os
from pathlib import Path

from flows.settings import NoticeSettings, Settings, SettingsError
from models.database import Database
from models.diagnosis import Condition, Diagnosis


def look_at_prefect() -> list[Diagnosis]:
    """Whether the Prefect server that is named answers, and what else of Prefect's settings gets in the way."""
    from flows.engine import API_URL
    from flows.prefect_server import answers, without_account

    api_url = os.environ.get(API_URL)
    found = []
    if not api_url:
        message = f"{API_URL} is not set: runs are carried out without Prefect."
        found.append(Diagnosis(subject="prefect", condition=Condition.FINE, message=message))
    elif not answers(api_url):
        message = f"{API_URL} names {without_account(api_url)}, but nothing answers there: run, check and watch fail."
        remedy = f"prefect server start   # or: unset {API_URL}"
        found.append(Diagnosis(subject="prefect", condition=Condition.TROUBLE, message=message, remedy=remedy))
    else:
        message = f"The Prefect server at {without_account(api_url)} answers."
        found.append(Diagnosis(subject="prefect", condition=Condition.FINE, message=message))
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    if home.is_dir() and home.stat().st_mode & 0o077:
        message = f"Others may look into {home}, where Prefect keeps file names and messages of findings."
        found.append(
            Diagnosis(subject="prefect", condition=Condition.NOTE, message=message, remedy=f"chmod 700 {home}")
        )
    if os.environ.get("PREFECT_RESULTS_PERSIST_BY_DEFAULT", "").lower() in ("1", "true"):
        message = "PREFECT_RESULTS_PERSIST_BY_DEFAULT is set; the flows here keep no results nevertheless."
        found.append(Diagnosis(subject="prefect", condition=Condition.NOTE, message=message))
    return found


def look_at_settings(named: Path | None, database: Database) -> list[Diagnosis]:
    """Whether the settings file can be read, its secrets are kept, and its parts fit each other."""
    from flows.notifying import ways

    try:
        told = Settings.read(named, database).notices
        found = ways(told) if told is not None else {}
    except SettingsError as error:
        return [
            Diagnosis(
                subject="settings", condition=Condition.TROUBLE, message=str(error), remedy="See docs/notices.md."
            )
        ]
    if told is None:
        message = "No notices are configured: nobody is told of findings."
        return [Diagnosis(subject="settings", condition=Condition.FINE, message=message)]
    if not found:
        message = "notices names no way of telling: nobody is told."
        remedy = "Add notices.file, notices.email or notices.webhook; see docs/notices.md."
        return [Diagnosis(subject="settings", condition=Condition.TROUBLE, message=message, remedy=remedy)]
    when = "after each run" if told.after_runs else "by starkcheck notify alone"
    message = f"People are told by {', '.join(found)}, {when}."
    return [Diagnosis(subject="settings", condition=Condition.FINE, message=message), *_relations(told)]


def _relations(told: NoticeSettings) -> list[Diagnosis]:
    found = []
    if told.file is not None:
        folder = told.file.folder
        nearest = next(each for each in (folder, *folder.parents) if each.exists())
        if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
            message = f"Notices cannot be written to {folder}."
            remedy = f"mkdir -p {folder} && chmod 700 {folder}"
            found.append(Diagnosis(subject="settings", condition=Condition.TROUBLE, message=message, remedy=remedy))
        elif folder.is_dir() and folder.stat().st_mode & 0o007:
            message = f"Everybody may look into {folder}, where notices are written; the files are their owner's alone."
            found.append(
                Diagnosis(subject="settings", condition=Condition.NOTE, message=message, remedy=f"chmod 700 {folder}")
            )
    if told.with_quotes and (told.email is not None or told.webhook is not None):
        message = "with_quotes is on: words of contracts leave this machine with each notice."
        found.append(
            Diagnosis(subject="settings", condition=Condition.NOTE, message=message, remedy="with_quotes = false")
        )
    if told.email is not None and told.email.password_file is not None and told.email.user is None:
        message = "notices.email names a password_file but no user: nobody logs in."
        found.append(Diagnosis(subject="settings", condition=Condition.NOTE, message=message, remedy='user = "..."'))
    return found
