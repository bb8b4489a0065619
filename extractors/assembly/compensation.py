"""The pay formula, chosen from the candidates."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assembly.compensation_linkage import Linkage
from extractors.assembly.compensation_merging import merged
from extractors.assembly.compensation_parties import PayParties, pay_parties, runs_the_wrong_way
from extractors.language.definitions import Definitions
from extractors.language.passages import passages_of
from extractors.terms.compensation.candidate import PayCandidate
from extractors.terms.compensation.candidates import pay_candidates
from extractors.terms.dhs.conclusion import Conclusion
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
    found, caps = pay_candidates(passages, definitions, kind)
    candidates = [candidate for candidate in found if not runs_the_wrong_way(candidate.sentence, kind)]
    linkage = Linkage(passages, definitions, kind, parties, instrument.title)
    components = []
    for candidate in merged(candidates, caps):
        between = pay_parties(candidate.sentence, kind, parties)
        components.append(_component(candidate, between, linkage.of(candidate, between)))
    return tuple(components)


def _component(candidate: PayCandidate, between: PayParties, conclusion: Conclusion) -> CompensationComponent:
    # An award of which only the most is stated is known by that sum.
    known_by_limit = candidate.amount is None and candidate.percent is None
    return CompensationComponent(
        kind=candidate.kind,
        amount=candidate.cap_amount if known_by_limit else candidate.amount,
        currency=candidate.currency,
        period=candidate.cap_period if known_by_limit else candidate.period,
        unit=candidate.unit,
        percent=candidate.percent,
        base=candidate.base,
        cap_amount=candidate.cap_amount,
        cap_period=candidate.cap_period,
        payer=between.payer.name if between.payer else None,
        payee=between.payee.name if between.payee else None,
        personally_performed=conclusion.personally_performed,
        dhs_link=conclusion.link,
        dhs_categories=conclusion.categories,
        dhs_safeguard=conclusion.safeguard,
        dhs_reason=conclusion.reason,
        evidence=candidate.evidence,
        confidence=candidate.confidence,
    )
