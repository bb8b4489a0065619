"""A day or a length of the term as one passage has it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from extractors.language.clauses import Sighting
from extractors.language.durations import Duration
from models.evidence import Evidence, Fact

_SUREST = 0.98


class Said(NamedTuple):
    """One passage's day or length; `reason` and `told_at` when the passage only names a day that is told elsewhere."""

    sighting: Sighting
    score: float
    day: date | None = None
    length: Duration | None = None
    reason: str | None = None
    told_at: Evidence | None = None

    @property
    def evidence(self) -> Evidence:
        """The words that hold the date, or those of the passage."""
        return self.told_at or self.sighting.found.evidence()

    @property
    def confidence(self) -> float:
        """The score as a share from 0 to 1."""
        return max(0.0, min(self.score, _SUREST))

    def as_fact(self) -> Fact[date]:
        """The day as a fact."""
        reason = self.reason
        if self.told_at is not None and reason is None:
            reason = f'Named in the words "{self.sighting.found.evidence().quote}".'
        return Fact[date](
            value=self.day,
            evidence=self.evidence,
            confidence=self.confidence,
            reason=reason,
            found_by=self.sighting.pattern.name,
        )
