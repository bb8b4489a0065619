"""Which contract an amendment or renewal changes: an older one between the same parties, of its kind and title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rapidfuzz import fuzz

from extractors.assembly.signature_matching import same_name
from models.contract import Contract
from models.document import DocumentRole

_SAME_PARTY, _SAME_KIND, _ALIKE_TITLE = 2.0, 1.0, 1.5
_SAME_DAY, _ANOTHER_DAY = 2.5, -1.0
_ENOUGH = 3.0


def base_of(change: Contract, candidates: Iterable[Contract]) -> Contract | None:
    """The agreement that an amendment or renewal changes; None when none fits, or several fit equally well."""
    return bases_of([change], candidates).get(change.contract_id)


def bases_of(changes: Sequence[Contract], candidates: Iterable[Contract]) -> dict[str, Contract]:
    """By the ids of amendments and renewals, the agreements that they change, where one fits and no other as well.

    Candidates are looked at one after the other, and only the likeliest are kept.
    """
    best: dict[str, tuple[float, Contract | None]] = {}
    for candidate in candidates:
        for change in changes:
            if not _may_be_base(change, candidate):
                continue
            likeness = _likeness(change, candidate)
            most, _ = best.get(change.contract_id, (0.0, None))
            if likeness >= _ENOUGH and likeness >= most:
                best[change.contract_id] = (likeness, None if likeness == most else candidate)
    return {key: candidate for key, (_, candidate) in best.items() if candidate is not None}


def linked(contracts: Sequence[Contract]) -> tuple[Contract, ...]:
    """The contracts of one file, each amendment or renewal with the agreement of that file that it changes."""
    return tuple(_with_base(contract, contracts) for contract in contracts)


def _with_base(contract: Contract, contracts: Sequence[Contract]) -> Contract:
    if not contract.document_role.changes_another or contract.amends_contract_id is not None:
        return contract
    base = base_of(contract, contracts)
    return contract if base is None else contract.model_copy(update={"amends_contract_id": base.contract_id})


def _may_be_base(change: Contract, candidate: Contract) -> bool:
    if candidate.contract_id == change.contract_id or candidate.document_role is not DocumentRole.AGREEMENT:
        return False
    begun, changed = _day(candidate), _day(change)
    return begun is None or changed is None or begun <= changed


def _day(contract: Contract) -> date | None:
    return contract.agreement_date.value or contract.effective_date.value


def _of_named_day(change: Contract, candidate: Contract) -> float:
    """Whether the candidate bears the day by which the change names its contract; 0 where one of them is unknown."""
    named = change.amended_contract_date.value
    days = {candidate.agreement_date.value, candidate.effective_date.value} - {None}
    if named is None or not days:
        return 0.0
    return _SAME_DAY if named in days else _ANOTHER_DAY


def _likeness(change: Contract, candidate: Contract) -> float:
    shared = sum(any(same_name(ours.name, theirs.name) for theirs in candidate.parties) for ours in change.parties)
    likeness = _SAME_PARTY * min(shared, 2) + _of_named_day(change, candidate)
    if change.kind.value is not None and change.kind.value is candidate.kind.value:
        likeness += _SAME_KIND
    if change.title and candidate.title:
        likeness += _ALIKE_TITLE * fuzz.token_set_ratio(change.title.lower(), candidate.title.lower()) / 100
    return likeness
