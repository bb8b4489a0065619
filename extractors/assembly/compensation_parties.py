"""Who pays a component and who is paid, by the role words of its clause, else by the kind of contract."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import regex
from regex import Pattern as CompiledPattern

from extractors.quick_expressions import QuickExpression
from extractors.word_expressions import compiled_of_words
from models.contract import ContractKind
from models.party import Party, PartyRole

_ROLE_WORDS = {
    PartyRole.LESSOR: ("lessor", "landlord", "licensor", "sublandlord", "sublessor", "owner", "host"),
    PartyRole.LESSEE: ("lessee", "tenant", "licensee", "subtenant", "sublessee", "user", "occupant"),
    PartyRole.EMPLOYER: ("employer", "practice", "company", "clinic"),
    PartyRole.EMPLOYEE: ("employee", "physician", "doctor", "you"),
    PartyRole.CLIENT: (
        "hospital",
        "client",
        "authority",
        "district",
        "center",
        "medical center",
        "network",
        "customer",
    ),
    PartyRole.CONTRACTOR: (
        "contractor",
        "consultant",
        "director",
        "medical director",
        "group",
        "physician",
        "practice",
    ),
}
_PAYERS = (PartyRole.LESSEE, PartyRole.EMPLOYER, PartyRole.CLIENT)
_PAYEES = (PartyRole.LESSOR, PartyRole.EMPLOYEE, PartyRole.CONTRACTOR)


_ONE_WAY = frozenset(
    {ContractKind.OFFICE_LEASE, ContractKind.EQUIPMENT_LEASE, ContractKind.TIMESHARE, ContractKind.EMPLOYMENT}
)


class PayParties(NamedTuple):
    """The party that pays and the party that is paid; None where nothing tells."""

    payer: Party | None
    payee: Party | None


def pay_parties(sentence: str, kind: ContractKind | None, parties: Sequence[Party]) -> PayParties:
    """The parties to one component of pay."""
    usual_payer = _with_role(parties, _PAYERS)
    usual_payee = _with_role(parties, _PAYEES)
    if kind is ContractKind.RECRUITMENT and usual_payee is None:
        usual_payee = next((party for party in parties if party.is_physician), None)
        usual_payer = usual_payer or next((party for party in parties if not party.is_physician), None)
    payer, payee = named_in(sentence, parties)
    if payer is not None and payer is payee:
        payer = payee = None
    if payer is not None and payee is None:
        payee = usual_payer if payer is usual_payee else usual_payee
    elif payee is not None and payer is None:
        payer = usual_payee if payee is usual_payer else usual_payer
    return PayParties(payer or usual_payer, payee or usual_payee)


def runs_the_wrong_way(sentence: str, kind: ContractKind | None) -> bool:
    """Whether a lessor or an employee is said to pay, which is no component of the rent or the salary.

    Decided by role words ("Landlord shall pay") and not by the parties' roles, which may have been misread.
    """
    if kind not in _ONE_WAY:
        return False
    receiving = PartyRole.EMPLOYEE if kind is ContractKind.EMPLOYMENT else PartyRole.LESSOR
    words = "|".join(word for word in _ROLE_WORDS[receiving] if word != "you")
    return (
        regex.search(rf"(?:^|[\s(“\"])(?:{words})\s+(?:pays|(?:shall|will|must)\s+pay)\b", sentence, regex.IGNORECASE)
        is not None
    )


def _with_role(parties: Sequence[Party], roles: Sequence[PartyRole]) -> Party | None:
    return next((party for party in parties if party.role in roles), None)


def named_in(sentence: str, parties: Sequence[Party]) -> tuple[Party | None, Party | None]:
    """The subject of the verb of paying and its object ("Lessee shall pay Lessor"), as far as they are named."""
    for match in _paying().finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() : match.end() + 90]
        subject = _last(before, parties)
        receiver = _first(after, parties)
        if match["passive"]:
            return None, subject
        if subject is not None or receiver is not None:
            return subject, receiver
    return None, None


def _last(text: str, parties: Sequence[Party]) -> Party | None:
    found = [(match.end(), party) for party in parties for match in _names_of(party).finditer(text)]
    return max(found, key=lambda item: item[0])[1] if found else None


def _first(text: str, parties: Sequence[Party]) -> Party | None:
    found = [(match.start(), party) for party in parties if (match := _names_of(party).search(text)) is not None]
    return min(found, key=lambda item: item[0])[1] if found else None


def _names_of(party: Party) -> CompiledPattern[str]:
    words = [party.name, *party.defined_terms]
    if not party.defined_terms:
        words += [word.title() for word in _ROLE_WORDS.get(party.role, ())]
    alternatives = "|".join(regex.escape(word) for word in sorted(set(words), key=len, reverse=True) if word.strip())
    return compiled_of_words(rf"(?<!\w)(?:{alternatives})(?!\w)(?![’']s\b)" if alternatives else r"(?!)")


@cache
def _paying() -> QuickExpression:
    return QuickExpression.of(
        r"(?P<passive>\b(?:shall|will|is|are|be)\s+(?:be\s+)?(?:paid|compensated|entitled)\b|\b(?:shall\s+|will\s+)?(?:receives?|earns?)\b)"
        r"|\b(?:pays|compensates|remits|guarantees|(?:shall|will|must|to|also|further|may|hereby)\s+(?:also\s+)?(?:pay|compensate|remit|guarantee))\b",
        regex.IGNORECASE,
    )
