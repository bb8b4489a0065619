"""Who writes a contract that is a letter: the party on whose letterhead it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.assembly.signature_matching import names_party
from models.party import EntityKind, Party
from models.segment import Instrument

_OPENING = 16
_SALUTATION = re.compile(r"^\W*(?:Dear|Ladies\s+and\s+Gentlemen|Gentlemen)\b")


def letter_writer(instrument: Instrument, parties: Sequence[Party]) -> int | None:
    """The index of the organization named first above the salutation; None where there is no salutation or no name.

    The addressee stands above the salutation too, but lower.
    """
    opening = instrument.segments[:_OPENING]
    greeted = next((index for index, segment in enumerate(opening) if _SALUTATION.match(segment.text)), 0)
    for segment in opening[:greeted]:
        named = [
            index
            for index, party in enumerate(parties)
            if party.entity_kind is EntityKind.ORGANIZATION and names_party(segment.text, party)
        ]
        if named:
            return named[0] if len(named) == 1 else None
    return None
