"""When the term begins, when it ends and how long it is, chosen so that the three agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import regex

from extractors.assembly.term_context import is_conditional, is_only_the_term_clause, is_term_clause, weight
from extractors.assembly.term_days import DaysTold
from extractors.language.clauses import Clause, Sighting
from extractors.language.durations import Duration
from extractors.terms.term_length import Span, spans
from models.evidence import Evidence

_MOST_OF_A_KIND = 6
_ONLY_THERE = "in a term clause"
_LEAST_SCORE = 0.5
_LATER_TERM = regex.compile(
    r"(?i)\b(?:renewal|extension|extended|additional|option(?:al)?|successive|second|holdover|continuation|further|subsequent|wind-?down|transition|probation\w*|warranty|guarantee|support)"
    r"\s+(?:term|period)\b|\b(?:lease|contract|fiscal|plan|calendar|policy|academic)\s+years?\b\"?\s+(?:of\s+the\s+\w+\s+)?(?:means?|is\b|begin|commenc|runs?)"
)
_RENEWS = regex.compile(
    r"(?i)\b(?:renew(?:s|ed|al)?|may\s+(?:\w+\s+){0,3}extend|option\s+to\s+extend|extend(?:s|ed)?\s+(?:the\s+term\s+)?for)\b"
)

_RENEWED = regex.compile(
    r"(?i)\b(?:renew\w*|exten\w+|restated|amended|replaced|this\s+(?:amendment|letter|renewal|addendum|modification))\b"
)


class Said(NamedTuple):
    """A day or a length as one passage has it; `reason` when it was worked out or told elsewhere."""

    sighting: Sighting
    score: float
    day: date | None = None
    length: Duration | None = None
    reason: str | None = None
    told_at: Evidence | None = None

    @property
    def evidence(self) -> Evidence:
        """The words."""
        return self.sighting.found.evidence()


class Term(NamedTuple):
    """What was chosen, each None when nothing good enough was said; `unresolved` says why a named day has no date."""

    first: Said | None
    last: Said | None
    length: Said | None
    unresolved: str | None = None


def chosen_span(clauses: Sequence[Clause], days: DaysTold, title: str | None, *, later_terms_count: bool) -> Term:
    """The first day, last day and length that together are best attested.

    `later_terms_count`: the paper is an amendment or renewal, whose extended term is the one it speaks of.
    """
    firsts: list[Said] = []
    lasts: list[Said] = []
    lengths: list[Said] = []
    unresolved: str | None = None
    found = list(spans(clauses))
    periods = frozenset(span.period for span in found if span.period)
    for span in found:
        score = _score(span, title, periods, later_terms_count=later_terms_count)
        if score < _LEAST_SCORE:
            continue
        first = days.told(span.first) if span.first else None
        last = days.told(span.last, first.value if first else None) if span.last else None
        if first and first.value:
            firsts.append(Said(span.sighting, score, first.value, None, first.reason, first.evidence))
        elif first and first.reason:
            unresolved = unresolved or first.reason
        if last and last.value:
            lasts.append(Said(span.sighting, score, last.value, None, last.reason, last.evidence))
        if span.length is not None and span.length.in_days >= 1:
            lengths.append(Said(span.sighting, score, None, span.length))
    return _best(firsts, lasts, lengths, unresolved)


def _best(firsts: list[Said], lasts: list[Said], lengths: list[Said], unresolved: str | None) -> Term:
    best, best_score = Term(None, None, None, unresolved), 0.0
    for first, last, length in product(_leading(firsts), _leading(lasts), _leading(lengths)):
        score = _together(first, last, length)
        if score > best_score:
            best, best_score = Term(first, last, length, unresolved), score
    return best


def _leading(said: Iterable[Said]) -> list[Said | None]:
    """The best-attested distinct values, and none at all."""
    chosen: dict[object, Said] = {}
    for one in sorted(said, key=lambda s: (-s.score, s.sighting.clause.position)):
        chosen.setdefault(one.day or (one.length and one.length[:2]), one)
    return [*list(chosen.values())[:_MOST_OF_A_KIND], None]


def _together(first: Said | None, last: Said | None, length: Said | None) -> float:
    parts = [part for part in (first, last, length) if part is not None]
    score = sum(part.score for part in parts)
    if first and last and first.day and last.day:
        if last.day <= first.day:
            return 0.0
        if length and length.length:
            score += 0.6 if _agree(first.day, last.day, length.length) else -0.35
    positions = {part.sighting.clause.position for part in parts}
    score -= (
        0.01
        * sum(1 for part in parts if part is not None)
        * (max(positions, default=0) - min(positions, default=0)) ** 0.5
    )
    return score


def _agree(first: date, last: date, length: Duration) -> bool:
    return abs((length.last_day(first) - last).days) <= 1


def last_day_of(first: date, length: Duration) -> date | None:
    """The last day by arithmetic, or None beyond the calendar."""
    try:
        return length.last_day(first)
    except (ValueError, OverflowError):
        return None


def _score(span: Span, title: str | None, periods: frozenset[str], *, later_terms_count: bool) -> float:
    sighting = span.sighting
    clause, start = sighting.clause, sighting.match.start()
    if sighting.pattern.name.startswith(_ONLY_THERE) and not is_only_the_term_clause(clause):
        return 0.0
    score = sighting.pattern.confidence * weight(sighting, title)
    if is_term_clause(clause):
        score = min(1.0, score + 0.06)
    begin = max(clause.text.rfind(".", 0, start), clause.text.rfind(";", 0, start)) + 1
    words = clause.text[begin : sighting.match.end()]
    is_the_period = any(period in " ".join(words.lower().split()) for period in periods)
    if not later_terms_count and not is_the_period and (_LATER_TERM.search(words) or _RENEWS.search(words)):
        score *= 0.5
    if later_terms_count and _RENEWED.search(words):
        score += 0.12
    if is_conditional(sighting):
        score *= 0.6
    return score - 0.0004 * min(clause.position, 200)


def following(day: date) -> date:
    """The day after."""
    return day + timedelta(days=1)
