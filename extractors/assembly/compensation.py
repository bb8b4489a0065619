"""The pay formula, chosen from the candidates."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assembly.compensation_merging import merged
from extractors.language.definitions import Definitions
from extractors.language.passages import passages_of
from extractors.terms.compensation.candidate import PayCandidate
from extractors.terms.compensation.candidates import pay_candidates
from models.compensation import CompensationComponent
from models.contract import ContractKind
from models.party import Party
from models.segment import Instrument


def chosen_compensation(
    instrument: Instrument, kind: ContractKind | None, parties: Sequence[Party]
) -> tuple[CompensationComponent, ...]:
    """The components in reading order."""
    passages = passages_of(instrument.segments)
    definitions = Definitions(passages)
    candidates, caps = pay_candidates(passages, definitions, kind)
    return tuple(_component(candidate) for candidate in merged(candidates, caps))


def _component(candidate: PayCandidate) -> CompensationComponent:
    return CompensationComponent(
        kind=candidate.kind,
        amount=candidate.amount,
        currency=candidate.currency,
        period=candidate.period,
        unit=candidate.unit,
        percent=candidate.percent,
        base=candidate.base,
        cap_amount=candidate.cap_amount,
        cap_period=candidate.cap_period,
        evidence=candidate.evidence,
        confidence=candidate.confidence,
    )
