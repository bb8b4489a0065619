"""Under which agreement a payment was made, if that is plain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from checks.arrangements import Arrangement
from models.ledger_rows import Payment
from models.relationship import Relationship


class PaymentsUnder(NamedTuple):
    """The payments of a relationship: those `under` each agreement (by contract_id), the days after its end included;

    those `uncovered` by any agreement; those that name a writing which was not read (`named_elsewhere`); and those for
    which several agreements may be meant (`open`).
    """

    under: Mapping[str, tuple[Payment, ...]]
    uncovered: tuple[Payment, ...]
    named_elsewhere: tuple[Payment, ...]
    open: tuple[Payment, ...]


def payments_under(relationship: Relationship, arrangements: Sequence[Arrangement]) -> PaymentsUnder:
    """Every payment laid to the agreement it names, or else to the only one it can belong to."""
    under: dict[str, list[Payment]] = defaultdict(list)
    uncovered: list[Payment] = []
    elsewhere: list[Payment] = []
    unclear: list[Payment] = []
    for payment in relationship.ledgers.payments:
        possible = _possible(payment, arrangements)
        if possible is None:
            elsewhere.append(payment)
        elif len(possible) > 1:
            unclear.append(payment)
        elif possible:
            under[possible[0].contract.contract_id].append(payment)
        else:
            uncovered.append(payment)
    return PaymentsUnder(
        {key: tuple(sorted(rows, key=_in_order)) for key, rows in under.items()},
        tuple(sorted(uncovered, key=_in_order)),
        tuple(elsewhere),
        tuple(unclear),
    )


def _in_order(payment: Payment) -> tuple[date, date, str, int]:
    return payment.first_day, payment.paid_on, payment.file_name, payment.line


def _possible(payment: Payment, arrangements: Sequence[Arrangement]) -> list[Arrangement] | None:
    """The agreements that may be meant; None where the payment names one that is not among them."""
    if payment.contract is not None:
        named = [one for one in arrangements if names_arrangement(payment.contract, one)]
        in_force = [one for one in named if one.is_in_force(payment.first_day)]
        return in_force or named or None
    fitting = [one for one in arrangements if one.to_physician in {None, payment.to_physician}]
    in_force = [one for one in fitting if one.is_in_force(payment.first_day)]
    if in_force:
        return in_force
    # What is paid after the end is laid to the agreement that ended last; what is paid before any, to none.
    ended = sorted(
        (one for one in fitting if one.last is not None and one.last < payment.first_day),
        key=lambda one: one.last or date.min,
    )
    return [one for one in ended if one.last == ended[-1].last]


def names_arrangement(reference: str, arrangement: Arrangement) -> bool:
    """Whether a reference is the file name, with ".pdf" or not, or the contract_id of an agreement or its changes."""
    wanted = _bare(reference)
    papers = (arrangement.contract, *arrangement.changes)
    return any(wanted in {_bare(paper.file_name), _bare(paper.contract_id)} for paper in papers)


def _bare(name: str) -> str:
    return "".join(re.findall(r"[^\W_]+", re.sub(r"(?i)\.pdf$", "", name.strip()).casefold()))
