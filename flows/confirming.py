"""A person's confirmation of an element into the store, and the snapshot with it handed out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flows.acting import act
from flows.discovery import MissingInputError, sha256
from models.confirmation import ConfirmationDone, ConfirmationRequest
from models.database import Database


def carry_out(
    database: Database,
    request: ConfirmationRequest,
    *,
    take_back: bool = False,
    wait_seconds: float = 0.0,
    say: Callable[[str], None] = lambda _message: None,
) -> ConfirmationDone:
    """Record a confirmation, or take one back; then publish.

    While another process writes, it is waited for so long, and that is said. Raises RefusedError and StoreError,
    nothing having been changed.
    """
    return act(
        database,
        lambda store: store.withdraw_confirmation(request) if take_back else store.confirm(request),
        wait_seconds,
        say,
    )


def with_document(request: ConfirmationRequest, document: Path | None) -> ConfirmationRequest:
    """The request with the name of a file and the SHA-256 of its bytes. Raises MissingInputError."""
    if document is None:
        return request
    try:
        digest = sha256(document)
    except OSError as error:
        raise MissingInputError(f"{document} cannot be read: {error.strerror or error}.") from None
    return request.model_copy(update={"document_name": document.name, "document_sha256": digest})
