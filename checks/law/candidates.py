"""Which exceptions a contract might rely on, by its kind, its days and what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from checks.law.applicable_exception import (
    ApplicableException,
    Considered,
    Statute,
    exceptions,
    open_to,
)
from checks.law.circumstances import shows
from checks.law.in_force import Days, days_of
from checks.law.presumed import has_word, is_presumed_by_words, presumed_for
from models.answer import Candidacy
from models.contract import Contract, ContractKind
from models.document import DocumentRole


class Candidate(NamedTuple):
    """An exception to look at, and why. `is_shown` False: only its kind speaks for it, and a person must say more.

    So it is with the alternatives of its kind where title and clauses say what it is: software given is no fair pay.
    """

    exception: ApplicableException
    candidacy: Candidacy
    is_shown: bool


def candidates_of(contract: Contract, as_of: date) -> Iterator[Candidate]:
    """The exceptions in force in the contract's own days that it might rely on, those presumed first, each once.

    None for a paper that is no contract. Overlays of other laws come last.
    """
    if contract.document_role is DocumentRole.OTHER:
        return
    days = days_of(contract, as_of)
    kind = contract.kind.value or ContractKind.OTHER
    seen: set[str] = set()
    for candidate in (*_presumed(contract, kind, days), *_by_circumstance(contract, kind, as_of)):
        exception = candidate.exception
        if exception.key not in seen and exception.meets(days.first, days.last):
            seen.add(exception.key)
            yield candidate


def _presumed(contract: Contract, kind: ContractKind, days: Days) -> Iterator[Candidate]:
    by_words = is_presumed_by_words(contract)
    for exception in presumed_for(contract):
        yield Candidate(exception, Candidacy.PRESUMED, is_shown=True)
    for exception, alternative in open_to(kind):
        if alternative.meets(days.first, days.last):
            yield Candidate(exception, Candidacy.ALTERNATIVE, is_shown=not by_words)


def _by_circumstance(contract: Contract, kind: ContractKind, as_of: date) -> Iterator[Candidate]:
    for exception, considered in _considered(kind):
        if considered.circumstance and not shows(contract, considered.circumstance, as_of):
            continue
        if considered.title_words and not has_word(considered.title_words, contract.title):
            continue
        is_shown = bool(considered.circumstance or considered.title_words)
        candidacy = Candidacy.CONSIDERED if exception.statute is Statute.STARK else Candidacy.OVERLAY
        yield Candidate(exception, candidacy, is_shown)


@cache
def _considered(kind: ContractKind) -> tuple[tuple[ApplicableException, Considered], ...]:
    found = [
        (exception, considered)
        for exception in exceptions()
        for considered in exception.considered
        if not considered.kinds or kind in considered.kinds
    ]
    return tuple(sorted(found, key=lambda pair: pair[0].statute is not Statute.STARK))
