"""The rule on agreements that say they were made long after they took effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checks.check import check
from checks.law.grace_period import SIGNATURE_GRACE, grace_of
from checks.law.in_force import day_before
from checks.successions import same_subject
from models.contract import Contract
from models.counting import counted
from models.document import DocumentRole
from models.finding import Outcome, Verdict
from models.relationship import Relationship
from models.signature import SignatureStatus


def _among(contract: Contract, as_of: date, relationships: Sequence[Relationship]) -> Iterator[Verdict]:
    """As the rule, where an earlier agreement of the same parties may hold for the days before the writing."""
    start = contract.effective_date.value
    for verdict in effective_before_writing(contract, as_of):
        earlier = None
        if verdict.outcome is Outcome.FLAGGED and start is not None:
            earlier = next(_holding_before(contract, start, relationships), None)
        if earlier is not None:
            note = f"{earlier.file_name} may hold for the days before; whether it does, a person must decide."
            yield verdict.model_copy(update={"outcome": Outcome.UNDETERMINED, "message": f"{verdict.message} {note}"})
        else:
            yield verdict


@check(
    code="TRM-06",
    citation="411.354(e)(4)",
    remedy=(
        "Look for papers of the time that fixed the terms: letters, e-mails, minutes, invoices paid. Failing them, the "
        "days before the writing are not covered; have counsel quantify what was paid for them."
    ),
    among=_among,
)
def effective_before_writing(contract: Contract, as_of: date) -> Iterator[Verdict]:
    """The agreement says that it was made more than 90 days after the day from which it holds.

    ## What it looks at

    The day an agreement gives itself and the day from which its term runs, where nobody's day of signing tells better.

    ## Why it matters

    Pay has to be fixed before what it pays for, and a writing that is missing may be made good within 90 consecutive
    days only. An agreement written later, however it reaches back, speaks for no day before it.

    ## When it fires

    - The agreement bears a day more than 90 days after its first day: flagged.
    - The same, and another agreement of the same parties on the same subject ran before it: a person must decide.

    ## When it does not

    - The day it bears is before its first day, the same, or up to 90 days later.
    - Somebody signed it within that time: it was written by then. Whoever signed too late is signed-late's matter,
      and so is an agreement whose days of signing are read.
    - One of the days was not read.
    - It amends or renews another: see pay-changed-for-the-past.

    ## How to put it right

    A writing may be a collection of papers. What nothing covers is a gap with a first and a last day, to be quantified.

    ## Flagged

    "Made this 3rd day of October, 2024 ... effective as of February 1, 2024", signed without a date.

    ## Clear

    "Dated as of February 1, 2024", effective on that day.

    ## Limits

    "As of" tells nothing about the day of writing, so that an agreement dated back passes. When services began, and
    what was paid, is not in the paper.
    """
    made, start = contract.agreement_date, contract.effective_date
    if contract.document_role is not DocumentRole.AGREEMENT:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="It is no agreement of its own.")
        return
    if made.value is None or start.value is None:
        message = "When it was made, or from when it holds, was not read."
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, wanting="both days")
        return
    grace = grace_of(contract, SIGNATURE_GRACE)
    signed = [one.signed_on for one in contract.signatures if one.status is SignatureStatus.SIGNED and one.signed_on]
    outcome, message = Outcome.CLEAR, f"It was made on {made.value} and holds from {start.value}."
    if grace is None or made.value <= grace.last_day:
        pass
    elif signed:
        message = f"It bears the day {made.value}, and its days of signing tell when it was made: see signed-late."
    else:
        outcome = Outcome.FLAGGED if grace.confirmed else Outcome.UNDETERMINED
        apart = (made.value - start.value).days
        message = f"It was made on {made.value}, {counted(apart, 'day')} after {start.value}, from which it holds."
    yield Verdict(
        outcome=outcome,
        message=message,
        subject="writing",
        wanting="a writing of the time",
        first_day=start.value,
        last_day=day_before(made.value) if outcome is not Outcome.CLEAR else None,
        evidence=made.evidence,
        confidence=min(made.confidence, start.confidence),
    )


def _holding_before(contract: Contract, start: date, relationships: Sequence[Relationship]) -> Iterator[Contract]:
    """The other contracts of the same parties that may hold on the days before a start."""
    for relationship in relationships:
        for other in relationship.contracts:
            if other.contract_id != contract.contract_id and _holds_before(other, contract, start):
                yield other


def _holds_before(other: Contract, contract: Contract, start: date) -> bool:
    begun = other.effective_date.value or other.agreement_date.value
    return begun is not None and begun <= start and same_subject(other, contract) is not False
