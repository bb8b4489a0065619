"""Whether a blank signature block is a copy of one that is signed elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache

from models.contract import Contract
from models.party import Party
from models.signature import SignatureBlock, SignatureStatus


def signed_elsewhere(block: SignatureBlock, contract: Contract) -> bool:
    """Whether the same party signed another block: a counterpart, unless both name different signatories."""
    return any(
        other is not block
        and other.status is SignatureStatus.SIGNED
        and same_party(other.party_name, block.party_name)
        and (
            not other.signatory_name
            or not block.signatory_name
            or same_person(other.signatory_name, block.signatory_name)
        )
        for other in contract.signatures
    )


def party_of(block: SignatureBlock, contract: Contract) -> Party | None:
    """The party a block binds, or None when no party bears its name."""
    return next((party for party in contract.parties if same_party(party.name, block.party_name)), None)


def same_party(one: str | None, other: str | None) -> bool:
    """Whether two party names are one but for case and punctuation; a longer name may be another company."""
    return bool(_words(one)) and _words(one) == _words(other)


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names are one person's, though only one of them may have a degree or a middle name."""
    first, second = frozenset(_words(one)), frozenset(_words(other))
    return bool(first and second) and (first <= second or second <= first)


@lru_cache(maxsize=4096)
def _words(name: str | None) -> tuple[str, ...]:
    initials_joined = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", (name or "").casefold())
    return tuple(re.findall(r"\w+", initials_joined))
