"""The method that a clause names and that may save pay linked to designated health services (42 CFR 411.352(i))."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extractors.patterns import Pattern, load_patterns
from extractors.terms.dhs.services import Services
from models.compensation import DhsSafeguard


def safeguard_of(words: str, base: str, services: Services) -> DhsSafeguard | None:
    """The method that `words` name for a share of `base`; None when they name none.

    An equal or per-head share saves only where the whole profit of all designated health services is shared; of one
    service it did until the end of 2021.
    """
    if _says("by_orders", words):
        return None
    if _says("five_percent", words):
        return DhsSafeguard.FIVE_PERCENT_RULE
    if _says("per_capita", words):
        whole = _says("overall", f"{base} {words}")
        return DhsSafeguard.PER_CAPITA_SHARE if whole else DhsSafeguard.PER_CAPITA_SHARE_OF_ONE_SERVICE
    if _says("non_dhs", words):
        return DhsSafeguard.NON_DHS_REVENUE_SHARE
    if services.incident_to and not services.ordered:
        return DhsSafeguard.INCIDENT_TO
    return None


def _says(kind: str, text: str) -> bool:
    return any(pattern.compiled.search(text) for pattern in _patterns() if pattern.name.startswith(f"{kind}:"))


@cache
def _patterns() -> tuple[Pattern, ...]:
    return load_patterns(Path(__file__).parent / "safeguards.toml")
