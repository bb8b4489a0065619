"""What a contract says of the time after its term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.language.clauses import Clause, Sighting, sightings, worth_reading
from extractors.language.durations import Duration, duration_of
from extractors.module_expressions import compiled
from extractors.patterns import Pattern, load_patterns
from extractors.quick_expressions import QuickExpression
from models.contract import RenewalKind

_WORTH_READING = QuickExpression.of(
    r"(?i)\b(?:renew\w*|non-?renew\w*|extend\w*|extension\w*|prolong\w*|roll\w*|evergreen|month[\s-]+(?:to|by)[\s-]+month|year[\s-]+to[\s-]+year|by\s+itself|automatic\w*"
    r"|goe?s?\s+on|continues?|another|further|additional|re-?appoint\w*|one\s+more|second|stays?|carr(?:y|ies)\s+on|options?|renewable|no\s+(?:fixed|end|set|stated|definite)|indefinite\w*|perpetual|at[\s-]+will|until|without\s+(?:fixed|definite)|by\s+the\s+month|stops\s+there|new)\b"
)

# what is counted in so few days is a notice, not a renewal
_SHORTEST_DAYS = 60
# a form's question or label, and its answer
_ANSWERED_NO = compiled(r"(?i)[^.;:?\t]{0,40}[:?\t]\s*(?:no|none|n/a)\s*(?:[.;,\t]|$)")


class Renewal(NamedTuple):
    """A passage on renewal: its kind, the length of one renewal, and whether that is as long as the term itself."""

    kind: RenewalKind
    sighting: Sighting
    length: Duration | None
    like_the_term: bool


def renewals(clauses: Sequence[Clause]) -> Iterator[Renewal]:
    """Every passage that may speak of this contract's renewal or lack of an end, in reading order."""
    for sighting in sightings(_patterns(), worth_reading(clauses, _WORTH_READING)):
        groups = sighting.match.groupdict()
        length = duration_of(groups["length"]) if groups.get("length") else None
        if groups.get("yearly"):
            length = Duration(months=12, days=0)
        elif groups.get("monthly"):
            length = Duration(months=1, days=0)
        kind = RenewalKind(sighting.pattern.name.split(":")[0])
        if length is not None and length.months == 0 and length.days < _SHORTEST_DAYS:
            continue
        if groups.get("monthly") and kind is RenewalKind.AUTOMATIC:
            kind = RenewalKind.MONTH_TO_MONTH
        if _ANSWERED_NO.match(sighting.clause.text, sighting.match.end()):
            kind, length = RenewalKind.NONE, None
        yield Renewal(kind, sighting, length, kind is not RenewalKind.NONE and bool(groups.get("like")))


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).with_suffix(".toml"))
