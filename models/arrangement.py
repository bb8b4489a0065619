"""How an arrangement, known to other systems by its id, stood on a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.base import Frozen
from models.errors import RefusedError


class Compliance(StrEnum):
    """Whether an exception covered it. UNDETERMINED is doubt, and never counts as COMPLIANT."""

    COMPLIANT = "compliant"
    NOT_COMPLIANT = "not_compliant"
    UNDETERMINED = "undetermined"


class ArrangementUnknownError(RefusedError):
    """No arrangement was ever known by that id."""

    names_nothing_stored = True


class ArrangementAnswer(Frozen):
    """How it stood `on` a day, and why; so it did on every day `from_date` to `until_date`, None being open.

    `asked_for` is the id that was given, another than `arrangement_id` where that is now part of this arrangement;
    `as_of` is the day as of which it was last looked at. `file_name` and what follows is None where no contract stands
    for it any more. `confirmed` is what people said of elements that no rule decides, each with who, when and why.
    """

    asked_for: str
    arrangement_id: str
    on: date
    status: Compliance
    from_date: date | None
    until_date: date | None
    exception: str | None
    citation: str | None
    reasons: tuple[str, ...]
    as_of: date | None
    file_name: str | None
    title: str | None
    kind: str | None
    entity: str | None
    physician: str | None
    confirmed: tuple[str, ...] = ()
