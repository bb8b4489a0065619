"""How well a passage attests the term: what it speaks of besides, and what kind of contract it stands in."""

from __future__ import annotations

from extractors.assembly.term_context import Paper, distance, is_conditional, is_term_clause, weight, words_before
from extractors.language.durations import Duration
from extractors.module_expressions import compiled
from extractors.terms.term_length import Span
from models.segment import SegmentKind

_ONLY_IF_IT_CHANGES_ANOTHER = "term is extended"
_LATER_TERM = compiled(
    r"(?i)\b(?:renewal|extension|extended|additional|option(?:al)?|successive|second|holdover|continuation|further"
    r"|subsequent|wind-?down|transition|probation\w*|warranty|guarantee|support)\s+(?:term|period)\b"
    r"|(?<!\bfor\s+the\s+)(?<!\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\)?\s+)\b(?:lease|contract|fiscal|plan|calendar|policy|academic)\s+years?\b\"?\s+(?:of\s+the\s+\w+\s+)?"
    r"(?:means?|is\b|begin|commenc|runs?)"
)
_RENEWS = compiled(
    r"(?i)\b(?:renew(?:s|ed|al)?|may\s+(?:\w+\s+){0,3}extend|option\s+to\s+extend|extend(?:s|ed)?\s+(?:the\s+term\s+)?for)\b"
)
_OPTION = compiled(
    r"(?i)\b(?:options?|(?-i:may)|renew\w*|exten[ds]\w*|extension|breach\w*|default\w*|cure[ds]?|notice)\b"
)
_DEFINES_ANOTHER = compiled(
    r"(?i)\"(?![^\"]*\b(?:terms?|period|year|commencement|effective|expiration|start|end|duration)\b)[^\"]{2,40}\""
    r"[^.;\"]{0,12}\bmeans?\b"
)
# "four Contract Years, the first of which ends June 30, 2017"; a notary's "my commission expires"
_OF_A_PART = compiled(
    r"(?i)\b(?:(?:first|second|third|last)\s+(?:of\s+(?:which|these|them|those)\b|(?:contract|lease|rent)\s+year\b)"
    r"|my\s+commission|notary)"
)
# not of the day on which it begins: "begins on the later of"
_LONGER_OF = compiled(
    r"(?i)(?<!\b(?:commenc\w*|beg[ia]n\w*|start\w*|effect\w*|from)\s+(?:(?:on|upon|as\s+of|at|the)\s+){0,3})"
    r"\b(?:longer|later|greater|earlier|shorter|lesser)\s+of\b"
)
# "the date is changed from June 30, 2024 to June 30, 2026"
_MOVED = compiled(r"(?i)\b(?:chang|extend|mov|advanc|postpon|amend|reset|shift)\w*\b[^.;]{0,50}$")
_FROM = compiled(r"(?i)\W*from\b")
_MOST_DAYS = 180
_OF_THE_TERM = compiled(
    r"(?i)\W*(?:\w+\s+)?(?:term|period|duration|length\s+of|employment|assignment|appointment|engagement|agreement|lease)\b"
)
_TERM_BEFORE = compiled(
    r"(?i)\b(?:term|duration|employment|assignment|appointment|engagement)\s+(?:is|runs|lasts|shall\s+be|will\s+be)\s+(?:for\s+)?$"
)
_RENEWED = compiled(
    r"(?i)\b(?:renew\w*|exten\w+|restated|amended|replaced|this\s+(?:amendment|letter|renewal|addendum|modification))\b"
)


def score_of(span: Span, paper: Paper, periods: frozenset[str]) -> float:
    """From 0 to 1 or a little more; `periods` are the named years that the term is said to be."""
    sighting = span.sighting
    clause = sighting.clause
    by_changing = sighting.pattern.name == _ONLY_IF_IT_CHANGES_ANOTHER
    if by_changing and (not paper.changes_another or "automatic" in sighting.match[0]):
        return 0.0
    score = sighting.pattern.confidence * weight(sighting, paper)
    if is_term_clause(clause):
        score = min(1.0, score + 0.06)
    words = words_before(sighting, len(sighting.match[0]))
    if span.first and span.last and _FROM.match(sighting.match[0]) and _MOVED.search(words_before(sighting)):
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
    of_the_term = _OF_THE_TERM.match(sighting.match[0]) or _TERM_BEFORE.search(words_before(sighting))
    if span.length is not None and _is_some_days(span.length) and not of_the_term:
        # so few days are a notice, a cure or a delay, unless they are said of the term
        score *= 0.5
    if span.length is not None and _LONGER_OF.search(words):
        score *= 0.5
    if span.last is not None and span.first is None and _OF_A_PART.search(words):
        score *= 0.3
    if _DEFINES_ANOTHER.search(words):
        score *= 0.4
    return score - distance(clause)


def speaks_of_an_option(span: Span) -> bool:
    """Whether its sentence speaks of a renewal, a breach or a notice, and so not of the term alone."""
    return bool(_OPTION.search(span.sighting.clause.sentence_at(span.sighting.match.start())))


def _is_some_days(length: Duration) -> bool:
    return length.months == 0 and length.days < _MOST_DAYS and length.days % 7 != 0
