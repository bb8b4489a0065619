"""When the term begins, when it ends and how long it is, chosen so that the three agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import regex

from extractors.assembly.term_context import (
    Paper,
    distance,
    is_conditional,
    is_only_the_term_clause,
    is_term_clause,
    weight,
    words_before,
)
from extractors.assembly.term_days import DaysTold
from extractors.assembly.term_said import Said
from extractors.language.dates import dates_in
from extractors.language.days import DayKind
from extractors.language.durations import Duration
from extractors.terms.term_length import Span, spans, spans_of_term_clauses
from models.segment import SegmentKind

_MOST_OF_A_KIND = 6
_LEAST_SCORE = 0.5
_ONLY_IF_IT_CHANGES_ANOTHER = "term is extended"
_AGREEMENT, _DISAGREEMENT, _APART = 0.6, -0.8, 0.03
LONGEST_LOOK_BACK = timedelta(days=550)
"""A contract is seldom dated longer after the day on which its term begins."""
_LATER_TERM = regex.compile(
    r"(?i)\b(?:renewal|extension|extended|additional|option(?:al)?|successive|second|holdover|continuation|further"
    r"|subsequent|wind-?down|transition|probation\w*|warranty|guarantee|support)\s+(?:term|period)\b"
    r"|\b(?:lease|contract|fiscal|plan|calendar|policy|academic)\s+years?\b\"?\s+(?:of\s+the\s+\w+\s+)?"
    r"(?:means?|is\b|begin|commenc|runs?)"
)
_RENEWS = regex.compile(
    r"(?i)\b(?:renew(?:s|ed|al)?|may\s+(?:\w+\s+){0,3}extend|option\s+to\s+extend|extend(?:s|ed)?\s+(?:the\s+term\s+)?for)\b"
)
_OPTION = regex.compile(
    r"(?i)\b(?:options?|(?-i:may)|renew\w*|exten[ds]\w*|extension|breach\w*|default\w*|cure[ds]?|notice)\b"
)
_DEFINES_ANOTHER = regex.compile(
    r"(?i)\"(?![^\"]*\b(?:terms?|period|year|commencement|effective|expiration|start|end|duration)\b)[^\"]{2,40}\""
    r"[^.;\"]{0,12}\bmeans?\b"
)
_LONGER_OF = regex.compile(r"(?i)\b(?:longer|later|greater|earlier|shorter|lesser)\s+of\b")
# "the date is changed from June 30, 2024 to June 30, 2026"
_MOVED = regex.compile(r"(?i)\b(?:chang|extend|mov|advanc|postpon|amend|reset|shift)\w*\b[^.;]{0,50}$")
_RENEWED = regex.compile(
    r"(?i)\b(?:renew\w*|exten\w+|restated|amended|replaced|this\s+(?:amendment|letter|renewal|addendum|modification))\b"
)


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
    found = [*spans(paper.clauses), *(span for span in in_term_clauses if not _speaks_of_an_option(span))]
    periods = frozenset(span.period for span in found if span.period)
    scored = [(span, _score(span, paper, periods)) for span in found]
    # a last day that is reckoned from the first one has to wait for it
    for span, score in sorted(scored, key=lambda pair: _waits(pair[0])):
        if score < _LEAST_SCORE:
            continue
        first = days.told(span.first, _spoken_of_before(span)) if span.first else None
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


def _speaks_of_an_option(span: Span) -> bool:
    return bool(_OPTION.search(span.sighting.clause.sentence_at(span.sighting.match.start())))


def _spoken_of_before(span: Span) -> date | None:
    """The last date in the clause before the passage: what "that day" is."""
    if span.first is None or span.first.kind is not DayKind.SAME:
        return None
    before = list(dates_in(span.sighting.clause.text[: span.sighting.match.start()]))
    return before[-1].value if before else None


def _waits(span: Span) -> bool:
    return span.last is not None and span.last.kind is DayKind.YEARS_AFTER


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
            score += _AGREEMENT if _agree(first.day, last.day, length.length) else _DISAGREEMENT
    positions = {part.sighting.clause.position for part in parts}
    apart = max(positions, default=0) - min(positions, default=0)
    return float(score - _APART * apart**0.5)


def _agree(first: date, last: date, length: Duration) -> bool:
    try:
        return abs((length.last_day(first) - last).days) <= 1
    except (ValueError, OverflowError):
        return False


def _score(span: Span, paper: Paper, periods: frozenset[str]) -> float:
    sighting = span.sighting
    clause = sighting.clause
    by_changing = sighting.pattern.name == _ONLY_IF_IT_CHANGES_ANOTHER
    if by_changing and (not paper.changes_another or "automatic" in sighting.match[0]):
        return 0.0
    score = sighting.pattern.confidence * weight(sighting, paper)
    if is_term_clause(clause):
        score = min(1.0, score + 0.06)
    words = words_before(sighting, len(sighting.match[0]))
    if span.first and span.last and _MOVED.search(words_before(sighting)):
        return 0.0
    is_the_period = any(period in " ".join(words.lower().split()) for period in periods)
    if paper.changes_another:
        score += 0.12 if _RENEWED.search(words) else 0.0
    elif not is_the_period and (_LATER_TERM.search(words) or _RENEWS.search(words)):
        score *= 0.5
    if is_conditional(sighting):
        score *= 0.6
    if clause.segment.kind is SegmentKind.TABLE_ROW:
        # a table of key terms yields to the paragraphs that it sums up; a row with money in it is one of rents
        score *= 0.4 if "$" in clause.text else 0.95
    if span.length is not None and _LONGER_OF.search(words):
        score *= 0.5
    if _DEFINES_ANOTHER.search(words):
        score *= 0.4
    return score - distance(clause)
