"""Telling people what is new or changed: each way of telling that is configured, each piece of news once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flows.notices.delivery import Deliver, NotDeliveredError, PartlyDeliveredError, patiently
from flows.secrets_kept import SMTP_PASSWORD, WEBHOOK_URL, secret
from flows.settings import NoticeSettings, SettingsError
from models.base import Frozen
from models.database import Database
from models.notice import Channel, Notice

_WAIT_SECONDS: Final = 3600.0
"""How long a run that is writing is waited for when a notice has gone out and is to be recorded."""


class Told(Frozen):
    """What became of one way of telling: how many findings were told, or why the notice did not go out."""

    channel: Channel
    findings: int = 0
    trouble: str | None = None


class NoticeReport(Frozen):
    """What came of telling people, by every way that is configured."""

    told: tuple[Told, ...] = ()

    @property
    def troubles(self) -> tuple[str, ...]:
        """Why notices did not go out."""
        return tuple(each.trouble for each in self.told if each.trouble is not None)


def ways(settings: NoticeSettings) -> dict[Channel, Deliver]:
    """The ways of telling that are configured, secrets in hand. Raises SettingsError."""
    found: dict[Channel, Deliver] = {}
    if settings.file is not None:
        from flows.notices.by_file import to_folder

        found[Channel.FILE] = to_folder(settings.file.folder)
    if settings.email is not None:
        from flows.notices.by_email import by_email

        password = secret(SMTP_PASSWORD, settings.email.password_file) if settings.email.user is not None else None
        if settings.email.user is not None and password is None:
            raise SettingsError(
                f"notices.email names a user, but there is no password: set {SMTP_PASSWORD}, or name a password_file."
            )
        found[Channel.EMAIL] = by_email(settings.email, password)
    if settings.webhook is not None:
        from flows.notices.by_webhook import to_webhook

        url = secret(WEBHOOK_URL, settings.webhook.url_file)
        if url is None:
            raise SettingsError(f"The webhook has no address: set {WEBHOOK_URL}, or name a url_file.")
        found[Channel.WEBHOOK] = to_webhook(url)
    return found


def tell_people(
    database: Database,
    settings: NoticeSettings,
    found: dict[Channel, Deliver],
    say: Callable[[str], None] = lambda _message: None,
) -> NoticeReport:
    """Tell by every way what it has not told yet, and record that; one that fails leaves the others to go on.

    Meanwhile no other process tells, and others may write. Raises StoreError.
    """
    from store.query import query
    from store.told_journal import ToldJournal

    query(database, "select 1")  # telling makes no database
    with ToldJournal(database) as journal:
        _record(database, journal.noted(), journal.forget, say)
        told = []
        for channel, deliver in found.items():
            notice = _due_on(channel, database, settings)
            if notice is None:
                told.append(Told(channel=channel))
                continue
            trouble = None
            try:
                patiently(deliver, settings.tries, settings.seconds_between)(notice)
            except NotDeliveredError as error:
                trouble = error
            if trouble is None or isinstance(trouble, PartlyDeliveredError):
                journal.note(notice)
            told.append(Told(channel=channel, findings=len(notice.items), trouble=trouble and str(trouble)))
        _record(database, journal.noted(), journal.forget, say)
    return NoticeReport(told=tuple(told))


def due(database: Database, settings: NoticeSettings, channels: tuple[Channel, ...]) -> tuple[Notice, ...]:
    """What would be told now. Raises StoreError."""
    notices = (_due_on(channel, database, settings) for channel in channels)
    return tuple(notice for notice in notices if notice is not None)


def _due_on(channel: Channel, database: Database, settings: NoticeSettings) -> Notice | None:
    from store.notices import untold

    notice = untold(database, channel, settings.at_least, with_quotes=settings.with_quotes)
    if notice is None or settings.with_messages:
        return notice
    return notice.model_copy(update={"items": tuple(item.model_copy(update={"message": ""}) for item in notice.items)})


def _record(
    database: Database, notices: tuple[Notice, ...], forget: Callable[[Notice], None], say: Callable[[str], None]
) -> None:
    if not notices:
        return
    from flows.waiting import opened

    with opened(database, _WAIT_SECONDS, say) as store:
        for notice in notices:
            store.record_told(notice)
        store.publish()
    for notice in notices:
        forget(notice)
