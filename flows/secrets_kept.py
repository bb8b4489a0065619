"""Secrets, from the environment or from a file that nobody but its owner can read; never from a command line."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pydantic import SecretStr

from flows.settings import SettingsError

SMTP_PASSWORD = "STARKCHECK_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
WEBHOOK_URL = "STARKCHECK_WEBHOOK_URL"


def secret(variable: str, path: Path | None) -> SecretStr | None:
    """The file's first line, or else what the variable of the environment holds; None where there is neither.

    Raises SettingsError when the file cannot be had, is empty, or can be read by others than its owner.
    """
    if path is None:
        value = os.environ.get(variable, "")
        return SecretStr(value) if value else None
    try:
        with path.open(encoding="utf-8") as file:
            status = os.fstat(file.fileno())
            if trouble := exposure(path, status):
                raise SettingsError(trouble)
            value = file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The secret in {path} cannot be read: {getattr(error, 'strerror', error)}.") from None
    if not value:
        raise SettingsError(f"The file {path} holds no secret; its first line is to be it.")
    return SecretStr(value)


def exposure(path: Path, status: os.stat_result) -> str | None:
    """Why a secret's file cannot be trusted, or None when its owner alone reads it, and is us or root.

    What systemd hands to its service is nobody else's, whatever the mode says: access lists show as a group's there.
    """
    handed_over = os.environ.get("CREDENTIALS_DIRECTORY")
    if handed_over and path.absolute().is_relative_to(handed_over):
        return None
    if stat.S_IMODE(status.st_mode) & 0o077:
        return f"{path} can be read by others than its owner. Close it: chmod 600 {path}"
    if status.st_uid not in (os.getuid(), 0):
        return f"{path} belongs to another account (number {status.st_uid}), which can read and change it."
    return None
