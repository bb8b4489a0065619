"""What every way of telling people has in common: what can pass is tried again, longer apart each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from models.notice import Notice

Deliver = Callable[[Notice], None]
"""Brings a notice to people, or raises NotDeliveredError."""
_LONGEST_SECONDS: Final = 300.0


class NotDeliveredError(Exception):
    """A notice did not go out; the message says why, without a secret or a contract's words."""


class PartlyDeliveredError(NotDeliveredError):
    """It went out, but not to everybody; it is not sent again, for those who have it would get it twice."""


class MayPassError(NotDeliveredError):
    """It may go out if it is tried again; `after_seconds` is when the other side said."""

    def __init__(self, message: str, after_seconds: float = 0.0) -> None:
        """Say why."""
        super().__init__(message)
        self.after_seconds = after_seconds


def patiently(deliver: Deliver, tries: int, seconds_between: float) -> Deliver:
    """The same, tried up to so many times as long as the trouble may pass; seconds are doubled from try to try."""
    from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

    backoff = wait_exponential(multiplier=seconds_between, max=_LONGEST_SECONDS)

    def seconds(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after_seconds if isinstance(error, MayPassError) else 0.0
        return min(_LONGEST_SECONDS, max(asked, backoff(state)))

    def delivering(notice: Notice) -> None:
        Retrying(
            stop=stop_after_attempt(tries),
            wait=seconds,
            retry=retry_if_exception_type(MayPassError),
            reraise=True,
        )(deliver, notice)

    return delivering
