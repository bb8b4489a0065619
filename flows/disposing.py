"""A reviewer's decision on a finding into the store, and the snapshot with it handed out."""

from __future__ import annotations

from collections.abc import Callable

from flows.acting import act
from models.database import Database
from models.disposition import DispositionDone, DispositionRequest


def carry_out(
    database: Database,
    request: DispositionRequest,
    *,
    take_back: bool = False,
    wait_seconds: float = 0.0,
    say: Callable[[str], None] = lambda _message: None,
) -> DispositionDone:
    """Record a disposition, or take one back; then publish.

    While another process writes, it is waited for so long, and that is said. Raises DispositionRefusedError and
    StoreError, nothing having been changed.
    """
    return act(
        database,
        lambda store: store.withdraw_disposition(request) if take_back else store.dispose(request),
        wait_seconds,
        say,
    )
