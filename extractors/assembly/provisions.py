"""The provisions of a contract: of each kind and subject the surest words, the first of equals."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.language.clauses import clauses_of
from extractors.terms.provisions.candidates import provision_candidates
from extractors.terms.provisions.exhibits import exhibits_present
from models.provision import Provision, ProvisionKind
from models.segment import Instrument


def chosen_provisions(instrument: Instrument, others: Sequence[Instrument] = ()) -> tuple[Provision, ...]:
    """At most one provision of each kind and subject; `others` are the other instruments of the same file.

    An exhibit counts as present wherever in the file it stands.
    """
    chosen: dict[tuple[ProvisionKind, str], Provision] = {}
    clauses = clauses_of(instrument.segments)
    for found in (*provision_candidates(clauses), *exhibits_present((instrument, *others))):
        key = (found.kind, found.subject.casefold())
        if key not in chosen or found.confidence > chosen[key].confidence:
            chosen[key] = found
    return tuple(chosen.values())
