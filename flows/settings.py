"""The settings file: `starkcheck.toml` beside the database, for what is the same in every run."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from models.base import Frozen
from models.database import Database, Lake
from models.finding import Severity

NAME = "starkcheck.toml"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_Address = Annotated[str, Field(pattern=r"^[^@\s<>,;\"]+@[^@\s<>,;\"]+$")]
_Path = Annotated[Path, BeforeValidator(lambda value: Path(value).expanduser() if isinstance(value, str) else value)]


class SettingsError(Exception):
    """The settings cannot be used; the message says which, and what they may be."""


class FileNotices(Frozen):
    """Notices as files: for each a Markdown and a JSON file in `folder`."""

    folder: _Path


class EmailNotices(Frozen):
    """Notices by e-mail. The password is in `STARKCHECK_SMTP_PASSWORD` or `password_file`, never here."""

    host: str = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: _Address
    recipients: tuple[_Address, ...] = Field(min_length=1)
    user: str | None = None
    password_file: _Path | None = None

    @model_validator(mode="after")
    def _keep_the_password_secret(self) -> Self:
        if self.security == "none" and self.user is not None and self.host not in LOOPBACK:
            raise ValueError('a password does not go over the network unencrypted: use security = "starttls" or "tls"')
        return self


class WebhookNotices(Frozen):
    """Notices to a webhook that takes Slack's JSON. Its address is a secret: `STARKCHECK_WEBHOOK_URL` or `url_file`."""

    url_file: _Path | None = None


class NoticeSettings(Frozen):
    """Which findings are told, and how.

    Without messages, only check, severity, place, remedy and law are told. `tries` and `seconds_between` (doubled each
    time) are for what can pass.
    """

    at_least: Severity = Severity.WARNING
    with_messages: bool = True
    with_quotes: bool = False
    after_runs: bool = True
    tries: int = Field(default=5, ge=1, le=20)
    seconds_between: float = Field(default=2.0, ge=0, le=600)
    file: FileNotices | None = None
    email: EmailNotices | None = None
    webhook: WebhookNotices | None = None


class Settings(Frozen):
    """All settings; every one has a value that does, so that none need be written."""

    notices: NoticeSettings | None = None

    @classmethod
    def read(cls, named: Path | None, database: Database) -> Self:
        """The settings of the file named, or of `starkcheck.toml` beside the database, or none. Raises SettingsError.

        Relative paths in it are from its own folder.
        """
        path = named or settings_beside(database)
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            if named is None:
                return cls()
            raise SettingsError(f"The settings file {path} is not there.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"The settings file {path} cannot be read: {error}.") from None
        try:
            return cls.model_validate(tomllib.loads(text))._from(path.absolute().parent)
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"The settings file {path} is not TOML: {error}.") from None
        except ValidationError as error:
            # What was written there is not repeated: somebody may have written a password.
            faults = "; ".join(
                _said_of(".".join(map(str, each["loc"])), each["type"], each["msg"]) for each in error.errors()
            )
            raise SettingsError(f"The settings file {path} is wrong: {faults}.") from None

    def _from(self, folder: Path) -> Self:
        told = self.notices
        if told is None:
            return self
        file = told.file and told.file.model_copy(update={"folder": folder / told.file.folder})
        email = told.email and told.email.model_copy(
            update={"password_file": told.email.password_file and folder / told.email.password_file}
        )
        webhook = told.webhook and told.webhook.model_copy(
            update={"url_file": told.webhook.url_file and folder / told.webhook.url_file}
        )
        return self.model_copy(
            update={"notices": told.model_copy(update={"file": file, "email": email, "webhook": webhook})}
        )


def settings_beside(database: Database) -> Path:
    """Where the settings of a database are looked for; those of a lake in the folder that one works in."""
    return Path(NAME) if isinstance(database, Lake) else database.resolve().parent / NAME


def _said_of(name: str, error_type: str, message: str) -> str:
    """A setting's name, and what is wrong with it in the words of the file."""
    if error_type == "model_type":
        message = f"it wants a section of its own, [{name}], with its settings below"
    return f"{name}: {message}"
