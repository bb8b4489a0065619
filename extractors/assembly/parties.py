"""Who is bound, chosen from the candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.assembly.named_parties import Named, gathered, without_parts
from extractors.assembly.party_choice import FEWEST_ACTS, PartyChoice, acts, best_list
from extractors.assembly.party_roles import with_roles
from extractors.candidates import PartyCandidate, PartySource
from extractors.language.names import same_name
from extractors.language.party_words import role_of_word
from extractors.terms.parties import introduced_parties, preamble_parties
from extractors.terms.parties_entities import entity_parties
from extractors.terms.parties_labels import labelled_parties
from extractors.terms.parties_letters import letter_parties
from extractors.terms.parties_plans import plan_parties
from extractors.terms.parties_signed import signed_parties
from extractors.terms.parties_tables import tabled_parties
from models.contract import ContractKind
from models.party import Party, PartyRole
from models.segment import Instrument

_TEXT = 80_000
_ONE_PREAMBLE = 1_500
_FEWEST_PARTIES = 2


def chosen_parties(instrument: Instrument, kind: ContractKind | None) -> tuple[Party, ...]:
    """The parties in the order they are named, each with its role under an arrangement of this kind."""
    everyone = gathered(without_parts(tuple(_candidates(instrument))))
    text = instrument.text[:_TEXT]
    best = best_list(everyone, text)
    members = [] if best is None else [*best.members, *_joining(everyone, best, text)]
    if len(members) < _FEWEST_PARTIES:
        members += [named for named in gathered(entity_parties(instrument)) if not _is_known(named, members)]
    return with_roles(list(dict.fromkeys(members)), kind, text, best.score if best else 0.0)


def _joining(everyone: Sequence[Named], best: PartyChoice, text: str) -> list[Named]:
    return [named for named in everyone if named not in best.members and _joins(named, text, _start(best))]


def _is_known(named: Named, members: Sequence[Named]) -> bool:
    return any(same_name(named.best.name, member.best.name) for member in members)


def _candidates(instrument: Instrument) -> Iterable[PartyCandidate]:
    yield from preamble_parties(instrument)
    yield from tabled_parties(instrument)
    yield from labelled_parties(instrument)
    yield from plan_parties(instrument)
    yield from letter_parties(instrument)
    yield from introduced_parties(instrument)
    yield from signed_parties(instrument)


def _start(chosen: PartyChoice) -> int:
    """The offset where the prose that names the chosen parties begins; far off when no prose does."""
    offsets = (one.group for named in chosen.members for one in named.candidates if one.source is PartySource.PREAMBLE)
    return min(offsets, default=_TEXT)


def _joins(named: Named, text: str, start: int) -> bool:
    """Whether somebody outside the list is a party too: a guarantor, or one who is defined later and acts and signs."""
    roles = {role_of_word(label) for label in named.labels}
    if PartyRole.GUARANTOR in roles and named.sources & {PartySource.SIGNATURE, PartySource.LABEL}:
        return True
    if not {PartySource.INTRODUCTION, PartySource.SIGNATURE} <= named.sources:
        return False
    introduced = min(one.group for one in named.candidates if one.source is PartySource.INTRODUCTION)
    return 0 < introduced - start < _ONE_PREAMBLE or any(
        acts(term, text) >= FEWEST_ACTS for term in named.defined_terms
    )
