"""The newest entry of the audit log, kept by this machine apart from the database."""

from __future__ import annotations

from pathlib import Path

from models.audit import AuditHead
from models.errors import StoreError
from store.private_folder import write_whole


class NotedHead:
    """A file of the folder that a machine keeps for a database."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read or written yet."""
        self._path = folder / "audit-head"

    def note(self, head: AuditHead) -> None:
        """Keep it, for the owner's eyes only. Raises StoreError when the disk refuses."""
        try:
            write_whole(self._path, head.model_dump_json())
        except OSError as error:
            raise StoreError(f"{self._path} cannot be written: {error.strerror}.") from error

    def noted(self) -> AuditHead | None:
        """The entry that was last kept; None where there is none, or the folder may not be read."""
        try:
            return AuditHead.model_validate_json(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
