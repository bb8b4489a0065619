"""The rule that what a physician owes is collected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from checks.arrangements import Arrangement, arrangements_of
from checks.check import relationship_check
from checks.law.in_force import days_after
from checks.not_imported import not_imported
from checks.pay_due import fixed_pay, month_after
from checks.pay_raises import risen
from checks.payments_under import PaymentsUnder, payments_under
from models.compensation import CompensationComponent, Period
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Payment
from models.relationship import Relationship

_MONTHS: Final = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
_LATE_AFTER: Final = 90
"""Days after the end of a period from which what is unpaid counts here: our choice, as no rule of law names a day."""


@relationship_check(
    code="PAY-14",
    citation="411.353(h)",
    remedy=(
        "Collect what is owed, with what the contract says of late payment, and keep the letters. While the "
        "arrangement is live, and shortly after its end, what is collected counts as paid in time."
    ),
)
def rent_not_collected(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """A physician owes rent, or another fixed sum, for whole periods, and nothing shows that it was paid.

    ## What it looks at

    Agreements by which the physician pays the entity a fixed sum for each month, quarter or year, and the payments of
    the ledger under them, added up. Counted are the days since the first of these payments, and periods that ended
    more than 90 days before the day of looking.

    ## Why it matters

    Rent that nobody asks for is a gift to the tenant, whatever the lease says, and settlements rest on it.

    ## When it fires

    - All that was paid is less than what fell due by the sum of one period or more: flagged.
    - So it is, but the ledger has other payments of the physician that may be meant for it; or it has payments of the
      physician under other agreements, and none under this: a person must decide.

    ## When it does not

    - The periods ended 90 days ago or less.
    - The ledger has no payment of the physician at all: it may not hold such payments, and the element stays open.
    - What is missing is less than one period's sum: payments-differ speaks of that.
    - The entity pays the physician; the sum is not fixed; no first day was read.

    ## How to put it right

    Collect. What is disputed in good faith needs papers of the dispute.

    ## Flagged

    $2,000.00 a month is due from January on, and by August four months were paid.

    ## Clear

    The same rent, of which seven months were paid by the end of July.

    ## Limits

    Whether somebody tries to collect, and loans to a recruit, are not seen. Raises count where the contract states
    their percentage and their days; what an index adds does not.
    """
    arrangements = arrangements_of(relationship)
    missing = not_imported(relationship, LedgerKind.PAYMENTS)
    laid = payments_under(relationship, arrangements)
    for arrangement in arrangements:
        contract_id = arrangement.contract.contract_id
        owed = arrangement.to_physician is False and arrangement.first is not None and _fixed(arrangement, as_of)
        if not owed:
            message = "The physician owes no fixed sum under it, as far as was read."
            yield Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, contract_id=contract_id)
        elif missing:
            yield missing.model_copy(update={"contract_id": contract_id})
        else:
            verdict = _judged(arrangement, laid, as_of)
            yield verdict.model_copy(update={"contract_id": contract_id})


def _fixed(arrangement: Arrangement, day: date) -> CompensationComponent | None:
    return fixed_pay(arrangement.pay_on(day)) if fixed_pay(arrangement.contract.compensation) else None


def _judged(arrangement: Arrangement, laid: PaymentsUnder, as_of: date) -> Verdict:
    own = arrangement.contract.contract_id
    paid_by_physician = _of_physician(laid.under.get(own, ()))
    elsewhere = _of_physician([*laid.open, *laid.named_elsewhere, *laid.uncovered])
    if not paid_by_physician:
        others = [one for key, rows in laid.under.items() if key != own for one in _of_physician(rows)]
        if not others and not elsewhere:
            message = "The ledger has no payment of the physician, and may not hold such payments."
            return _verdict(Outcome.NOT_APPLICABLE, message, arrangement)
        message = "The ledger has payments of the physician, and none that is plainly for this."
        return _verdict(Outcome.UNDETERMINED, message, arrangement)
    since = max(arrangement.first or date.min, min(one.first_day for one in paid_by_physician))
    due, last, least = _due(arrangement, since, as_of)
    paid = sum((one.amount for one in paid_by_physician), Decimal(0))
    if last is None:
        return _verdict(Outcome.CLEAR, "Nothing is overdue by more than 90 days.", arrangement)
    told = f"${due:,.2f} fell due from {since} to {last}, and ${paid:,.2f} were paid"
    if due - paid >= least:
        message = f"{told}: ${due - paid:,.2f} were not collected. Whether anybody tries to, a person must find out."
        if elsewhere:
            message = f"{told}; other payments of the physician may be meant for it ({elsewhere[0].place} first)."
        return _verdict(Outcome.UNDETERMINED if elsewhere else Outcome.FLAGGED, message, arrangement)
    return _verdict(Outcome.CLEAR, f"{told}.", arrangement)


def _of_physician(payments: Sequence[Payment]) -> list[Payment]:
    return [one for one in payments if one.to_physician is False]


def _due(arrangement: Arrangement, since: date, as_of: date) -> tuple[Decimal, date | None, Decimal]:
    """What fell due in whole periods from `since`, the last day counted, and the least sum of one period."""
    total, counted, least = Decimal(0), None, Decimal(0)
    begin = since
    while True:
        component = fixed_pay(arrangement.pay_on(begin))
        if component is None or component.amount is None or component.period is None:
            return total, counted, least
        after = month_after(begin, _MONTHS[component.period])
        last = after - timedelta(days=1)
        ended = arrangement.last is not None and last > arrangement.last
        if ended or days_after(last, _LATE_AFTER) >= as_of:
            return total, counted, least
        amount = risen(component.amount, arrangement, begin).least or Decimal(0)
        total += amount
        least = min(least or amount, amount)
        begin, counted = after, last


def _verdict(outcome: Outcome, message: str, arrangement: Arrangement) -> Verdict:
    component = arrangement.contract.compensation[0]
    return Verdict(
        outcome=outcome,
        message=message,
        subject="what the physician owes",
        wanting="payment of what the physician owes",
        leaves_open=outcome is Outcome.NOT_APPLICABLE,
        evidence=component.evidence,
        confidence=component.confidence,
    )
