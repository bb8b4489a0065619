"""Files stored as encrypted, which a run that brings passwords tries again although their bytes are known."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from flows.passwords import Passwords
from store.documents import Location


class LockedFiles:
    """What a run's passwords may open now, by where it was last seen."""

    def __init__(self, locations: Iterable[Location], passwords: Passwords) -> None:
        """`locations` are those of the store; a run without passwords needs none."""
        self._passwords = passwords
        self._locked: set[str] = set()
        self._holders: set[str] = set()
        for location in locations:
            if location.is_locked:
                self._locked.add(location.document_id)
                if passwords.fitting(Path(location.path)):
                    # An attachment is read again when the file that holds it is.
                    self._holders |= {str(holder) for holder in PurePosixPath(location.path).parents}

    def worth_a_try(self, path: Path, document_id: str) -> bool:
        """Whether there is now a password to try on the file, or on one attached to it."""
        if document_id in self._locked and self._passwords.fitting(path):
            return True
        return str(path) in self._holders
