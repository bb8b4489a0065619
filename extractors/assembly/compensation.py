"""The pay formula, chosen from the candidates."""

from __future__ import annotations

from collections.abc import Sequence

from models.compensation import CompensationComponent
from models.contract import ContractKind
from models.party import Party
from models.segment import Instrument


def chosen_compensation(
    instrument: Instrument, kind: ContractKind | None, parties: Sequence[Party]
) -> tuple[CompensationComponent, ...]:
    """The components in reading order."""
    return ()
