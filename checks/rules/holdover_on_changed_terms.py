"""The rule on arrangements carried on after their end on other terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checks.arrangements import Arrangement, arrangements_of
from checks.check import relationship_check
from checks.successions import name_of, next_on_subject, same_pay
from models.counting import counted
from models.finding import Outcome, Verdict
from models.provision import Provision, ProvisionKind
from models.relationship import Relationship


@relationship_check(
    code="TRM-04",
    citation="411.357(a)(7)",
    remedy=(
        "Find out what was paid between the end and the next agreement. If it was what the expired one says, keep the "
        "proof; otherwise collect or pay the difference in time, or bound those days and look back with counsel."
    ),
)
def holdover_on_changed_terms(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """An arrangement may have been carried on after its end on other terms than before.

    ## What it looks at

    Agreements whose last day is past and that nothing renews: what they say of holding over, and whether another
    agreement on the same subject began after a gap.

    ## Why it matters

    A lease or a service agreement may be carried on after its end for as long as the parties like, but only on the
    terms that it had. Rent that rises by half for a tenant who stays is another term, unless the first lease fixed it.

    ## When it fires

    - The next agreement on the subject begins after a gap, and the old one says that holding over costs more or runs on
      other terms: a person must decide what was paid in the gap.
    - The next one begins after a gap at other pay, and the old one does not say that its terms go on: likewise.

    It never says more: what was paid is not in contracts. payments-after-end reads it from the ledger.

    ## When it does not

    - The arrangement goes on, renews by itself, or was extended.
    - The next agreement begins on the day after the last, or earlier.
    - The old one says that all terms go on while it is held over, and the next has the same pay.
    - No further agreement is known. Whether it was carried on, nothing says, and nothing is reported.

    ## How to put it right

    A premium that the original lease fixes may pass as one of its terms; that is to be read in the regulation.

    ## Flagged

    This check never flags. A lease to June 30, 2023 with 150 percent of the rent for a tenant who stays, and a new
    lease from October 1, 2023 of the same suite, is a warning.

    ## Clear

    The same, the new lease beginning on July 1, 2023.

    ## Limits

    Fair market value may drift away while terms stay. Before 2016 six months were the most.
    """
    arrangements = arrangements_of(relationship)
    for one in arrangements:
        yield _judge(one, arrangements, as_of)
    own = {one.contract.contract_id for one in arrangements}
    for contract in relationship.contracts:
        if contract.contract_id not in own:
            message = "It is no agreement of its own."
            yield Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, contract_id=contract.contract_id)


def _judge(one: Arrangement, arrangements: Sequence[Arrangement], as_of: date) -> Verdict:
    contract = one.contract
    if one.last is None or one.last >= as_of:
        message = "It has not ended, or goes on."
        return Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, contract_id=contract.contract_id)
    changed = _provision(one, ProvisionKind.HOLDOVER_CHANGED_TERMS)
    kept = _provision(one, ProvisionKind.HOLDOVER_SAME_TERMS)
    following = next_on_subject(one, arrangements)
    if following is None or following.first is None:
        message = f"It ended on {one.last}; whether it was carried on, no paper says."
        wanting = "what was paid after the end"
        return Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            message=message,
            wanting=wanting,
            leaves_open=True,
            contract_id=contract.contract_id,
        )
    gap = (following.first - one.last).days - 1
    outcome = Outcome.CLEAR
    message = f"It ended on {one.last}, and {name_of(following.contract)} began on {following.first}."
    is_same = same_pay(contract, following.contract) and changed is None
    if gap > 0 and not is_same and not (kept and changed is None and same_pay(contract, following.contract) is None):
        outcome = Outcome.UNDETERMINED
        why = "with other pay" if changed is None else "and it says that who stays on does so on other terms"
        message = f"{message} In the {counted(gap, 'day')} between it may have been carried on, {why}."
    placed = one.placed(changed) if changed else None
    return Verdict(
        outcome=outcome,
        message=f"{message}{placed.told}" if placed else message,
        subject="holding over",
        wanting="what was paid between the end and the next agreement",
        evidence=placed.evidence if placed else contract.expiration_date.evidence,
        confidence=changed.confidence if changed else contract.expiration_date.confidence or 0.7,
        contract_id=contract.contract_id,
    )


def _provision(one: Arrangement, kind: ProvisionKind) -> Provision | None:
    papers = (*reversed(one.changes), one.contract)
    return next((clause for paper in papers for clause in paper.provisions if clause.kind is kind), None)
