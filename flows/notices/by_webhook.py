"""A notice to a webhook that takes Slack's JSON: Slack, Mattermost, Rocket.Chat and what speaks as they do."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from pydantic import SecretStr

from flows.notices.delivery import Deliver, MayPassError, NotDeliveredError
from flows.notices.wording import as_chat
from flows.settings import LOOPBACK, SettingsError
from models.notice import Notice

_SECONDS = 30.0
_TOO_MANY, _TIMED_OUT, _TROUBLE_THERE = 429, 408, 500


def to_webhook(url: SecretStr) -> Deliver:
    """POST to the address, which is a secret and told nowhere. Raises SettingsError when it is none to send to."""
    address = url.get_secret_value()
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)):
        raise SettingsError("The webhook's address has to begin with https:// and name a host.")

    def deliver(notice: Notice) -> None:
        import httpx

        # It would log the address, and with it the secret.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        headers = {"Content-Type": "application/json", "Idempotency-Key": notice.notice_id}
        try:
            answer = httpx.post(
                address, content=as_chat(notice), headers=headers, timeout=_SECONDS, follow_redirects=False
            )
        except httpx.InvalidURL:
            raise NotDeliveredError("The webhook's address is no address.") from None
        except httpx.HTTPError as error:
            raise MayPassError(f"The webhook at {host} cannot be reached: {type(error).__name__}.") from None
        if answer.is_success:
            return
        message = f"The webhook at {host} did not take the notice: it answered {answer.status_code}."
        if answer.status_code in (_TOO_MANY, _TIMED_OUT) or answer.status_code >= _TROUBLE_THERE:
            raise MayPassError(message, _seconds(answer.headers.get("Retry-After", "")))
        raise NotDeliveredError(message)

    return deliver


def _seconds(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else 0.0
