"""One component out of several statements of it: what is said twice, in the key terms and in the clause, is one."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assembly.compensation_caps import with_caps, without_bare_awards
from extractors.assembly.compensation_ladders import (
    first_steps,
    without_instalments,
    without_mere_restatements,
    without_rates_of_a_total,
)
from extractors.assembly.compensation_pools import are_two_pools, filled_pools
from extractors.assembly.compensation_words import alike, word
from extractors.terms.compensation.candidate import CapCandidate, PayCandidate
from models.compensation import CompensationKind

_NEAR = 3
_IN_A_TABLE = 0.2


def merged(candidates: Sequence[PayCandidate], caps: Sequence[CapCandidate]) -> tuple[PayCandidate, ...]:
    """The components in reading order, each once, with the caps that limit them."""
    stated, limits = without_bare_awards(candidates, caps)
    kept = _distinct(without_mere_restatements(filled_pools(_without_parts_of_awards(stated))))
    kept = without_rates_of_a_total(without_instalments(kept))
    return with_caps(_without_echoes(first_steps(kept)), limits)


def _without_parts_of_awards(candidates: Sequence[PayCandidate]) -> list[PayCandidate]:
    """What each measure of a table adds to an award is no component beside the whole award, stated elsewhere."""
    whole = [c for c in candidates if c.kind is CompensationKind.OTHER and c.table is None and c.has_figure]
    return [
        candidate
        for candidate in candidates
        if candidate.kind is not CompensationKind.OTHER
        or candidate.table is None
        or not any(word("award").search(award.words) is not None for award in whole)
        or word("measures").search(candidate.header) is None
    ]


def _distinct(candidates: Sequence[PayCandidate]) -> list[PayCandidate]:
    kept: list[PayCandidate] = []
    for candidate in candidates:
        twin = next((index for index, other in enumerate(kept) if _same(other, candidate)), None)
        if twin is None:
            kept.append(candidate)
        elif _fullness(candidate) > _fullness(kept[twin]):
            kept[twin] = candidate
    return kept


def _same(one: PayCandidate, other: PayCandidate) -> bool:
    if one.percent is not None or other.percent is not None:
        restated = (one.table is None) is not (other.table is None) or one.exhibit != other.exhibit
        return one.percent == other.percent and (restated or alike(one.base, other.base))
    if one.amount is None or other.amount is None:
        figureless = one.amount is None and other.amount is None and one.kind is other.kind
        return figureless and one.cap_amount == other.cap_amount and alike(one.base, other.base)
    if one.amount != other.amount:
        return False
    if one.kind is not other.kind:
        # The key terms may leave out what the clause says: "Rent: $87.00" and "$87.00 for each film".
        return one.kind is CompensationKind.FIXED or other.kind is CompensationKind.FIXED
    side_by_side = one.passage == other.passage or (one.table is not None and one.table == other.table)
    if side_by_side and (one.unit is not None or one.table is not None):
        return one.unit is not None and one.unit_noun == other.unit_noun
    return one.period == other.period or one.period is None or other.period is None


def _fullness(candidate: PayCandidate) -> tuple[bool, bool, bool, float]:
    return (
        candidate.kind is not CompensationKind.FIXED,
        candidate.unit is not None,
        candidate.period is not None,
        candidate.confidence - (_IN_A_TABLE if candidate.table is not None else 0.0),
    )


def _without_echoes(kept: Sequence[PayCandidate]) -> list[PayCandidate]:
    """Promises without a figure count only where no figure goes with them."""
    result: list[PayCandidate] = []
    for candidate in kept:
        if not candidate.has_figure:
            explained = any(_explains(other, candidate) for other in kept if other is not candidate)
            if explained or any(_promises_the_same(other, candidate) for other in result):
                continue
        result.append(candidate)
    return result


def _promises_the_same(one: PayCandidate, other: PayCandidate) -> bool:
    return one.kind is other.kind and alike(one.base, other.base) and not (one.has_figure and are_two_pools(one, other))


def _explains(figure: PayCandidate, promise: PayCandidate) -> bool:
    apart = abs(figure.passage - promise.passage)
    if not figure.has_figure:
        return False
    if promise.kind is CompensationKind.POOL:
        return (
            not are_two_pools(figure, promise)
            and figure.percent is not None
            and apart <= 1
            and alike(figure.base, promise.base)
        )
    if promise.kind is CompensationKind.PERCENTAGE:
        return figure.percent is not None and apart <= _NEAR
    is_award = word("award").search(figure.words) is not None and figure.kind is not CompensationKind.FIXED
    return is_award and apart <= _NEAR
