"""The moments that the store stamps on its rows."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """This moment in UTC, without a zone: the form in which the TIMESTAMP columns hold it."""
    return datetime.now(UTC).replace(tzinfo=None)
