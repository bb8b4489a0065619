"""The notice for ending a contract without cause, chosen from the candidates."""

from __future__ import annotations

from extractors.assembly.term_context import Paper, distance, is_conditional, weight
from extractors.module_expressions import compiled
from extractors.terms.termination import TerminationRight, termination_rights
from models.evidence import Fact

_LEAST_SCORE = 0.5
_NO_SUCH_RIGHT = "Nobody may end it without cause."
_OTHER_MATTER = compiled(
    r"(?i)\b(?:hold(?:s|ing)?\s*-?over|severance|statement\s+of\s+work|work\s+order|month\s+to\s+month|option|change\s+of\s+control|casualty|purchase\s+order|tail|change\s+in\s+law|new\s+(?:law|statute|regulation))\b"
)
_CAUSES = compiled(
    r"(?i)\b(?:breach|default|cure[ds]?|insolven\w+|bankrupt\w+|fails?|failure|violat\w+|casualty|destroyed|change\s+in\s+(?:the\s+)?law|exclu(?:ded|sion)|renegotiat\w+|material(?:ly)?|unlawful|jeopard\w+"
    r"|if\s+(?:the|they|it|a|an|such|either|lessee|tenant|pay)|in\s+the\s+event|because|for\s+non-?payment|good\s+cause|for\s+cause)\b"
)


def chosen_notice(paper: Paper, *, monthly: bool) -> Fact[int]:
    """Days of notice; `monthly` says that the contract runs by the month from the start."""
    rights = [(right, _score(right, paper, monthly)) for right in termination_rights(paper.clauses)]
    best = max(rights, key=lambda pair: pair[1], default=None)
    if best is None or best[1] < _LEAST_SCORE:
        return Fact[int](reason=_NO_SUCH_RIGHT)
    right, score = best
    evidence = right.sighting.found.evidence()
    if right.notice is None:
        return Fact[int](evidence=evidence, confidence=score, reason=_NO_SUCH_RIGHT)
    return Fact[int](
        value=right.notice.in_days,
        evidence=evidence,
        confidence=min(score, 0.97),
        reason=right.notice.doubt,
        found_by=right.sighting.pattern.name,
    )


def _score(right: TerminationRight, paper: Paper, monthly: bool) -> float:
    sighting = right.sighting
    sentence = sighting.clause.sentence_at(sighting.match.start())
    score = sighting.pattern.confidence * weight(sighting, paper)
    says_no_cause = "cause" in sighting.pattern.name
    if not says_no_cause and (is_conditional(sighting) or _CAUSES.search(sentence)):
        score *= 0.4
    if _OTHER_MATTER.search(f"{sighting.clause.heading} {sentence}") and not monthly:
        score *= 0.5
    return score - distance(sighting.clause)
