"""The day on which the term starts, chosen from the candidates."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.assembly.term_context import Paper, distance, weight
from extractors.assembly.term_days import DaysTold
from extractors.assembly.term_said import Said
from extractors.assembly.term_span import Term
from extractors.module_expressions import compiled
from extractors.terms.effective_date import effective_days
from models.evidence import Fact

_LEAST_SCORE = 0.4
_OPENING_CLAUSES = 10
# "From July 1, 2024 the rent is …" says when a change takes effect, and in a first contract nothing of the term.
_OF_A_CHANGE = "from a day on"
# Words that a contract takes effect on a day weigh less than words that its term begins on a day.
_NOT_THE_TERM = 0.9
# What changes another paper seldom reaches further back than this; an older day is that of the other paper.
_LOOKS_BACK = timedelta(days=60)
_BEGINNING = compiled(
    r"(?i)^(?:(?:\w+\s+){0,2}(?:effective|commencement|start(?:ing)?|change|opening|beginning|in-service)\s+date"
    r"|commencement)$"
)


# What is sold passes at the closing; in other papers a closing is another matter's.
_CLOSING = compiled(r"(?i)^closing(?:\s+date)?$")
_PURCHASE = compiled(r"(?i)\b(?:purchase|sale|acquisition|transfer)\b(?!\s+of\s+services)")


def chosen_effective_date(paper: Paper, term: Term, days: DaysTold) -> Fact[date]:
    """The first day of the term; else that on which it takes effect; else a defined beginning; else its own date."""
    said = [*([term.first] if term.first else []), *_taking_effect(paper, days), *_defined(paper, days)]
    best = max(said, key=lambda one: one.score, default=None)
    if best is not None and best.score >= _LEAST_SCORE:
        return best.as_fact()
    reason = term.unresolved or _unresolved(paper, days)
    if reason is not None:
        return Fact[date](reason=reason)
    own = days.own
    if own.value is None:
        return Fact[date](reason="It names no day on which it takes effect, and gives itself no date.")
    reason = "It names no other day; this is the date of the contract."
    return own.model_copy(update={"confidence": own.confidence * 0.9, "reason": reason})


def _taking_effect(paper: Paper, days: DaysTold) -> list[Said]:
    said = []
    for found in effective_days(paper.clauses):
        told = days.told(found.day)
        if told.value is None or (found.sighting.pattern.name == _OF_A_CHANGE and not paper.changes_another):
            continue
        score = found.sighting.pattern.confidence * weight(found.sighting, paper) - distance(found.sighting.clause)
        own = days.own.value
        if paper.changes_another and own is not None and told.value < own - _LOOKS_BACK:
            score *= 0.4
        said.append(Said(found.sighting, score * _NOT_THE_TERM, told.value, None, told.reason, told.evidence))
    return said


def _defined(paper: Paper, days: DaysTold) -> list[Said]:
    said = []
    of_a_purchase = _PURCHASE.search(paper.title) is not None
    for definition in days.defined:
        told = days.told(definition.day)
        begins = _BEGINNING.match(definition.name) or (of_a_purchase and _CLOSING.match(definition.name))
        if told.value is not None and begins:
            score = definition.sighting.pattern.confidence * weight(definition.sighting, paper) * _NOT_THE_TERM
            said.append(Said(definition.sighting, score, told.value, None, told.reason, told.evidence))
    return said


def _unresolved(paper: Paper, days: DaysTold) -> str | None:
    """Why the day that the opening names is not known."""
    reasons = (days.told(found.day).reason for found in effective_days(paper.clauses[:_OPENING_CLAUSES]))
    return next((reason for reason in reasons if reason), None)
