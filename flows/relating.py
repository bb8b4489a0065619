"""A person's word on relationships into the store, and the contracts that it moves checked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from flows.acting import act_and_check
from flows.run_options import CheckReport
from models.base import Frozen
from models.database import Database
from models.relationship import RelationshipDone, RelationshipRequest

COMMAND: Final = "relationships"


class RelationshipReport(Frozen):
    """What was recorded or taken back, and what the checks said afterwards."""

    done: RelationshipDone
    check: CheckReport


def carry_out(  # noqa: PLR0913
    database: Database,
    request: RelationshipRequest,
    *,
    take_back: bool = False,
    as_of: date | None = None,
    wait_seconds: float = 0.0,
    say: Callable[[str], None] = lambda _message: None,
) -> RelationshipReport:
    """Record a decision, or take one back, and check the contracts of the relationships that change; then publish.

    While another process writes, it is waited for so long, and that is said. Raises CorrectionRefusedError and
    StoreError, nothing having been changed.
    """
    done, check = act_and_check(
        database,
        COMMAND,
        lambda store: store.decide_on_relationship(request, take_back=take_back),
        lambda _store, decided: decided.document_ids,
        as_of=as_of,
        wait_seconds=wait_seconds,
        say=say,
    )
    return RelationshipReport(done=done, check=check)
