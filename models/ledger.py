"""What a health system's own books say beside its contracts, imported row by row."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from models.base import Frozen
from models.claims import Claim
from models.confirmation_row import ConfirmationRow
from models.ledger_group_rows import GroupCollection, GroupPay, GroupService, RosterEntry
from models.ledger_row import LedgerRow
from models.ledger_rows import Donation, Gift, IncidentalBenefit, Overpayment, Payment, TaskDone, Tie, ValueOpinion


class LedgerKind(StrEnum):
    """The ledgers there are; each is a view of that name, and those of LAID_BESIDE_CONTRACTS a field of `Ledgers`."""

    PAYMENTS = "payments"
    NONMONETARY_COMPENSATION = "nonmonetary_compensation"
    INCIDENTAL_BENEFITS = "incidental_benefits"
    GROUP_COLLECTIONS = "group_collections"
    GROUP_PAY = "group_pay"
    GROUP_SERVICES = "group_services"
    GROUP_ROSTER = "group_roster"
    OWNERSHIP_AND_FAMILY = "ownership_and_family"
    FMV_OPINIONS = "fmv_opinions"
    EHR_DONATIONS = "ehr_donations"
    OVERPAYMENTS = "overpayments"
    CLAIMS = "claims"
    CONFIRMATIONS = "confirmations"
    TASKS_DONE = "tasks_done"


LEDGERS: Final[dict[LedgerKind, type[LedgerRow]]] = {
    LedgerKind.PAYMENTS: Payment,
    LedgerKind.NONMONETARY_COMPENSATION: Gift,
    LedgerKind.INCIDENTAL_BENEFITS: IncidentalBenefit,
    LedgerKind.GROUP_COLLECTIONS: GroupCollection,
    LedgerKind.GROUP_PAY: GroupPay,
    LedgerKind.GROUP_SERVICES: GroupService,
    LedgerKind.GROUP_ROSTER: RosterEntry,
    LedgerKind.OWNERSHIP_AND_FAMILY: Tie,
    LedgerKind.FMV_OPINIONS: ValueOpinion,
    LedgerKind.EHR_DONATIONS: Donation,
    LedgerKind.OVERPAYMENTS: Overpayment,
    LedgerKind.CLAIMS: Claim,
    LedgerKind.CONFIRMATIONS: ConfirmationRow,
    LedgerKind.TASKS_DONE: TaskDone,
}
"""The type of the rows of each ledger."""

LAID_BESIDE_CONTRACTS: Final = frozenset(LEDGERS) - {
    LedgerKind.CLAIMS,
    LedgerKind.CONFIRMATIONS,
    LedgerKind.TASKS_DONE,
}
"""The ledgers whose rows checks look at. Claims are only summed; confirmations are of what checks leave open."""


class Ledgers(Frozen):
    """The rows of every ledger that concern certain entities and physicians.

    `imported` are the ledgers of which any row stands, of whomever: an empty one that is among them says that there
    is nothing, an empty one that is not says nothing.
    """

    imported: frozenset[LedgerKind] = frozenset()
    payments: tuple[Payment, ...] = ()
    nonmonetary_compensation: tuple[Gift, ...] = ()
    incidental_benefits: tuple[IncidentalBenefit, ...] = ()
    group_collections: tuple[GroupCollection, ...] = ()
    group_pay: tuple[GroupPay, ...] = ()
    group_services: tuple[GroupService, ...] = ()
    group_roster: tuple[RosterEntry, ...] = ()
    ownership_and_family: tuple[Tie, ...] = ()
    fmv_opinions: tuple[ValueOpinion, ...] = ()
    ehr_donations: tuple[Donation, ...] = ()
    overpayments: tuple[Overpayment, ...] = ()
