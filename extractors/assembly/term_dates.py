"""The date that a contract gives itself, chosen from the candidates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractors.assembly.term_context import speaks_of_another_paper
from extractors.language.clauses import Clause
from extractors.language.days import DayKind
from extractors.terms.agreement_date import OwnDate, own_dates
from extractors.terms.effective_date import effective_days
from models.evidence import Fact
from models.signature import SignatureBlock

_OPENING_CLAUSES = 14
_HEAD_CLAUSES = 8
_AT_THE_HEAD = frozenset({"day stands alone", "label of date", "label of date after others", "title ends with its date", "on this day they agree"})
_AT_THE_END = frozenset({"signed on a day"})


def chosen_agreement_date(
    clauses: Sequence[Clause], signatures: Sequence[SignatureBlock], title: str | None
) -> Fact[date]:
    """The date in its opening words or at its head; else that on which it is effective; else that of the last signature."""
    candidates = sorted(own_dates(clauses), key=lambda found: -_score(found, title))
    best = candidates[0] if candidates and _score(candidates[0], title) >= 0.3 else None
    if best is not None and best.day.value is not None:
        return _fact(best, _score(best, title))
    if best is not None and best.day.kind is DayKind.BLANK:
        return Fact[date](
            evidence=best.sighting.found.evidence(), confidence=_score(best, title), reason="The date is left blank."
        )
    opening = next(
        (
            found
            for found in effective_days(clauses[:_OPENING_CLAUSES])
            if found.day.value and not found.sighting.clause.is_recital
        ),
        None,
    )
    if opening is not None:
        return Fact[date](
            value=opening.day.value,
            evidence=opening.sighting.found.evidence(),
            confidence=0.7,
            found_by=opening.sighting.pattern.name,
            reason="It gives itself no other date than that on which it is effective.",
        )
    return _signed(signatures)


def _signed(signatures: Sequence[SignatureBlock]) -> Fact[date]:
    days = [block for block in signatures if block.signed_on is not None]
    if not days:
        return Fact[date](reason="The contract gives itself no date.")
    last = max(days, key=lambda block: block.signed_on or date.min)
    return Fact[date](
        value=last.signed_on,
        evidence=last.evidence,
        confidence=0.5,
        found_by="last signature",
        reason="It gives itself no date; this is the day of the last dated signature.",
    )


def _fact(found: OwnDate, score: float) -> Fact[date]:
    return Fact[date](
        value=found.day.value,
        evidence=found.sighting.found.evidence(),
        confidence=min(score, 0.98),
        found_by=found.sighting.pattern.name,
    )


def _score(found: OwnDate, title: str | None) -> float:
    clause, name = found.sighting.clause, found.sighting.pattern.name
    score = found.sighting.pattern.confidence
    if name in _AT_THE_END:
        return score * (0.2 if found.day.kind is DayKind.BLANK else 0.6)
    if name in _AT_THE_HEAD and (
        clause.position >= _HEAD_CLAUSES or (clause.segment.page > 1 and clause.position >= 4)
    ):
        return score * 0.2
    if clause.is_recital:
        score *= 0.4
    if clause.exhibit is not None:
        score *= 0.5
    if found.day.kind is DayKind.BLANK and name in _AT_THE_HEAD:
        score *= 0.3
    if speaks_of_another_paper(found.sighting, title):
        score *= 0.5
    if clause.position >= _OPENING_CLAUSES:
        score *= 0.75 if clause.segment.page <= 3 else 0.5
    return score
