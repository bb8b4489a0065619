"""Which component a sum limits."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assembly.compensation_words import word
from extractors.terms.compensation.candidate import CapCandidate, PayCandidate
from models.compensation import CompensationKind

_NEAR = 3


def without_bare_awards(
    candidates: Sequence[PayCandidate], caps: Sequence[CapCandidate]
) -> tuple[list[PayCandidate], list[CapCandidate]]:
    """An award known by its limit alone is the limit of the component that its own sentence names, if it names one."""
    result: list[PayCandidate] = []
    limits = list(caps)
    for candidate in candidates:
        bare = candidate.amount is None and candidate.percent is None and candidate.cap_amount is not None
        beside = any(
            other is not candidate and other.kind is not CompensationKind.FIXED and _in_one_sentence(other, candidate)
            for other in candidates
        )
        if bare and beside:
            limits.append(_as_cap(candidate))
        else:
            result.append(candidate)
    return result, limits


def with_caps(kept: Sequence[PayCandidate], caps: Sequence[CapCandidate]) -> tuple[PayCandidate, ...]:
    """The components, each with the first cap that limits it."""
    result = list(kept)
    for cap in caps:
        index = _limited_by(cap, result)
        if index is not None and result[index].cap_amount is None:
            result[index] = result[index].model_copy(update={"cap_amount": cap.amount, "cap_period": cap.period})
    return tuple(result)


def _limited_by(cap: CapCandidate, kept: Sequence[PayCandidate]) -> int | None:
    """The component in the cap's own clause, else the last variable one shortly before."""
    same = [i for i, c in enumerate(kept) if c.passage == cap.passage and c.amount != cap.amount]
    if same:
        return min(same, key=lambda i: abs(kept[i].start - cap.start))
    if word("all pay together").search(cap.sentence):
        return None
    near = [
        i for i, c in enumerate(kept) if 0 < cap.passage - c.passage <= _NEAR and c.kind is not CompensationKind.FIXED
    ]
    return near[-1] if near else None


def _in_one_sentence(one: PayCandidate, other: PayCandidate) -> bool:
    return one.passage == other.passage and one.sentence == other.sentence


def _as_cap(award: PayCandidate) -> CapCandidate:
    assert award.cap_amount is not None
    return CapCandidate(
        amount=award.cap_amount,
        period=award.cap_period,
        passage=award.passage,
        start=award.start,
        sentence=award.sentence,
        evidence=award.evidence,
        confidence=award.confidence,
    )
