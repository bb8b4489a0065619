"""The rule that what is paid is what was agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from checks.arrangements import Arrangement, arrangements_of
from checks.check import relationship_check
from checks.law.in_force import day_before
from checks.not_imported import not_imported
from checks.pay_agreed import more_may_be_owed, pay_agreed
from checks.pay_due import MONTHS_OF, fixed_pay, month_after, month_span_begin
from checks.payments_under import payments_under
from models.compensation import CompensationComponent
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Payment
from models.relationship import Relationship


@relationship_check(
    code="PAY-12",
    citation="411.353(h)",
    remedy=(
        "Find out which is right, the payment or the contract. Collect or pay the difference while the arrangement is "
        "live, or within 90 days of its end, and keep the reckoning; afterwards ask counsel about the referrals."
    ),
)
def payments_differ(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """What was paid differs from what the contract says in amount, period or payee.

    ## What it looks at

    The payments of the ledger that were made under each agreement: those that name it, and those that can belong to no
    other between the same two. What its pay comes to for the days that a payment names is reckoned to the cent, by the
    amendment in force then: a fixed sum by month, quarter or year, or an hourly rate, and a cap.

    ## Why it matters

    An exception covers the pay that was agreed. What is paid beyond it, or not collected, is a gift to one of the two,
    and stands on no exception until it is put right.

    ## When it fires

    - The payments for one period come to more, or less, than the contract's fixed pay for it: flagged.
    - The payments for some hours are not the hours at the contract's rate: flagged.
    - The payments of a month, a quarter or a contract year exceed the contract's cap: flagged.
    - A payment is for days before the arrangement began: flagged.
    - A payment names the contract, but not its two parties; or names no period, and is no multiple of the pay; or rent
      is higher than agreed, which taxes and common charges may explain; or it is higher after the first year, which an
      escalator may explain: a person must decide.

    ## When it does not

    - A part of a month was paid, reckoned by a month of 28 to 31 days.
    - A payment came late: what counts is the period it is for.
    - Several payments for one period add up to what is due; what was taken back is subtracted.
    - The payments are for days after the end: payments-after-end speaks of those.

    ## How to put it right

    Discrepancies may be reconciled while the arrangement is live, and shortly after its end; then they count as never
    made. A payment that follows a new agreement shows that the contract was changed without a writing: amend it for
    the future.

    ## Flagged

    A medical director at $2,500.00 a month who was paid $2,750.00 for March.

    ## Clear

    $1,370.97 for 15 to 31 January, and $5,000.00 for February and March in one payment.

    ## Limits

    Pay by work units, percentages or several components is not reckoned. What follows from a cost of living index is
    for a person. A month without any payment is for a person to see.
    """
    missing = not_imported(relationship, LedgerKind.PAYMENTS)
    arrangements = arrangements_of(relationship)
    under = payments_under(relationship, arrangements).under
    for arrangement in arrangements:
        contract_id = arrangement.contract.contract_id
        if missing:
            yield missing.model_copy(update={"contract_id": contract_id})
            continue
        payments = [one for one in under.get(contract_id, ()) if not _is_after_end(one, arrangement)]
        said = list(_judged(arrangement, payments)) if payments else []
        if not payments:
            message = "No payment of the ledger was made under it."
            said = [Verdict(outcome=Outcome.NOT_APPLICABLE, message=message, leaves_open=True, wanting="its payments")]
        for verdict in said or [Verdict(outcome=Outcome.CLEAR, message="What was paid is what was agreed.")]:
            yield verdict.model_copy(update={"contract_id": contract_id})


def _is_after_end(payment: Payment, arrangement: Arrangement) -> bool:
    return arrangement.last is not None and payment.first_day > arrangement.last


def _judged(arrangement: Arrangement, payments: Sequence[Payment]) -> Iterator[Verdict]:
    by_period: dict[tuple[date, date], list[Payment]] = defaultdict(list)
    for payment in payments:
        if payment.to_physician is None:
            yield _verdict(
                Outcome.UNDETERMINED,
                payment.place,
                f"The payment of ${payment.amount:,.2f} on {payment.paid_on} ({payment.place}) was made by "
                f"{payment.payer} to {payment.payee}, who are not plainly its parties.",
            )
        elif payment.period_from is None or payment.period_until is None:
            yield from _without_period(arrangement, payment)
        else:
            by_period[payment.period_from, payment.period_until].append(payment)
    for (first, last), together in sorted(by_period.items()):
        verdict = _of_period(arrangement, first, last, together)
        if verdict is not None:
            yield verdict
    yield from _over_cap(arrangement, [one for one in payments if one.to_physician is not None])


def _without_period(arrangement: Arrangement, payment: Payment) -> Iterator[Verdict]:
    fixed = fixed_pay(arrangement.pay_on(payment.paid_on))
    if fixed is not None and fixed.amount and payment.amount % fixed.amount:
        message = (
            f"${payment.amount:,.2f} paid on {payment.paid_on} ({payment.place}) is no multiple of the "
            f"${fixed.amount:,.2f} agreed, and says no period."
        )
        yield _verdict(Outcome.UNDETERMINED, payment.place, message, fixed, (payment.paid_on, payment.paid_on))


def _of_period(arrangement: Arrangement, first: date, last: date, payments: Sequence[Payment]) -> Verdict | None:
    paid = sum((payment.amount for payment in payments), Decimal(0))
    days, places = f"{first} to {last}", ", ".join(payment.place for payment in payments)
    if arrangement.first is not None and last < arrangement.first:
        message = f"${paid:,.2f} were paid for {days}, before the arrangement began on {arrangement.first} ({places})."
        return _verdict(Outcome.FLAGGED, days, message, of=(first, last))
    agreed = pay_agreed(arrangement, first, last, payments)
    if agreed is None:
        return Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            message="Its pay is not a single fixed or hourly sum, so that payments cannot be laid beside it.",
            subject=days,
            wanting="the reckoning of its payments",
            leaves_open=True,
        )
    component, due, hours = agreed
    if due.holds(paid):
        return None
    if hours is None:
        sums = f"${due.least:,.2f}" if due.least == due.most else f"${due.least:,.2f} to ${due.most:,.2f}"
        message = f"${paid:,.2f} were paid for {days} ({places}); agreed are {sums}."
    else:
        rate = component.amount or Decimal(0)
        message = (
            f"${paid:,.2f} were paid for {hours.normalize():f} hours of {days} ({places}); at "
            f"${rate:,.2f} an hour they come to ${rate * hours:,.2f}."
        )
    may_be_owed = paid > due.most and more_may_be_owed(arrangement, first)
    outcome = Outcome.UNDETERMINED if may_be_owed else Outcome.FLAGGED
    return _verdict(outcome, days, message, component, (first, last))


def _over_cap(arrangement: Arrangement, payments: Sequence[Payment]) -> Iterator[Verdict]:
    capped = [one for one in arrangement.contract.compensation if one.cap_amount is not None]
    months = MONTHS_OF.get(capped[0].cap_period) if capped and capped[0].cap_period else None
    if len(arrangement.contract.compensation) != 1 or arrangement.changes or months is None or not arrangement.first:
        return
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for payment in payments:
        if payment.period_from is not None and payment.period_from >= arrangement.first:
            sums[month_span_begin(arrangement.first, payment.period_from, months)] += payment.amount
    cap = capped[0].cap_amount or Decimal(0)
    for begin, paid in sorted(sums.items()):
        if paid > cap:
            message = f"${paid:,.2f} were paid for the {months} months from {begin}; the cap is ${cap:,.2f}."
            if months == 1:
                message = f"${paid:,.2f} were paid for the month from {begin}; the cap is ${cap:,.2f}."
            last = day_before(month_after(begin, months))
            yield _verdict(Outcome.FLAGGED, f"cap from {begin}", message, capped[0], (begin, last))


def _verdict(
    outcome: Outcome,
    subject: str,
    message: str,
    component: CompensationComponent | None = None,
    of: tuple[date, date] | None = None,
) -> Verdict:
    first, last = of or (None, None)
    return Verdict(
        outcome=outcome,
        message=message,
        subject=subject,
        wanting="payments as agreed",
        evidence=component.evidence if component else None,
        confidence=component.confidence if component else 1.0,
        first_day=first,
        last_day=last,
    )
