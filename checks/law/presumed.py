"""Which exceptions a contract is presumed to rely on: by what it says it is for, or else by its kind."""

from __future__ import annotations

import re
from functools import cache

from checks.law.applicable_exception import ApplicableException, PresumedWhere, exceptions, relied_on
from models.contract import Contract, ContractKind


def presumed_for(contract: Contract) -> tuple[ApplicableException, ...]:
    """The exceptions presumed for the contract, whether or not they were in force in its days; empty where none is.

    What its title and clauses say goes before its kind: a donation of software for health records (42 CFR 411.357(w))
    is of no kind of its own, and rests on that exception all the same.
    """
    kind = contract.kind.value or ContractKind.OTHER
    found = tuple(exception for exception, where in _where(kind) if _holds(where, contract))
    return tuple(dict.fromkeys(found)) if found else relied_on(kind)


def is_presumed_by_words(contract: Contract) -> bool:
    """Whether its title or clauses, and not its kind, say on which exception it rests."""
    return any(_holds(where, contract) for _, where in _where(contract.kind.value or ContractKind.OTHER))


def has_word(words: tuple[str, ...], title: str | None) -> bool:
    """Whether a title has one of the words, whole and in any case."""
    return _any_of(words).search(title or "") is not None


def _holds(where: PresumedWhere, contract: Contract) -> bool:
    lists = (where.title_words, where.title_words_too)
    if any(words and not has_word(words, contract.title) for words in lists):
        return False
    return {provision.kind for provision in contract.provisions} >= set(where.provisions)


@cache
def _where(kind: ContractKind) -> tuple[tuple[ApplicableException, PresumedWhere], ...]:
    return tuple(
        (exception, where) for exception in exceptions() for where in exception.presumed_where if kind in where.kinds
    )


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)
