"""Figures that state one pay in several ways: instalments of a yearly sum, a rate of a total, steps by date."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.assembly.compensation_words import word
from extractors.terms.compensation.candidate import PayCandidate
from models.compensation import CompensationKind, Period

_INSTALMENTS_A_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.WEEK: 52}
_TOLERANCE = Decimal("0.005")
_NEAR = 3
_BEFORE, _BEHIND = 110, 90


def without_instalments(kept: Sequence[PayCandidate]) -> list[PayCandidate]:
    """A salary or rent in instalments is one component, by its yearly figure where that is stated.

    Rent for a term of years is known by its instalments; a price is the price.
    """
    fixed = [c for c in kept if c.kind is CompensationKind.FIXED and c.amount is not None and c.unit is None]
    kept = [c for c in kept if c not in fixed or not any(_is_for_years(c, part) for part in fixed)]
    fixed = [c for c in fixed if c in kept]
    return [c for c in kept if c not in fixed or not any(_is_part(c, whole) for whole in fixed)]


def without_mere_restatements(candidates: Sequence[PayCandidate]) -> list[PayCandidate]:
    """A yearly sum beside its instalments counts where twelve months or four quarters make it up, and else explains."""
    return [
        candidate
        for candidate in candidates
        if not candidate.restates
        or any(other.passage == candidate.passage and _is_part(other, candidate) for other in candidates)
    ]


def without_rates_of_a_total(kept: Sequence[PayCandidate]) -> list[PayCandidate]:
    """Rent by the square foot counts only where no total is stated."""
    fixed = [candidate for candidate in kept if candidate.kind is CompensationKind.FIXED]
    if not any(candidate.unit is None and candidate.period is not None for candidate in fixed):
        return list(kept)
    return [candidate for candidate in kept if candidate not in fixed or candidate.unit != "square_foot"]


def first_steps(kept: Sequence[PayCandidate]) -> list[PayCandidate]:
    """Of pay that changes by date or year of the term, the first step; bands of volume are left alone."""
    steps: list[PayCandidate] = []
    result: list[PayCandidate] = []
    for candidate in kept:
        later = False
        if _is_step(candidate):
            later = any(_on_one_ladder(step, candidate) for step in steps)
            steps.append(candidate)
        if not later:
            result.append(candidate)
    return result


def _is_part(part: PayCandidate, whole: PayCandidate) -> bool:
    if part.amount is None or whole.amount is None or whole.amount <= part.amount:
        return False
    if part.instalment and part.passage == whole.passage:
        return True
    times = _INSTALMENTS_A_YEAR.get(part.period) if part.period else None
    if times is None or whole.period not in {Period.YEAR, None}:
        return False
    return abs(whole.amount - part.amount * times) <= whole.amount * _TOLERANCE


def _is_for_years(whole: PayCandidate, part: PayCandidate) -> bool:
    if part.amount is None or whole.amount is None or not part.instalment or part.passage != whole.passage:
        return False
    a_year = _INSTALMENTS_A_YEAR.get(part.period) if part.period else None
    is_price = _name(whole) == "price" or whole.period in {Period.YEAR, Period.ONCE}
    return a_year is not None and not is_price and whole.amount > part.amount * a_year * (1 + _TOLERANCE)


def _is_step(candidate: PayCandidate) -> bool:
    if candidate.amount is None:
        return False
    sentence = candidate.words.rpartition("¦")[2]
    if candidate.table is not None:
        is_fixed = candidate.kind is CompensationKind.FIXED
        by_time = word("table by time").search(candidate.header) is not None
        return (is_fixed and by_time) or word("step by year or date").search(sentence) is not None
    by_volume = candidate.kind in {CompensationKind.PER_CLICK, CompensationKind.PRODUCTIVITY}
    if by_volume and word("band of volume").search(sentence) is not None:
        return False
    at = sentence.find("◆")
    return word("step by year or date").search(sentence[max(at - _BEFORE, 0) : at + _BEHIND]) is not None


def _on_one_ladder(one: PayCandidate, other: PayCandidate) -> bool:
    if one.kind is not other.kind or one.unit_noun != other.unit_noun or one.amount == other.amount:
        return False
    if one.table is not None and other.table is not None:
        return one.table == other.table
    if one.period != other.period and None not in {one.period, other.period}:
        return False
    names = {_name(one), _name(other)} - {None}
    return other.passage - one.passage <= _NEAR and (one.passage == other.passage or len(names) < 2)


def _name(candidate: PayCandidate) -> str | None:
    """What a sum is called last before it: "salary", "stipend"."""
    sentence = candidate.words.rpartition("¦")[2].partition("◆")[0]
    found = [match[0].lower().removesuffix("s") for match in word("noun of pay").finditer(sentence)]
    return found[-1] if found else None
