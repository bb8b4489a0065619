"""For which contracts the books of a group practice count, and who in them is one physician."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from checks.law.parameter import parameters
from checks.not_imported import not_imported
from models.contract import ContractKind
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_group_rows import GroupService
from models.ledger_row import LedgerRow
from models.party import PartyRole
from models.relationship import Relationship


def rests_on_group(relationship: Relationship, rows: Sequence[LedgerRow]) -> list[str | None]:
    """The contracts under which a group shares its income: compensation plans, and employment by those who can refer.

    None alone, where rows tell of a group and no such contract was read.
    """
    found: list[str | None] = [
        contract.contract_id
        for contract in relationship.contracts
        if contract.kind.value is ContractKind.GROUP_COMPENSATION_PLAN
        or (
            contract.kind.value is ContractKind.EMPLOYMENT
            and any(party.role is PartyRole.EMPLOYER and party.can_refer for party in contract.parties)
        )
    ]
    return found or ([None] if rows else [])


def person(name: str) -> str:
    """A name by which two rows are known to be one physician's."""
    return " ".join(name.casefold().replace(",", " ").replace(".", "").split())


WorkOfAYear = Callable[[Sequence[GroupService]], tuple[Decimal, Decimal, str]]
"""Of the rows of a year: how much counts as the members' or the group's, of how much, and both in words to fill in."""


def shares_of_work(relationship: Relationship, parameter: str, work: WorkOfAYear) -> Iterator[Verdict]:
    """For each contract that rests on the group, whether a year's share of work reaches the parameter, a percentage."""
    missing = not_imported(relationship, LedgerKind.GROUP_SERVICES)
    rows = relationship.ledgers.group_services
    for contract_id in rests_on_group(relationship, rows):
        if missing:
            yield missing.model_copy(update={"contract_id": contract_id})
            continue
        if not rows:
            none = Verdict(outcome=Outcome.NOT_APPLICABLE, message="The ledger has no work of this group.")
            yield none.model_copy(update={"contract_id": contract_id})
        for year in sorted({row.year for row in rows}):
            part, whole, said = work([row for row in rows if row.year == year])
            share = parameters()[parameter].on(date(year, 12, 31))
            outcome = Outcome.UNDETERMINED
            message = f"The figures of {year} are not complete."
            if whole and share is not None:
                outcome = Outcome.CLEAR if part * 100 >= whole * share.value else Outcome.FLAGGED
                message = f"In {year} " + said.format(part=f"{part.normalize():f}", whole=f"{whole.normalize():f}")
            wanting = f"75 percent in {year}"
            yield Verdict(outcome=outcome, message=message, subject=str(year), wanting=wanting, contract_id=contract_id)
