"""What the words of one clause say of pay, before anything is chosen."""

from __future__ import annotations

from decimal import Decimal

from models.base import Frozen
from models.compensation import CompensationKind, Period
from models.evidence import Evidence


class PayCandidate(Frozen):
    """A component as one clause or row states it.

    `passage` is the index of its passage among those of the instrument and `start` its place there; `header` is
    its table's head, `words` the sentence with its headings and lead-in, `base` what a percentage or pool is of.
    `instalment` marks one that is paid in parts of a larger one, `restates` a yearly sum in brackets behind its
    parts, `is_unspoken` a share of takings beside which no word of pay stands.
    """

    kind: CompensationKind
    amount: Decimal | None = None
    currency: str = "USD"
    period: Period | None = None
    unit: str | None = None
    per: str | None = None
    percent: Decimal | None = None
    base: str | None = None
    cap_amount: Decimal | None = None
    cap_period: Period | None = None
    passage: int
    start: int
    table: int | None = None
    header: str = ""
    exhibit: str | None = None
    words: str
    sentence: str
    instalment: bool = False
    restates: bool = False
    is_unspoken: bool = False
    evidence: Evidence
    confidence: float
    found_by: str

    @property
    def has_figure(self) -> bool:
        """Whether the clause gives an amount, a percentage or a limit."""
        return self.amount is not None or self.percent is not None or self.cap_amount is not None

    @property
    def unit_noun(self) -> str:
        """The noun of the unit without what stands before it: "block" of "half-day block"."""
        return (self.unit or "").split(" ")[-1]


class CapCandidate(Frozen):
    """A sum that limits pay, with the clause that says so."""

    amount: Decimal
    period: Period | None
    passage: int
    start: int
    sentence: str
    evidence: Evidence
    confidence: float
