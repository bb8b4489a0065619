"""The rule on hours of patient care of each member, billed by the group and in all."""

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
    code="GRP-05",
    citation="411.352(d)",
    remedy=(
        "Bring members' work into the group, or end the membership of those who work elsewhere; until then, bill no "
        "in-office services on the strength of being a group practice."
    ),
)
def services_outside_group(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """Members of a group practice furnish less than 75 percent of their patient care through it.

    ## What it looks at

    The ledger group_services: by calendar year, hours of patient care of each member, billed by the group and in all.
    Owners and employees are members; contractors are not.

    ## Why it matters

    A group whose members work elsewhere is no group, and its in-office services and shares lose their exception.

    ## When it fires

    - The members' hours through the group are under 75 percent of their hours in all: flagged.
    - The year has rows, but not the figures that are needed: a person must decide.

    ## When it does not

    - 75 percent or more, of all members taken together; a member alone may have less.

    ## How to put it right

    Change who does what for the time to come. Whether a start-up year, a new member or a shortage area is spared, the
    regulation tells.

    ## Flagged

    2,999 of 4,000 hours of the members in 2024.

    ## Clear

    3,000 of 4,000 hours in 2024, of which one member did half outside.

    ## Limits

    How the share is measured, and who is spared, is still to be read in the regulation; so it is never more than a
    warning.
    """
    yield from shares_of_work(relationship, "patient_care_share", _through_group)


def _through_group(rows: Sequence[GroupService]) -> tuple[Decimal, Decimal, str]:
    members = [row for row in rows if row.status is not GroupStatus.CONTRACTOR]
    part = sum((row.hours_through_group for row in members if row.hours_through_group is not None), Decimal(0))
    whole = sum((row.hours_in_all for row in members if row.hours_in_all is not None), Decimal(0))
    return part, whole, "{part} of {whole} hours of the members were through the group."
