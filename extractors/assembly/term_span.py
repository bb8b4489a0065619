"""When the term begins, when it ends and how long it is, chosen so that the three agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from extractors.assembly.term_context import Paper, is_only_the_term_clause
from extractors.assembly.term_days import DaysTold
from extractors.assembly.term_said import Said
from extractors.assembly.term_score import score_of, speaks_of_an_option
from extractors.language.days import DayKind, days_named
from extractors.language.durations import Duration
from extractors.terms.term_length import Span, spans, spans_of_term_clauses

_MOST_OF_A_KIND = 6
_LEAST_SCORE = 0.5
_AGREEMENT, _DISAGREEMENT, _OTHER_CLAUSE, _APART = 0.6, -0.8, -0.4, 0.03
LONGEST_LOOK_BACK = timedelta(days=550)
"""A contract is seldom dated longer after the day on which its term begins."""


class Term(NamedTuple):
    """What was chosen, each None when nothing good enough was said; `unresolved` says why a named day has no date."""

    first: Said | None
    last: Said | None
    length: Said | None
    unresolved: str | None = None


def chosen_span(paper: Paper, days: DaysTold) -> Term:
    """The first day, last day and length that together are best attested."""
    firsts: list[Said] = []
    lasts: list[Said] = []
    lengths: list[Said] = []
    unresolved: str | None = None
    own = days.own.value
    in_term_clauses = spans_of_term_clauses([clause for clause in paper.clauses if is_only_the_term_clause(clause)])
    found = [*spans(paper.clauses), *(span for span in in_term_clauses if not speaks_of_an_option(span))]
    periods = frozenset(span.period for span in found if span.period)
    scored = [(span, score_of(span, paper, periods)) for span in found]
    # a last day that is reckoned from the first one has to wait for it
    for span, score in sorted(scored, key=lambda pair: _waits(pair[0])):
        if score < _LEAST_SCORE:
            continue
        first = days.told(span.first, _spoken_of_before(span, days)) if span.first else None
        before = first.value if first else max(firsts, key=lambda one: one.score).day if firsts else None
        last = days.told(span.last, before) if span.last else None
        if first and first.value:
            if own is not None and first.value < own - LONGEST_LOOK_BACK:
                continue
            firsts.append(Said(span.sighting, score, first.value, None, first.reason, first.evidence))
        elif first and not unresolved:
            unresolved = first.reason
        if last and last.value:
            lasts.append(Said(span.sighting, score, last.value, None, last.reason, last.evidence))
        if span.length is not None and span.length.in_days >= 1:
            lengths.append(Said(span.sighting, score, None, span.length))
    combinations = product(_leading(firsts), _leading(lasts), _leading(lengths))
    return Term(*max(combinations, key=lambda parts: _together(*parts)), unresolved)


def _spoken_of_before(span: Span, days: DaysTold) -> date | None:
    """The last day named in the clause before the passage: what "that day" is."""
    if span.first is None or not any(day.kind is DayKind.SAME for day in (span.first, *span.first.others)):
        return None
    match = span.sighting.match
    text = span.sighting.clause.text[: match.end() if span.first.others else match.start()]
    before = [day for day in days_named(text) if day.kind is not DayKind.SAME]
    return days.told(before[-1]).value if before else None


def _waits(span: Span) -> bool:
    return span.last is not None and span.last.kind in {DayKind.YEARS_AFTER, DayKind.NEXT_YEAR, DayKind.MONTH_ENDS}


def _leading(said: Iterable[Said]) -> list[Said | None]:
    """The best-attested distinct values, and none at all."""
    chosen: dict[object, Said] = {}
    for one in sorted(said, key=lambda one: (-one.score, one.sighting.clause.position)):
        chosen.setdefault(one.day or (one.length and one.length[:2]), one)
    return [*list(chosen.values())[:_MOST_OF_A_KIND], None]


def _together(first: Said | None, last: Said | None, length: Said | None) -> float:
    """How well a first day, a last day and a length are attested together; those that contradict each other less."""
    parts = [part for part in (first, last, length) if part is not None]
    score = sum(part.score for part in parts)
    if first and last and first.day and last.day:
        if last.day <= first.day:
            return 0.0
        if length and length.length:
            is_one = last.sighting is length.sighting or _agree(first.day, last.day, length.length)
            score += _AGREEMENT if is_one else _DISAGREEMENT
            # One clause tells both days; what another clause says of some length is of something else.
            if not is_one and _clause(first) == _clause(last) != _clause(length):
                score += _OTHER_CLAUSE
    positions = {part.sighting.clause.position for part in parts}
    apart = max(positions, default=0) - min(positions, default=0)
    return float(score - _APART * apart**0.5)


def _clause(said: Said) -> int:
    return said.sighting.clause.position


def _agree(first: date, last: date, length: Duration) -> bool:
    try:
        return abs((length.last_day(first) - last).days) <= 1
    except (ValueError, OverflowError):
        return False
