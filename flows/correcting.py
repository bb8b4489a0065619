"""A person's correction into the store, and the contract checked again with it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from flows.acting import act_and_check
from flows.discovery import MissingInputError, sha256
from flows.run_options import CheckReport
from models.base import Frozen
from models.correction import ContractReference, CorrectionDone, CorrectionRequest
from models.database import Database
from store.writer import Store

COMMAND: Final = "correct"

# By these an amendment or renewal is linked to its contract.
_TELL_WHAT_IS_AMENDED: Final = frozenset(
    {"title", "document_role", "kind", "agreement_date", "effective_date", "amended_contract_date", "parties.name"}
)


class CorrectionReport(Frozen):
    """What was recorded or taken back, what the checks said afterwards, and how many findings are resolved by it."""

    done: CorrectionDone
    check: CheckReport
    resolved: int


def references_to(name: str) -> tuple[ContractReference, ...]:
    """What FILE may mean: the whole of it as a name or path, and what is before a `#PAGE`."""
    match = re.fullmatch(r"(.+)#(\d{1,6})", name)
    whole = _reference(name, None)
    return (whole, _reference(match[1], int(match[2]))) if match else (whole,)


def carry_out(  # noqa: PLR0913
    database: Database,
    request: CorrectionRequest,
    *,
    take_back: bool = False,
    as_of: date | None = None,
    wait_seconds: float = 0.0,
    say: Callable[[str], None] = lambda _message: None,
) -> CorrectionReport:
    """Record a correction, or take one back, and check that document and what is newly linked to it; then publish.

    While another process writes, it is waited for so long, and that is said. Raises CorrectionRefusedError and
    StoreError, nothing having been changed.
    """
    from store.query import query

    done, check = act_and_check(
        database,
        COMMAND,
        lambda store: store.withdraw_correction(request) if take_back else store.correct(request),
        _moved,
        as_of=as_of,
        wait_seconds=wait_seconds,
        say=say,
    )
    runs = query(database, f"select resolved_finding_count from runs where run_id = '{check.run_id}'")  # noqa: S608
    return CorrectionReport(done=done, check=check, resolved=int(str(runs.rows[0][0])))


def _moved(store: Store, done: CorrectionDone) -> frozenset[str]:
    """The documents of the contract corrected and of those newly linked to it."""
    from flows.linking import link_amendments

    linked = link_amendments(store) if done.correction.field in _TELL_WHAT_IS_AMENDED else frozenset[str]()
    return linked | {done.correction.document_id}


def _reference(name: str, page: int | None) -> ContractReference:
    path = Path(os.path.abspath(Path(name).expanduser()))  # noqa: PTH100 - resolve() would follow links to other names
    try:
        document_id = sha256(path) if path.is_file() else None
    except OSError as error:
        raise MissingInputError(f"{name} cannot be read: {error.strerror or error}.") from error
    return ContractReference(name=name, path=str(path), document_id=document_id, page=page)
