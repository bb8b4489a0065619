"""Whether each party signed."""

from __future__ import annotations

from collections.abc import Sequence

from models.party import Party
from models.segment import Instrument
from models.signature import SignatureBlock


def chosen_signatures(instrument: Instrument, parties: Sequence[Party]) -> tuple[SignatureBlock, ...]:
    """One block for each party that ought to sign, also for one that has no block on the page."""
    return ()
