"""What is asked of a clause of pay, and what is concluded about referrals of designated health services."""

from __future__ import annotations

from models.base import Frozen
from models.compensation import CompensationKind, DhsCategory, DhsLink, DhsSafeguard
from models.contract import ContractKind


class PayClause(Frozen):
    """The words that a component rests on.

    `sentence` states it, with its lead-in; `base` and `unit` are what it is taken of or counted by; `meanings` are the
    definitions of the terms used; `around` is the rest of its clause, `section` the whole section; `carve_outs` are
    sentences elsewhere in the contract that keep designated health services out of pay; `subject` is what the contract
    is about (title, things, use).
    """

    kind: CompensationKind
    sentence: str
    heading: str = ""
    base: str = ""
    unit: str = ""
    meanings: tuple[str, ...] = ()
    around: str = ""
    carve_outs: tuple[str, ...] = ()
    section: str = ""
    subject: str = ""


class Standing(Frozen):
    """Who pays whom: whether the payee or its owners can refer, and whether a hospital furnishes the services.

    `payee_refers` is None when the contract does not show it. `payer_furnishes` are the designated health services that
    the payer's name or introduction says it is there for (a home health agency, a laboratory).
    """

    contract_kind: ContractKind | None = None
    is_rent: bool = False
    payee_refers: bool | None = None
    hospital_furnishes: bool = False
    payer_furnishes: tuple[DhsCategory, ...] = ()


class Conclusion(Frozen):
    """The link with its categories, the method that may save it, and the reason in one plain sentence."""

    link: DhsLink
    reason: str
    categories: tuple[DhsCategory, ...] = ()
    safeguard: DhsSafeguard | None = None
    personally_performed: bool = False


def not_linked(reason: str, *, own: bool = False) -> Conclusion:
    """No link; `own` when the pay is limited to work personally performed."""
    return Conclusion(link=DhsLink.NOT_LINKED, reason=reason, personally_performed=own)


def united(*groups: tuple[DhsCategory, ...]) -> tuple[DhsCategory, ...]:
    """The categories of all groups, each once, in the order of the regulation."""
    named = {category for group in groups for category in group}
    return tuple(category for category in DhsCategory if category in named)
