"""The rule on changes of pay that are not made before they take effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.check import relationship_check
from checks.law.grace_period import SIGNATURE_GRACE, grace_of
from checks.law.in_force import day_before
from checks.successions import name_of, same_pay
from models.contract import Contract
from models.document import DocumentRole
from models.finding import Outcome, Verdict
from models.relationship import Relationship
from models.signature import SignatureStatus


@relationship_check(
    code="PAY-06",
    citation="411.354(d)(1)(ii)",
    remedy=(
        "Let the new pay count from the day after the change was written, and pay or collect the difference for the "
        "days before it while the arrangement is live. An earlier paper that fixed the new pay belongs beside it."
    ),
)
def pay_changed_for_the_past(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """An amendment or renewal changes the pay from a day on which it was not yet written.

    ## What it looks at

    Amendments and renewals that state pay, beside the contract that they change: whether the pay is another, from what
    day it counts, what day the paper bears, and when it was first signed.

    ## Why it matters

    Pay may be changed at any time for the time to come. The change has to be written before the first service, or the
    first day of use, that it pays for; the 90 days that cure a missing writing or signature do not serve it.

    ## When it fires

    - The paper bears a day after that from which its pay counts: flagged.
    - It was first signed more than 90 days after that day: flagged.
    - It was first signed later than that day, and within 90 days: a person must decide whether it was written before.
    - The contract that it changes states no pay that was read, or was not read itself, and one of these holds: a person
      must decide whether it changes the pay at all.

    The exception decides how grave it is: employment asks for no pay set in advance.

    ## When it does not

    - The paper was dated and signed by the day from which it counts, by one party at least: it was written by then.
    - It states the pay that there was, or none.
    - No day was read. That is a gap in the paper or in the reading, and nothing is reported.
    - Pay that rises by itself, by a schedule or an index of the contract, is no change.

    ## How to put it right

    Nothing cures the days before the writing. Reconcile them while the arrangement is live; otherwise bound them, and
    let counsel decide.

    ## Flagged

    "This amendment is made on June 10, 2024 ... from May 1, 2024 the hourly rate is $190", where it was $170.

    ## Clear

    The same, dated and first signed on April 24, 2024.

    ## Limits

    What was paid, and whether services were furnished in between, is not in the papers. A correction of a slip of the
    pen, or the settlement of a dispute, looks the same.
    """
    by_id = {contract.contract_id: contract for contract in relationship.contracts}
    for contract in relationship.contracts:
        if not contract.document_role.changes_another or not contract.compensation:
            message = "It changes no other contract's pay."
            yield Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, contract_id=contract.contract_id)
        else:
            yield _judge(contract, by_id.get(contract.amends_contract_id or ""))


def _judge(change: Contract, base: Contract | None) -> Verdict:
    since = change.effective_date
    same = None if base is None else same_pay(base, change)
    outcome, message, leaves_open = Outcome.CLEAR, "It was written by the day from which its pay counts.", False
    if same:
        message = "It states the pay that there was before."
    elif since.value is None:
        outcome, leaves_open = Outcome.NOT_APPLICABLE, True
        message = "From what day its pay counts was not read."
    elif (late := _late(change, since.value)) is not None:
        outcome, message = late
        if same is None:
            outcome = Outcome.UNDETERMINED
            message = f"{message} Whether it changes the pay is open: the pay before it was not read."
    elif not _written_by(change, since.value):
        outcome, leaves_open = Outcome.NOT_APPLICABLE, True
        message = "Neither the day it was made nor a day of signing was read."
    if outcome is not Outcome.CLEAR and base is not None and not leaves_open:
        message = f"{message} It changes {name_of(base)}."
    return Verdict(
        outcome=outcome,
        message=message,
        subject="change of pay",
        wanting="a change of pay before it was written",
        first_day=since.value,
        last_day=_last_without(change, since.value) if outcome is not Outcome.CLEAR else None,
        leaves_open=leaves_open,
        evidence=since.evidence or change.compensation[0].evidence,
        confidence=since.confidence or change.compensation[0].confidence,
        contract_id=change.contract_id,
    )


def _late(change: Contract, since: date) -> tuple[Outcome, str] | None:
    """Whether the paper shows itself that it came after the day from which its pay counts."""
    made, signed = change.agreement_date.value, _first_signed(change)
    counts = f"Its pay counts from {since}"
    if signed is not None and signed <= since:
        return None
    if made is not None and made > since:
        return Outcome.FLAGGED, f"{counts}, and it bears the later day {made}."
    if signed is None:
        return None
    grace = grace_of(change, SIGNATURE_GRACE)
    if grace is not None and signed > grace.last_day and change.document_role is DocumentRole.AMENDMENT:
        return Outcome.FLAGGED, f"{counts}, and nobody signed before {signed}."
    return Outcome.UNDETERMINED, f"{counts}, and nobody signed before {signed}; whether it was written before is open."


def _last_without(change: Contract, since: date | None) -> date | None:
    """The last day before the change was written, as far as the paper tells; None where that is before it counts."""
    made, signed = change.agreement_date.value, _first_signed(change)
    written = [day for day in (made, signed) if day is not None and since is not None and day > since]
    return day_before(min(written)) if written else None


def _written_by(change: Contract, since: date) -> bool:
    return any(day is not None and day <= since for day in (change.agreement_date.value, _first_signed(change)))


def _first_signed(contract: Contract) -> date | None:
    days = (block.signed_on for block in contract.signatures if block.status is SignatureStatus.SIGNED)
    return min((day for day in days if day is not None), default=None)
