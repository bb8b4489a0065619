"""A notice by e-mail, over an encrypted connection unless the server is this machine."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, localtime

from pydantic import SecretStr

from flows.notices.delivery import Deliver, MayPassError, NotDeliveredError, PartlyDeliveredError
from flows.notices.wording import as_text, headline
from flows.settings import LOOPBACK, EmailNotices
from models.notice import Notice

_SECONDS = 30.0
_PERMANENT = 500


def by_email(settings: EmailNotices, password: SecretStr | None) -> Deliver:
    """Send plain text to all recipients in one message; the same notice has the same Message-ID."""

    def deliver(notice: Notice) -> None:
        try:
            refused = _send(settings, password, _message(settings, notice))
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise _trouble(settings, max(codes), "it takes none of the recipients") from None
        except smtplib.SMTPResponseException as error:
            raise _trouble(settings, error.smtp_code, f"it answered {error.smtp_code}") from None
        except ssl.SSLCertVerificationError as error:
            raise NotDeliveredError(f"{_server(settings)}: its certificate is not trusted ({error.reason}).") from None
        except smtplib.SMTPNotSupportedError as error:
            raise NotDeliveredError(f"{_server(settings)}: {error}") from None
        except (smtplib.SMTPException, OSError) as error:
            raise MayPassError(f"{_server(settings)} cannot be reached: {type(error).__name__}.") from None
        if refused:
            raise PartlyDeliveredError(
                f"{_server(settings)} took the notice, but not for {', '.join(sorted(refused))}."
            )

    return deliver


def _send(settings: EmailNotices, password: SecretStr | None, message: EmailMessage) -> dict[str, tuple[int, bytes]]:
    context = ssl.create_default_context()
    if settings.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=_SECONDS)
    with server:
        if settings.security == "starttls":
            server.starttls(context=context)
        if settings.user is not None and password is not None:
            server.login(settings.user, password.get_secret_value())
        return server.send_message(message)


def _message(settings: EmailNotices, notice: Notice) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.sender
    message["To"] = ", ".join(settings.recipients)
    message["Subject"] = headline(notice)
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = f"<{notice.notice_id}@starkcheck.invalid>"
    # Nobody's absence note need answer this.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(notice), cte="quoted-printable")
    return message


def _trouble(settings: EmailNotices, code: int, what: str) -> NotDeliveredError:
    kind = NotDeliveredError if code >= _PERMANENT else MayPassError
    return kind(f"{_server(settings)} did not take the notice: {what}.")


def _server(settings: EmailNotices) -> str:
    where = "on this machine" if settings.host in LOOPBACK else settings.host
    return f"The mail server {where}, port {settings.port},"
