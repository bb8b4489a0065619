"""The date that a contract gives itself, chosen from the candidates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractors.assembly.term_context import Paper, speaks_of_another_paper, words_before
from extractors.assembly.term_days import DaysTold
from extractors.assembly.term_said import Said
from extractors.language.days import DayKind
from extractors.module_expressions import compiled
from extractors.terms.agreement_date import OwnDate, own_dates
from extractors.terms.effective_date import effective_days
from models.evidence import Fact
from models.signature import SignatureBlock

_LEAST_SCORE = 0.45
_OPENING_CLAUSES = 14
_HEAD_CLAUSES = 8
_AT_THE_HEAD = frozenset(
    {
        "day stands alone",
        "label of date",
        "label of date after others",
        "title ends with its date",
        "on this day they agree",
        "letter begins with its date",
        "approved on a day",
    }
)
_THEY_AGREE = "they agree on a day"
# "They agree as of May 4, 2020." among the recitals is the contract's own sentence, no tale of another.
_SAYS_WHO = compiled(r"(?i)^\W*(?:(?:they|we|both|the\s+parties|hereby)\s+){1,3}$")
# "Effective January 1, 2024, Section 5 of the Employment Agreement dated September 1, 2019 is replaced"
_OF_ANOTHER = compiled(
    r"(?i)\b(?:of|to|in|under)\s+(?:the|that|your|our)\s+(?:[\w()\"'-]+\s+){0,6}?(?:agreement|(?:sub)?lease|contract)\b"
    r"[^.;]{0,40}?\bdated\b"
)
_AT_THE_END = frozenset({"signed on a day"})


def chosen_agreement_date(paper: Paper, days: DaysTold) -> Fact[date]:
    """The date in its opening words or at its head; else that of its effect; else that of the last signature."""
    scored = sorted(((found, _score(found, paper)) for found in own_dates(paper.clauses)), key=lambda pair: -pair[1])
    for found, score in scored:
        if score < _LEAST_SCORE:
            break
        told = days.told(found.day)
        if told.value is not None:
            said = Said(found.sighting, score, told.value, None, told.reason, told.evidence)
            return said.as_fact()
        if found.day.kind is DayKind.BLANK:
            evidence = found.sighting.found.evidence()
            return Fact[date](evidence=evidence, confidence=min(score, 1.0), reason=told.reason)
    return _of_its_effect(paper) or _signed(days.signatures)


def _of_its_effect(paper: Paper) -> Fact[date] | None:
    for found in effective_days(paper.clauses[:_OPENING_CLAUSES]):
        if found.day.value is not None and not found.sighting.clause.is_recital:
            said = Said(found.sighting, 0.7, found.day.value)
            reason = "It gives itself no other date than that on which it is effective."
            return said.as_fact().model_copy(update={"reason": reason})
    return None


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


def _score(found: OwnDate, paper: Paper) -> float:
    clause, name = found.sighting.clause, found.sighting.pattern.name
    score = found.sighting.pattern.confidence
    if name in _AT_THE_END:
        return score * (0.2 if found.day.kind is DayKind.BLANK else 0.8)
    if name in _AT_THE_HEAD and (
        clause.position >= _HEAD_CLAUSES or (clause.segment.page > 1 and clause.position >= 4)
    ):
        return score * 0.2
    if clause.is_recital and not (name == _THEY_AGREE and _SAYS_WHO.match(words_before(found.sighting))):
        score *= 0.4
    if clause.exhibit is not None:
        score *= 0.5
    if found.day.kind is DayKind.BLANK and name in _AT_THE_HEAD:
        score *= 0.3
    if speaks_of_another_paper(found.sighting, paper):
        score *= 0.5
    if paper.changes_another and _OF_ANOTHER.search(found.sighting.match[0]):
        score *= 0.3
    if clause.position >= _OPENING_CLAUSES:
        score *= 0.75 if clause.segment.page <= 3 else 0.5
    return score
