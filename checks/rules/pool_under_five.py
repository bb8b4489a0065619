"""The rule on the size of a part of a group that shares profits of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from checks.check import relationship_check
from checks.group_books import person, rests_on_group
from checks.law.parameter import parameters
from checks.not_imported import not_imported
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_group_rows import RosterEntry
from models.ledger_words import GroupStatus
from models.relationship import Relationship


class _Stretch(NamedTuple):
    """Days with the same people: how many in the pod, how many of those are members, how many in the group."""

    first: date
    last: date
    in_pod: int
    members: int
    in_group: int


@relationship_check(
    code="GRP-01",
    citation="411.352(i)(1)",
    remedy=(
        "Share the profits of those days over the whole group, or over a part of five or more; and write into the "
        "plan what happens when somebody leaves."
    ),
)
def pool_under_five(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """A part of a group practice shared profits of its own with fewer than five physicians.

    ## What it looks at

    The ledger group_roster: on every day, how many physicians each pod had, and how many the group.

    ## Why it matters

    Profits of designated health services are shared by the whole group or by a part of at least five physicians, so
    that no share leads back to the one who referred.

    ## When it fires

    - On some day a pod had one to four physicians, and the group five or more: flagged, with the days.
    - A pod reached five only with contractors, who are no members: a person must decide.

    ## When it does not

    - The pod had five or more on every day.
    - The whole group had fewer than five: then it shares as one.
    - Nobody was in the pod.

    ## How to put it right

    What was paid out of the pool for those days is reckoned anew over those who might share it. A fifth physician
    hired only to make the number is none.

    ## Flagged

    A pod of five of whom one left on 31 March, and whose place was filled on 1 July.

    ## Clear

    A pod of six of whom one left, so that five remained.

    ## Limits

    Whether the pod shared profits in those days is for a person, and so is a plan's rule for a vacancy of a day or
    two.
    """
    roster = relationship.ledgers.group_roster
    missing = not_imported(relationship, LedgerKind.GROUP_ROSTER)
    for contract_id in rests_on_group(relationship, roster):
        if missing:
            yield missing.model_copy(update={"contract_id": contract_id})
            continue
        pods = sorted({entry.pod for entry in roster if entry.pod is not None})
        if not pods:
            none = Verdict(outcome=Outcome.NOT_APPLICABLE, message="The roster has no part that shares by itself.")
            yield none.model_copy(update={"contract_id": contract_id})
        for pod in pods:
            outcome, message = _judge(pod, list(_stretches(pod, roster, as_of)))
            yield Verdict(
                outcome=outcome,
                message=message,
                subject=f"pod {pod}",
                wanting=f"five physicians in {pod}",
                contract_id=contract_id,
            )


def _judge(pod: str, stretches: Sequence[_Stretch]) -> tuple[Outcome, str]:
    least = {
        stretch: int(value.value)
        for stretch in stretches
        if (value := parameters()["profit_pool_physicians"].on(stretch.first)) is not None
    }
    few = [one for one, number in least.items() if one.in_pod < number <= one.in_group]
    if few:
        days = "; ".join(f"{one.in_pod} from {one.first} to {one.last}" for one in few)
        return Outcome.FLAGGED, f"{pod} had fewer than five physicians, the group five or more: {days}."
    contracted = [one for one, number in least.items() if one.members < number <= one.in_pod]
    if contracted:
        days = "; ".join(f"{one.first} to {one.last}" for one in contracted)
        return Outcome.UNDETERMINED, f"{pod} had five physicians only with contractors: {days}."
    return Outcome.CLEAR, f"{pod} never had fewer than five physicians while the group had five or more."


def _stretches(pod: str, roster: Sequence[RosterEntry], as_of: date) -> Iterator[_Stretch]:
    begun = [entry for entry in roster if entry.first_day <= as_of]
    days = {entry.first_day for entry in begun}
    days |= {entry.last_day + timedelta(days=1) for entry in begun if entry.last_day and entry.last_day < as_of}
    ordered = [*sorted(days), as_of + timedelta(days=1)]
    for first, after in pairwise(ordered):
        there = [entry for entry in begun if entry.first_day <= first and (entry.last_day or as_of) >= first]
        inside = [entry for entry in there if entry.pod == pod]
        members = {person(entry.physician) for entry in inside if entry.status is not GroupStatus.CONTRACTOR}
        in_pod = {person(entry.physician) for entry in inside}
        if in_pod:
            in_group = {person(entry.physician) for entry in there}
            yield _Stretch(first, after - timedelta(days=1), len(in_pod), len(members), len(in_group))
