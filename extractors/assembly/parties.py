"""Who is bound, chosen from the candidates."""

from __future__ import annotations

from models.contract import ContractKind
from models.party import Party
from models.segment import Instrument


def chosen_parties(instrument: Instrument, kind: ContractKind | None) -> tuple[Party, ...]:
    """The parties in the order they are named, each with its role under an arrangement of this kind."""
    return ()
