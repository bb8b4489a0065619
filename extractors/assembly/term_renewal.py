"""What happens after the term, chosen from the candidates."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractors.assembly.term_context import Paper, distance, weight, words_before
from extractors.language.durations import Duration
from extractors.module_expressions import compiled
from extractors.terms.renewal import Renewal, renewals
from models.contract import RenewalKind
from models.evidence import Fact

_LEAST_SCORE = 0.5
_HOLDOVER = compiled(
    r"(?i)\b(?:hold(?:s|ing)?\s*-?\s*over|held\s+over|holdover|(?:remain|stay|keep)s?\s+on\b|(?:remain|stay|keep|continue)s?\s+(?:in\s+(?:possession|occupancy)|to\s+(?:occupy|use)|the\s+\w+\s+with)|stays?\s+on"
    r"|with(?:out)?\s+(?:the\s+)?(?:\w+'s\s+)?(?:\w+\s+){0,2}(?:consent|leave)|keeps?\s+the)\b"
)
_NOT_THIS_TERM = compiled(
    r"(?i)\b(?:confidential\w*|first\s+(?:refusal|offer|negotiation)|option\s+to\s+purchase|licensure|statement\s+of\s+work|statute|warranty|maintenance\s+(?:agreement|plan)|subscriptions?|domain|trademark|patent|copyright|insur\w+"
    r"|polic(?:y|ies)|letter\s+of\s+credit|certificat\w+|visa|permit|registration|delivery|time\s+for|deadline|closing|payment|cure\s+period|inspection|due\s+diligence|survey)\b"
)
# "unless it gives notice that it shall not renew" is a way of renewing
_SAYS_IT_WILL_NOT = compiled(
    r"(?i)\b(?:notice|notif\w*|says?|writ\w*(?!\s+both\b)|unless\s+(?!(?:sooner|earlier|extended|renewed|terminated|ended)\b)|object\w*|intent\w*|wish\w*|elects?|decides?|tells?)\b"
)
# "shall not renew of itself"; "unless notice not to renew is given, it renews" is no denial
_DENIED = compiled(
    r"(?i)(?<!\bunless\b[^.;]{0,60})\b(?:shall|will|does|do|may|is|can)\s*(?:not|never)\s+(?:be\s+)?(?:\w+\s+)?"
    r"(?:renew|extend|continu)\w*"
)
_FIRST_WORDS = 12
_AFTERWARDS = compiled(
    r"(?i)\b(?:thereafter|after\s+(?:that|which|the\s+initial|the\s+first)|then|following\s+the\s+(?:initial|first)|upon\s+(?:the\s+)?expiration|if\s+the\s+parties)\b"
)


class AfterTerm(NamedTuple):
    """The kind of renewal and the length of one, as facts."""

    kind: Fact[RenewalKind]
    months: Fact[Decimal]


def chosen_renewal(paper: Paper, length: Duration | None, *, has_end: bool, monthly: bool) -> AfterTerm:
    """Kind and length of a renewal; `length` is the term's own, `monthly` that it runs by the month from the start."""
    found = [(renewal, _score(renewal, paper)) for renewal in renewals(paper.clauses)]
    found = [(renewal, score) for renewal, score in found if score >= _LEAST_SCORE]
    by_kind = {
        kind: sorted((pair for pair in found if pair[0].kind is kind), key=lambda pair: -pair[1])
        for kind in RenewalKind
    }
    kind = _kind(by_kind, has_end=has_end, monthly=monthly)
    if kind is None:
        reason = "It says neither when it ends nor whether it renews."
        return AfterTerm(Fact[RenewalKind](reason=reason), Fact[Decimal](reason=reason))
    if not by_kind[kind]:
        evidence_less = "It states its end and says nothing of a renewal." if kind is RenewalKind.NONE else None
        by_the_month = Fact[Decimal](value=Decimal(1), confidence=0.8, reason="It runs by the month.")
        return AfterTerm(
            Fact[RenewalKind](value=kind, confidence=0.8, reason=evidence_less),
            by_the_month if monthly else Fact[Decimal](reason="It does not renew."),
        )
    best, score = by_kind[kind][0]
    fact = Fact[RenewalKind](
        value=kind,
        evidence=best.sighting.found.evidence(),
        confidence=min(score, 0.97),
        found_by=best.sighting.pattern.name,
    )
    return AfterTerm(fact, _months(kind, by_kind[kind], length))


def _kind(
    by_kind: dict[RenewalKind, list[tuple[Renewal, float]]], *, has_end: bool, monthly: bool
) -> RenewalKind | None:
    scores = {kind: pairs[0][1] if pairs else 0.0 for kind, pairs in by_kind.items()}
    if monthly:
        return RenewalKind.MONTH_TO_MONTH
    afterwards = any(_AFTERWARDS.search(_sentence(pair[0])) for pair in by_kind[RenewalKind.INDEFINITE])
    ranked = [RenewalKind.AUTOMATIC, RenewalKind.OPTIONAL, RenewalKind.MONTH_TO_MONTH]
    best = max(ranked, key=lambda kind: scores[kind])
    if not has_end and scores[RenewalKind.INDEFINITE] and scores[RenewalKind.INDEFINITE] >= scores[best]:
        return RenewalKind.INDEFINITE
    if scores[RenewalKind.NONE] > scores[best] and scores[RenewalKind.NONE] >= 0.8:
        return RenewalKind.NONE
    if afterwards and scores[RenewalKind.INDEFINITE] > scores[best]:
        return RenewalKind.INDEFINITE
    if scores[best]:
        return best
    return RenewalKind.NONE if has_end else None


def _months(kind: RenewalKind, pairs: list[tuple[Renewal, float]], length: Duration | None) -> Fact[Decimal]:
    if kind in {RenewalKind.NONE, RenewalKind.INDEFINITE}:
        return Fact[Decimal](reason="It does not renew." if kind is RenewalKind.NONE else "It has no end.")
    for renewal, score in pairs:
        one = length if renewal.like_the_term else renewal.length
        if one is not None:
            return Fact[Decimal](
                value=one.in_months,
                evidence=renewal.sighting.found.evidence(),
                confidence=min(score, 0.95),
                reason=one.doubt,
                found_by=renewal.sighting.pattern.name,
            )
    if kind is RenewalKind.MONTH_TO_MONTH:
        return Fact[Decimal](value=Decimal(1), evidence=pairs[0][0].sighting.found.evidence(), confidence=0.8)
    return Fact[Decimal](reason="It does not say how long a renewal is.")


def _sentence(renewal: Renewal) -> str:
    return renewal.sighting.clause.sentence_at(renewal.sighting.match.start())


def _score(renewal: Renewal, paper: Paper) -> float:
    sentence = _sentence(renewal)
    score = renewal.sighting.pattern.confidence * weight(renewal.sighting, paper)
    if renewal.kind is RenewalKind.MONTH_TO_MONTH and _HOLDOVER.search(sentence):
        return 0.0
    if renewal.kind is RenewalKind.NONE and _SAYS_IT_WILL_NOT.search(words_before(renewal.sighting)[-120:]):
        return 0.0
    if renewal.kind is RenewalKind.AUTOMATIC and _DENIED.search(words_before(renewal.sighting, _FIRST_WORDS)[-60:]):
        return 0.0
    if _NOT_THIS_TERM.search(renewal.sighting.match[0]):
        score *= 0.5
    return score - distance(renewal.sighting.clause)
