"""The clock of the store stopped at a day, for what follows from when things came and went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, tzinfo

import pytest


@contextmanager
def on(day: date) -> Iterator[None]:
    """Whatever the store writes meanwhile bears noon of that day; one day has one moment after the other."""
    moments = iter(range(86_400))

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            seconds = next(moments)
            return datetime.combine(day, time(12 + seconds // 3600, seconds // 60 % 60, seconds % 60), tz or UTC)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("store.clock.datetime", Stopped)
        yield
