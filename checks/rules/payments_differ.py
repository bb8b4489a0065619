"""The rule that what is paid is what was agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from checks.arrangements import Arrangement, arrangements_of
from checks.check import relationship_check
from checks.not_imported import not_imported
from checks.pay_agreed import Agreed, Standing, pay_agreed, standing
from checks.payments_apart import OverCap, over_caps, pays_the_other_way, without_days
from checks.payments_under import payments_under
from models.compensation import CompensationComponent
from models.counting import counted
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
    amendment in force then: a fixed sum by month, quarter or year, or an hourly rate, and a cap. A raise by a stated
    percentage, on each anniversary or on a stated day of the year, is counted.

    ## Why it matters

    An exception covers the pay that was agreed. What is paid beyond it, or not collected, is a gift to one of the two,
    and stands on no exception until it is put right.

    ## When it fires

    - The payments for one period come to more, or less, than the contract's fixed pay for it: flagged.
    - The payments for some hours are not the hours at the contract's rate: flagged.
    - The payments of a month, a quarter or a contract year exceed the contract's cap: flagged.
    - A payment is for days before the arrangement began: flagged.
    - A payment names the contract, but not its two parties, or goes the other way; or names no period, and is no
      multiple of the pay; or rent is higher than agreed, which taxes and common charges may explain; or pay is higher
      after the first year, and no words on raises were read: a person must decide.
    - The pay follows an index, what the parties will agree, or raises "up to" a percentage: what is within these
      bounds a person must reckon, and is told once for all of an agreement's payments. What is beyond a stated maximum
      is flagged.

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

    $1,370.97 for 15 to 31 January, and $5,000.00 for February and March in one payment. $2,575.00 a month from the
    first anniversary on, where the contract raises the pay by 3 percent on each.

    ## Limits

    Pay by work units, percentages or several components is not reckoned, nor what follows from an index or a table of
    later years: those are for a person. A month without any payment is for a person to see.
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
    no_days: list[Payment] = []
    for payment in payments:
        if payment.to_physician is None or pays_the_other_way(arrangement, payment):
            yield _other_side(payment)
        elif payment.period_from is None or payment.period_until is None:
            no_days.append(payment)
        else:
            by_period[payment.period_from, payment.period_until].append(payment)
    for payment in no_days:
        yield from _without_period(arrangement, payment, no_days)
    doubtful: list[tuple[Verdict, int]] = []
    for (first, last), together in sorted(by_period.items()):
        verdict, is_by_raise = _of_period(arrangement, first, last, together)
        if verdict is not None and is_by_raise:
            doubtful.append((verdict, len(together)))
        elif verdict is not None:
            yield verdict
    if doubtful:
        yield _all_in_doubt(doubtful)
    known = [*no_days, *(one for together in by_period.values() for one in together)]
    last_of_each = {cap.first: cap for cap in over_caps(arrangement, known)}
    for cap in last_of_each.values():
        yield _over_cap(cap)


def _other_side(payment: Payment) -> Verdict:
    told = (
        f"The payment of ${payment.amount:,.2f} on {payment.paid_on} ({payment.place}) was made by {payment.payer} to"
    )
    if payment.to_physician is None:
        message = f"{told} {payment.payee}, who are not plainly its parties."
    else:
        message = f"{told} {payment.payee}; the contract pays the other way."
    return _verdict(Outcome.UNDETERMINED, payment.place, message)


def _without_period(arrangement: Arrangement, payment: Payment, no_days: Sequence[Payment]) -> Iterator[Verdict]:
    found = without_days(arrangement, payment, no_days)
    if found is None or found.standing is Standing.WITHIN:
        return
    told = f"${payment.amount:,.2f} paid on {payment.paid_on} ({payment.place})"
    if found.is_multiple and found.agreed.doubt is None:
        message = f"{told} says no period, so that it cannot be laid beside the pay of one."
        yield Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            message=message,
            subject=payment.place,
            wanting="the days that payments are for",
            leaves_open=True,
        )
        return
    message = f"{told} is no multiple of the {found.agreed.due} agreed, and says no period."
    if found.agreed.doubt is not None:
        message = f"{told} says no period. {found.agreed.doubt}"
    days = payment.paid_on, payment.paid_on
    component = found.agreed.component
    verdict = _verdict(Outcome.UNDETERMINED, payment.place, message, component, days)
    yield _placed(arrangement, component, verdict)


def _of_period(
    arrangement: Arrangement, first: date, last: date, payments: Sequence[Payment]
) -> tuple[Verdict | None, bool]:
    """What is to be said of a period's payments, None where all is well; and whether it is but doubt about a raise."""
    paid = sum((payment.amount for payment in payments), Decimal(0))
    days, places = f"{first} to {last}", ", ".join(payment.place for payment in payments)
    if arrangement.first is not None and last < arrangement.first:
        message = f"${paid:,.2f} were paid for {days}, before the arrangement began on {arrangement.first} ({places})."
        return _verdict(Outcome.FLAGGED, days, message, of=(first, last)), False
    agreed = pay_agreed(arrangement, first, last, payments)
    if agreed is None:
        verdict = Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            message="Its pay is not a single fixed or hourly sum, so that payments cannot be laid beside it.",
            subject=days,
            wanting="the reckoning of its payments",
            leaves_open=True,
        )
        return verdict, False
    stood = standing(arrangement, agreed, first, paid)
    if stood.standing is Standing.WITHIN:
        return None, False
    message = f"{_told(agreed, paid, days, places)} {stood.why}".rstrip()
    outcome = Outcome.UNDETERMINED if stood.standing is Standing.CANNOT_TELL else Outcome.FLAGGED
    is_by_raise = outcome is Outcome.UNDETERMINED and stood.why == agreed.doubt
    verdict = _verdict(outcome, days, message, agreed.component, (first, last))
    return _placed(arrangement, agreed.component, verdict), is_by_raise


def _told(agreed: Agreed, paid: Decimal, days: str, places: str) -> str:
    how = f" ({agreed.how})" if agreed.how else ""
    if agreed.hours is None:
        return f"${paid:,.2f} were paid for {days} ({places}); agreed are {agreed.due}{how}."
    rate = agreed.component.amount or Decimal(0)
    sums = f"${rate * agreed.hours:,.2f}" if not agreed.how and not agreed.doubt else str(agreed.due)
    return (
        f"${paid:,.2f} were paid for {counted(agreed.hours, 'hour')} of {days} ({places}); at ${rate:,.2f} an "
        f"hour{how} they come to {sums}."
    )


def _all_in_doubt(doubtful: Sequence[tuple[Verdict, int]]) -> Verdict:
    """One verdict on all payments of which a raise makes it doubtful what is due."""
    (first, _), (last, _) = doubtful[0], doubtful[-1]
    number = sum(count for _, count in doubtful)
    if len(doubtful) == 1:
        return first
    message = f"{first.message} So it is with {number} payments in all, up to those for {last.subject}."
    return first.model_copy(update={"message": message, "last_day": last.last_day})


def _over_cap(cap: OverCap) -> Verdict:
    return _verdict(Outcome.FLAGGED, f"cap from {cap.first}", cap.said, cap.component, (cap.first, cap.last))


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


def _placed(arrangement: Arrangement, component: CompensationComponent, verdict: Verdict) -> Verdict:
    """The verdict with the words of the component, where they are the agreement's own."""
    placed = arrangement.placed(component)
    return verdict.model_copy(update={"evidence": placed.evidence, "message": f"{verdict.message}{placed.told}"})
