"""Files whose attachments are not all stored, since the run that read them was stopped: they are opened again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

from store.documents import Location


class UnfinishedFiles:
    """What is left of earlier runs, by where it was last seen."""

    def __init__(self, document_ids: Collection[str], locations: Iterable[Location]) -> None:
        """The documents left over, and the store's locations."""
        self._left = frozenset(document_ids)
        # An attachment with attachments of its own is come to by the files that hold it.
        self._holders = {
            str(holder)
            for location in (locations if self._left else ())
            if location.document_id in self._left
            for holder in PurePosixPath(location.path).parents
        }

    def worth_a_try(self, path: Path, document_id: str) -> bool:
        """Whether the file is to be opened again, for its own sake or for what is attached to it."""
        return document_id in self._left or str(path) in self._holders
