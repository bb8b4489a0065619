"""One component out of several statements of it: duplicates, instalments, rates of a total, steps by date, caps."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import regex

from extractors.terms.compensation.candidate import CapCandidate, PayCandidate
from models.compensation import CompensationKind, Period

_INSTALMENTS_A_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.WEEK: 52}
_TOLERANCE = Decimal("0.005")
_NEAR = 3
_POOL_NEAR = 4
_COMMON_IN_BASES = frozenset(
    {
        "the",
        "of",
        "and",
        "all",
        "net",
        "gross",
        "any",
        "its",
        "s",
        "group",
        "practice",
        "profits",
        "profit",
        "pool",
        "income",
        "revenue",
        "revenues",
    }
)


def merged(candidates: Sequence[PayCandidate], caps: Sequence[CapCandidate]) -> tuple[PayCandidate, ...]:
    """The components in reading order, each once, with the caps that limit them."""
    candidates, caps = _without_award_caps(candidates, caps)
    kept = _distinct(_filled_pools(candidates))
    kept = _without_instalments(kept)
    kept = _without_rates_of_a_total(kept)
    kept = _first_steps(kept)
    kept = _without_echoes(kept)
    return tuple(_with_caps(kept, caps))


def _without_award_caps(
    candidates: Sequence[PayCandidate], caps: Sequence[CapCandidate]
) -> tuple[list[PayCandidate], list[CapCandidate]]:
    """An award known by its limit alone is the limit of the component that its own sentence names, if it names one."""
    result, limits = [], list(caps)
    for candidate in candidates:
        bare = candidate.cap_amount is not None and candidate.amount is None and candidate.percent is None
        named = any(
            c.sentence == candidate.sentence and c.passage == candidate.passage and c is not candidate
            for c in candidates
        )
        if bare and named and candidate.cap_amount is not None:
            limits.append(
                CapCandidate(
                    amount=candidate.cap_amount,
                    period=candidate.cap_period,
                    passage=candidate.passage,
                    start=candidate.start,
                    sentence=candidate.sentence,
                    evidence=candidate.evidence,
                    confidence=candidate.confidence,
                )
            )
        else:
            result.append(candidate)
    return result, limits


def _filled_pools(candidates: Sequence[PayCandidate]) -> list[PayCandidate]:
    """A pool whose size a neighbouring clause gives as a percentage takes it over; the two are one component."""
    result = list(candidates)
    for pool in candidates:
        if pool.kind is not CompensationKind.POOL or pool.percent is not None:
            continue
        size = next((share for share in result if _sizes(share, pool)), None)
        if size is not None:
            update = {"kind": CompensationKind.POOL, "is_unspoken": False}
            result[result.index(size)] = size.model_copy(update=update)
            result.remove(pool)
    return [candidate for candidate in result if not candidate.is_unspoken]


def _sizes(share: PayCandidate, pool: PayCandidate) -> bool:
    near = share.percent is not None and abs(share.passage - pool.passage) <= _POOL_NEAR
    named = "pool" in share.sentence.lower() and "pool" in pool.sentence.lower()
    same = pool.base is not None and share.base is not None and _alike(pool.base, share.base)
    beside = share.passage == pool.passage
    return near and share.kind in {CompensationKind.PERCENTAGE, CompensationKind.POOL} and (named or same or beside)


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
        return one.percent == other.percent and (restated or _alike(one.base, other.base))
    if one.amount is None or other.amount is None:
        figure = one.amount is None and other.amount is None and one.kind is other.kind
        return figure and one.cap_amount == other.cap_amount and _alike(one.base, other.base)
    if one.amount != other.amount:
        return False
    if one.kind is not other.kind:
        # The key terms may leave out what the clause says: "Rent: $142.00" and "$142.00 for each study".
        return one.kind is CompensationKind.FIXED or other.kind is CompensationKind.FIXED
    if one.table is not None and one.table == other.table and one.passage != other.passage:
        return _unit_name(one) == _unit_name(other) and one.unit is not None
    return one.period == other.period or one.period is None or other.period is None


def _unit_name(candidate: PayCandidate) -> str:
    return (candidate.unit or "").split(" ")[-1]


def _alike(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    first, second = (set(regex.findall(r"[a-z]+", base.lower())) - _COMMON_IN_BASES for base in (one, other))
    return first == second or len(first & second) * 2 > min(len(first), len(second))


def _fullness(candidate: PayCandidate) -> tuple[bool, bool, bool, float]:
    return (
        candidate.kind is not CompensationKind.FIXED,
        candidate.unit is not None,
        candidate.period is not None,
        candidate.confidence - (0.2 if candidate.table is not None else 0.0),
    )


def _without_instalments(kept: list[PayCandidate]) -> list[PayCandidate]:
    """A salary or rent in instalments is one component, by its yearly figure where that is stated."""
    gone: set[int] = set()
    fixed = [c for c in kept if c.kind is CompensationKind.FIXED and c.amount is not None and c.unit is None]
    for part in fixed:
        for whole in fixed:
            if whole is part or whole.amount is None or part.amount is None or whole.amount <= part.amount:
                continue
            times = _INSTALMENTS_A_YEAR.get(part.period) if part.period else None
            yearly = whole.period in {Period.YEAR, None} and times is not None
            if yearly and abs(whole.amount - part.amount * (times or 0)) <= whole.amount * _TOLERANCE:
                gone.add(id(part))
            if part.instalment and part.passage == whole.passage:
                gone.add(id(part))
    return [candidate for candidate in kept if id(candidate) not in gone]


def _without_rates_of_a_total(kept: list[PayCandidate]) -> list[PayCandidate]:
    """Rent by the square foot counts only where no total is stated."""
    totals = [c for c in kept if c.kind is CompensationKind.FIXED and c.unit is None and c.period is not None]
    if not totals:
        return kept
    return [c for c in kept if not (c.unit == "square_foot" and c.kind is CompensationKind.FIXED)]


def _first_steps(kept: list[PayCandidate]) -> list[PayCandidate]:
    """Of pay that changes by date or year of the term, the first step."""
    steps: list[PayCandidate] = []
    result: list[PayCandidate] = []
    for candidate in kept:
        if _is_step(candidate):
            earlier = next((s for s in steps if _same_ladder(s, candidate)), None)
            steps.append(candidate)
            if earlier is not None:
                continue
        result.append(candidate)
    return result


def _is_step(candidate: PayCandidate) -> bool:
    if candidate.amount is None:
        return False
    focus = candidate.words.rfind("◆")
    sentence = candidate.words[candidate.words.rfind("¦") + 1 :]
    at = focus - (len(candidate.words) - len(sentence))
    if (
        candidate.table is not None
        and candidate.kind is CompensationKind.FIXED
        and _time_head().search(candidate.header)
    ):
        return True
    window = sentence if candidate.table is not None else sentence[max(at - 110, 0) : at + 90]
    return _step().search(window) is not None


def _same_ladder(one: PayCandidate, other: PayCandidate) -> bool:
    if one.kind is not other.kind or _unit_name(one) != _unit_name(other) or one.amount == other.amount:
        return False
    if one.table is not None and other.table is not None:
        return one.table == other.table
    return one.period == other.period and other.passage - one.passage <= _NEAR


def _without_echoes(kept: list[PayCandidate]) -> list[PayCandidate]:
    """Promises without a figure count only where no figure goes with them."""
    result: list[PayCandidate] = []
    for candidate in kept:
        figureless = candidate.amount is None and candidate.percent is None and candidate.cap_amount is None
        if figureless and any(_explains(other, candidate) for other in kept if other is not candidate):
            continue
        if figureless and any(other.kind is candidate.kind and _alike(other.base, candidate.base) for other in result):
            continue
        result.append(candidate)
    return result


def _explains(figure: PayCandidate, promise: PayCandidate) -> bool:
    if figure.amount is None and figure.percent is None and figure.cap_amount is None:
        return False
    if promise.kind is CompensationKind.POOL:
        return (
            figure.percent is not None
            and abs(figure.passage - promise.passage) <= 1
            and _alike(figure.base, promise.base)
        )
    bonus = _bonus().search(figure.words) is not None
    return bonus and abs(figure.passage - promise.passage) <= _NEAR and figure.kind is not CompensationKind.FIXED


def _with_caps(kept: list[PayCandidate], caps: Sequence[CapCandidate]) -> list[PayCandidate]:
    result = list(kept)
    for cap in caps:
        index = _limited_by(cap, result)
        if index is not None and result[index].cap_amount is None:
            result[index] = result[index].model_copy(update={"cap_amount": cap.amount, "cap_period": cap.period})
    return result


def _limited_by(cap: CapCandidate, kept: Sequence[PayCandidate]) -> int | None:
    """The component that a cap limits: in its own clause, else the last variable one shortly before."""
    same = [i for i, c in enumerate(kept) if c.passage == cap.passage and c.amount != cap.amount]
    if same:
        return min(same, key=lambda i: abs(kept[i].start - cap.start))
    if _whole_pay().search(cap.sentence):
        return None
    variable = {CompensationKind.PER_CLICK, CompensationKind.TIME, CompensationKind.PERCENTAGE, CompensationKind.OTHER}
    variable |= {CompensationKind.PRODUCTIVITY, CompensationKind.POOL}
    before = [i for i, c in enumerate(kept) if 0 < cap.passage - c.passage <= _NEAR and c.kind in variable]
    return before[-1] if before else None


@cache
def _step() -> regex.Pattern[str]:
    ordinal = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
    number = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
    month = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
    return regex.compile(
        rf"\b{ordinal}\s+(?:(?:lease|contract|agreement|employment|full|twelve|fiscal|calendar|\(?12\)?)\s+)*(?:year|month|period|twelve|six|quarter)s?\b"
        rf"|\b(?:lease\s+|contract\s+|agreement\s+|rent\s+)?years?\s+{number}\b|\bmonths?\s+{number}\s*(?:-|–|through|to|thru)\s*{number}\b"
        rf"|\b{month}\s+\d{{1,2}},?\s+\d{{4}}\s*(?:-|–|through|to|until|thru|\t)|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\s*(?:-|–|through|to|thru|\t)"
        rf"|\bthereafter\b|^\s*{number}\s*\t[^\t]*\d{{4}}|\b(?:beginning|commencing|effective|from|as\s+of|after|until|through|before)\s+(?:on\s+)?{month}\s+\d"
        rf"|\b(?:fiscal|calendar|academic)\s+years?\s+20\d\d|\b(?:in|for|during)\s+(?:FY\s*)?20\d\d\b"
        rf"|^\s*(?:FY\s*)?(?:20\d\d|'\d\d)\b",
        regex.IGNORECASE,
    )


@cache
def _time_head() -> regex.Pattern[str]:
    return regex.compile(r"^\s*(?:\w+\s+)?(?:years?|months?|period|dates?|term|from)\b[^\t]*\t", regex.IGNORECASE)


@cache
def _bonus() -> regex.Pattern[str]:
    return regex.compile(r"\b(?:bonus(?:es)?|incentives?|awards?|quality|performance)\b", regex.IGNORECASE)


@cache
def _whole_pay() -> regex.Pattern[str]:
    return regex.compile(
        r"\b(?:total|aggregate|whatever|all)\b[^.;]{0,60}\b(?:compensation|pay|remuneration)\b|\bwhatever\b",
        regex.IGNORECASE,
    )
