"""The rule on encounters that each physician conducted for the group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from checks.check import relationship_check
from checks.group_books import shares_of_work
from models.finding import Verdict
from models.ledger_group_rows import GroupService
from models.ledger_words import GroupStatus
from models.relationship import Relationship


@relationship_check(
    code="GRP-06",
    citation="411.352(h)",
    remedy=(
        "Employ those who see the patients, or let members see more of them; until then, bill no in-office services "
        "on the strength of being a group practice."
    ),
)
def encounters_by_nonmembers(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """Members of a group practice conduct less than 75 percent of its encounters.

    ## What it looks at

    The ledger group_services: by calendar year, encounters that each physician conducted for the group. Owners and
    employees are members; contractors are not.

    ## Why it matters

    A group practice is one whose own members see its patients; contractors may only help.

    ## When it fires

    - The members' encounters are under 75 percent of all encounters: flagged.
    - The year has rows, but not the figures that are needed: a person must decide.

    ## When it does not

    - 75 percent or more, of all members taken together; a member alone may have less.

    ## How to put it right

    Change who does what for the time to come. Whether a start-up year, a new member or a shortage area is spared, the
    regulation tells.

    ## Flagged

    2,999 of 4,000 encounters by owners and employees in 2024.

    ## Clear

    3,000 of 4,000 encounters by owners and employees in 2024.

    ## Limits

    How encounters are counted is still to be read in the regulation; so it is never more than a warning.
    """
    yield from shares_of_work(relationship, "encounter_share", _by_members)


def _by_members(rows: Sequence[GroupService]) -> tuple[Decimal, Decimal, str]:
    counted = [(row, Decimal(row.encounters)) for row in rows if row.encounters is not None]
    part = sum((number for row, number in counted if row.status is not GroupStatus.CONTRACTOR), Decimal(0))
    whole = sum((number for _, number in counted), Decimal(0))
    return part, whole, "{part} of {whole} encounters were conducted by members."
