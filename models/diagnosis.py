"""What the doctor says of one thing it looked at."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen


class Condition(StrEnum):
    """FINE; NOTE: worth knowing, nothing fails by it; TROUBLE: something fails or will."""

    FINE = "fine"
    NOTE = "note"
    TROUBLE = "trouble"


class Diagnosis(Frozen):
    """A plain sentence on one `subject`, and the command or act that repairs it, where there is something to repair."""

    subject: str
    condition: Condition
    message: str
    remedy: str = ""
