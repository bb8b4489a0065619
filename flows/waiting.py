"""Opening a database for a short piece of writing, after the run that is writing to it has ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from models.database import Database
from models.errors import StoreBusyError
from store.writer import Store

_LOOK_AGAIN_SECONDS: Final = 0.5
_LONGEST_SECONDS: Final = 10.0


def opened(
    database: Database, wait_seconds: float, say: Callable[[str], None], *, beside_others: bool = False
) -> Store:
    """The store; while another process writes, it is waited for so long, and that is said. Raises StoreError.

    `beside_others` as in Store.open.
    """
    until = time.monotonic() + wait_seconds
    said = False
    pause = _LOOK_AGAIN_SECONDS
    while True:
        try:
            return Store.open(database, say, beside_others=beside_others)
        except StoreBusyError as error:
            if time.monotonic() >= until:
                raise
            if not said:
                say(f"{str(error).partition('. ')[0]}. Waiting up to {wait_seconds:.0f} seconds for it to end.")
                said = True
            time.sleep(min(pause, max(0.0, until - time.monotonic())))
            pause = min(1.5 * pause, _LONGEST_SECONDS)
