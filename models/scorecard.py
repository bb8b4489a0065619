"""The figures of a scorecard: how findings and arrangements stood at the end of each month, and what lies ahead."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.base import Frozen


class Severities(Frozen):
    """Counts of open findings by severity."""

    error: int = 0
    warning: int = 0
    notice: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.error + self.warning + self.notice


class Compliances(Frozen):
    """Counts of arrangements by whether they were compliant."""

    compliant: int = 0
    undetermined: int = 0
    not_compliant: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.compliant + self.undetermined + self.not_compliant


class MonthEnd(Frozen):
    """How things stood at the end of a month, or on the day of the card.

    `open` and `gone` are None for days before the store was first written: nobody can tell. `gone` counts the errors
    and warnings that a later check of that month found no more or a reviewer called remedied, `days_to_cure` is the
    median of the days since each was first found. `arrangements` are those in force that day, as known now.
    """

    day: date
    open: Severities | None
    gone: int | None
    days_to_cure: Decimal | None
    arrangements: Compliances


class OfCheck(Frozen):
    """Open findings of a check."""

    check_name: str
    open: Severities


class OfException(Frozen):
    """Arrangements in force by the exception they come nearest to, None where none is known, and how it stands."""

    title: str | None
    satisfied: int = 0
    undetermined: int = 0
    not_satisfied: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.satisfied + self.undetermined + self.not_satisfied


class Ahead(Frozen):
    """How many days of a kind lie within 30, from 31 to 60, and from 61 to 90 days after the day of the card."""

    what: str
    within_30: int = 0
    within_60: int = 0
    within_90: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.within_30 + self.within_60 + self.within_90


class Waiting(Frozen):
    """Open errors and warnings by the days since they were first found."""

    days: str
    count: int


class ScorecardFigures(Frozen):
    """All figures of a card; the last of `months` is the day of the card itself."""

    as_of: date
    months: tuple[MonthEnd, ...]
    checks: tuple[OfCheck, ...]
    exceptions: tuple[OfException, ...]
    ahead: tuple[Ahead, ...]
    waiting: tuple[Waiting, ...]
    tasks: tuple[tuple[str, int], ...]

    @property
    def now(self) -> MonthEnd:
        """The day of the card."""
        return self.months[-1]
