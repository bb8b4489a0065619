"""The provisions of a contract: of each kind and subject the surest words, the first of equals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from extractors.language.clauses import Clause
from extractors.terms.provisions.candidates import provision_candidates
from extractors.terms.provisions.exhibits import exhibits_present
from models.provision import Provision, ProvisionKind
from models.segment import Instrument

_RAISES: Final = frozenset({ProvisionKind.PAY_RISES_YEARLY, ProvisionKind.PAY_MAY_RISE, ProvisionKind.PAY_MAY_CHANGE})


def chosen_provisions(clauses: Sequence[Clause], instruments: Sequence[Instrument]) -> tuple[Provision, ...]:
    """At most one provision of each kind and subject in an instrument's clauses; raises of pay, one of each percentage.

    `instruments` are all of its file, itself first: an exhibit counts as present wherever in the file it stands.
    """
    chosen: dict[tuple[ProvisionKind, str, Decimal | None], Provision] = {}
    for found in (*provision_candidates(clauses), *exhibits_present(instruments)):
        # Two percentages are two raises, perhaps of different years; which one holds when, a person must see.
        key = (found.kind, found.subject.casefold(), found.quantity if found.kind in _RAISES else None)
        if key not in chosen or found.confidence > chosen[key].confidence:
            chosen[key] = found
    exact = {one.quantity for one in chosen.values() if one.kind is ProvisionKind.PAY_RISES_YEARLY}
    # The same percentage elsewhere, without its days, is the same raise.
    return tuple(
        one
        for one in chosen.values()
        if one.kind is not ProvisionKind.PAY_MAY_RISE or one.quantity is None or one.quantity not in exact
    )
