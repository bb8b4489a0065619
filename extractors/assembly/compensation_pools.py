"""A pool and the percentage that sizes it are one component."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assembly.compensation_words import alike, word
from extractors.terms.compensation.candidate import PayCandidate
from models.compensation import CompensationKind

_NEAR = 4


def filled_pools(candidates: Sequence[PayCandidate]) -> list[PayCandidate]:
    """The candidates, each pool joined with the share that a neighbouring clause gives as its size.

    Shares beside which no word of pay stands are kept only as the size of a pool.
    """
    result = list(candidates)
    for pool in candidates:
        if pool.kind is not CompensationKind.POOL or pool.percent is not None:
            continue
        size = next((share for share in result if _sizes(share, pool)), None)
        if size is not None:
            changes = {"kind": CompensationKind.POOL, "is_unspoken": False}
            result[result.index(size)] = size.model_copy(update=changes)
            result.remove(pool)
    return [candidate for candidate in result if not candidate.is_unspoken]


def _sizes(share: PayCandidate, pool: PayCandidate) -> bool:
    if share.percent is None or share.kind not in {CompensationKind.PERCENTAGE, CompensationKind.POOL}:
        return False
    named = "pool" in share.sentence.lower() and "pool" in pool.sentence.lower()
    if are_two_pools(share, pool):
        return False
    same = pool.base is not None and share.base is not None and alike(pool.base, share.base)
    together = share.passage == pool.passage and (share.is_unspoken or share.sentence == pool.sentence)
    return abs(share.passage - pool.passage) <= _NEAR and (named or same or together)


def are_two_pools(one: PayCandidate, other: PayCandidate) -> bool:
    """Whether two clauses each divide what they name, without a word of a pool that joins them."""
    joined = "pool" in one.sentence.lower() and "pool" in other.sentence.lower()
    return not joined and one.passage != other.passage and _divides(one) and _divides(other)


def _divides(candidate: PayCandidate) -> bool:
    """Whether its own sentence divides what it names, so that it needs no other clause to do so."""
    return word("is divided").search(candidate.sentence) is not None
