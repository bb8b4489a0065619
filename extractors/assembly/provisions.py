"""The provisions of a contract: of each kind and subject the surest words, the first of equals."""

from __future__ import annotations

from extractors.language.clauses import clauses_of
from extractors.terms.provisions.candidates import provision_candidates
from models.provision import Provision, ProvisionKind
from models.segment import Instrument


def chosen_provisions(instrument: Instrument) -> tuple[Provision, ...]:
    """At most one provision of each kind and subject, in reading order of the clauses."""
    chosen: dict[tuple[ProvisionKind, str], Provision] = {}
    for found in provision_candidates(clauses_of(instrument.segments)):
        key = (found.kind, found.subject.casefold())
        if key not in chosen or found.confidence > chosen[key].confidence:
            chosen[key] = found
    return tuple(chosen.values())
