"""The import of a ledger's file, and what came of it."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen
from models.errors import RefusedError
from models.ledger import LedgerKind


class ImportStatus(StrEnum):
    """STANDING: its rows count; WITHDRAWN by a person; REPLACED by a newer file of its name. Neither is deleted."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class LedgerImportRefusedError(RefusedError):
    """An import, or taking one back, that cannot be done; the message says why."""


class ImportNotStoredError(LedgerImportRefusedError):
    """The database knows no import of that number."""

    names_nothing_stored = True


class LedgerSource(Frozen):
    """The file that rows come from: its name, the SHA-256 of its bytes, and who imports it."""

    file_name: str
    sha256: str
    person: str


class ImportDone(Frozen):
    """What an import came to.

    `import_id` is the one whose rows count; `is_new` False: the same bytes stood already, and nothing was changed.
    `replaced` are the imports that it took the place of, `beside` those of the same name that go on counting.
    """

    import_id: int
    kind: LedgerKind
    file_name: str
    row_count: int
    is_new: bool
    replaced: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()


class WithdrawalDone(Frozen):
    """An import whose rows count no more."""

    import_id: int
    kind: LedgerKind
    file_name: str
    row_count: int
