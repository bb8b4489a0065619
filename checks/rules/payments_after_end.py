"""The rule on payments that go on after the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from checks.arrangements import Arrangement, arrangements_of
from checks.check import relationship_check
from checks.law.in_force import days_after
from checks.law.parameter import parameters
from checks.law.presumed import presumed_for
from checks.not_imported import not_imported
from checks.pay_agreed import pay_agreed
from checks.pay_due import due_for, fixed_pay, month_after
from checks.pay_raises import risen
from checks.payments_under import payments_under
from checks.successions import name_of, next_on_subject, same_pay
from models.counting import counted
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Payment
from models.relationship import Relationship

_CODE = "TRM-03"


@relationship_check(
    code=_CODE,
    citation="411.357(a)(7)",
    remedy=(
        "Stop the payments, or renew in writing from the day it is signed. If it was carried on, show that nothing "
        "changed, what was paid among it; otherwise bound the days without an agreement and look back with counsel."
    ),
)
def payments_after_end(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """Payments go on although the arrangement has ended and nothing renewed it.

    ## What it looks at

    The last day of each agreement, its amendments and renewals taken in, and the payments of the ledger for days after
    it: those that name the agreement, and those that no other agreement between the same two covers.

    ## Why it matters

    After its end an agreement is no writing for what is done and paid. Leases and services may be carried on just as
    they were, but only as they were, and only by those who met the exception on the last day.

    ## When it fires

    - Payments are for days after the end, and the sums are not those agreed, or the kind of arrangement knows no
      carrying on: flagged.
    - Before 2016 leases and services were carried on for more than six months: flagged.
    - No ledger was imported, and the next agreement on the same subject, at no other pay that was read, begins after a
      gap: a person must find out what was paid in between.
    - An option, or a renewal that was not read, may have carried it on; the sums cannot be laid beside the contract;
      or a payment that names no period came within 90 days of the end, and may be for days before it: a person must
      decide.

    ## When it does not

    - The arrangement goes on: it renews by itself, has no end, or was extended by an amendment or a renewal.
    - Another agreement between the two covers the days.
    - A lease or service agreement is carried on at the same pay.
    - A late payment is for days before the end.

    ## How to put it right

    A renewal speaks for the days from its writing on, with 90 days in which to sign. For the days between, either the
    carrying on is shown, or they are without an exception.

    ## Flagged

    A directorship that ended on 31 December 2023 at $2,500.00 a month, and $3,000.00 paid for January 2024.

    ## Clear

    The same with $2,500.00 for January 2024; or with what stated raises had made of it by the end.

    ## Limits

    Whether all else stayed the same, and whether every requirement was met on the last day, is for a person. Payments
    under no agreement at all are no-writing's matter.
    """
    arrangements = arrangements_of(relationship)
    missing = not_imported(relationship, LedgerKind.PAYMENTS)
    under = payments_under(relationship, arrangements).under
    for one in arrangements:
        contract_id = one.contract.contract_id
        if one.last is None or one.last >= as_of:
            ends = Verdict(outcome=Outcome.NOT_APPLICABLE, message="It has not ended, or has no end that is known.")
            yield ends.model_copy(update={"contract_id": contract_id})
        elif missing and (gap := _gap(one, one.last, arrangements)):
            yield gap
        elif missing:
            yield missing.model_copy(update={"contract_id": contract_id})
        else:
            after = [payment for payment in under.get(contract_id, ()) if payment.first_day > one.last]
            outcome, message = _judge(one, one.last, after)
            yield Verdict(
                outcome=outcome,
                message=message,
                subject="after the end",
                wanting=f"an agreement for the days after {one.last}",
                contract_id=contract_id,
                first_day=days_after(one.last, 1),
                last_day=max((payment.last_day for payment in after), default=None),
                evidence=one.contract.expiration_date.evidence,
                confidence=one.contract.expiration_date.confidence,
            )


def _gap(one: Arrangement, last: date, arrangements: Sequence[Arrangement]) -> Verdict | None:
    """The verdict where the next agreement on the subject begins after a gap, which nobody's payments explain.

    Where its pay is another, holdover-on-changed-terms asks the same.
    """
    following = next_on_subject(one, arrangements)
    if following is None or following.first is None or following.first <= days_after(last, 1):
        return None
    if same_pay(one.contract, following.contract) is False:
        return None
    days = (following.first - last).days - 1
    message = (
        f"It ended on {last}, and {name_of(following.contract)} began on {following.first}. What was paid in the "
        f"{counted(days, 'day')} between, no ledger of payments says."
    )
    return Verdict(
        outcome=Outcome.UNDETERMINED,
        message=message,
        subject="after the end",
        wanting=f"an agreement for the days after {last}",
        contract_id=one.contract.contract_id,
        evidence=one.contract.expiration_date.evidence,
        confidence=one.contract.expiration_date.confidence,
    )


def _judge(one: Arrangement, last: date, after: Sequence[Payment]) -> tuple[Outcome, str]:
    if not after:
        return Outcome.CLEAR, f"Nothing was paid for days after its end on {last}."
    paid = sum((payment.amount for payment in after), Decimal(0))
    begun = f"It ended on {last}, and ${paid:,.2f} were paid for days after it (first {after[0].place})"
    dated = [payment for payment in after if payment.period_from is not None]
    grace = parameters()["reconciliation_days"].on(last)
    late = days_after(last, int(grace.value) if grace else 90)
    if not dated and all(payment.paid_on <= late for payment in after):
        return Outcome.UNDETERMINED, f"{begun}; no period is told, and they may be late."
    if not one.end_is_sure:
        return Outcome.UNDETERMINED, f"{begun}; whether it was renewed was not read."
    if not _may_be_carried_on(one, after[0].first_day):
        return Outcome.FLAGGED, f"{begun}, without an agreement."
    same = _is_same_pay(one, last, after)
    if same is None:
        return Outcome.UNDETERMINED, f"{begun}; whether at the same pay cannot be reckoned."
    if not same:
        return Outcome.FLAGGED, f"{begun}, at another pay than was agreed: it was not carried on as it was."
    months = parameters()["holdover_months"].on(after[-1].first_day)
    if months is not None and after[-1].first_day >= month_after(days_after(last, 1), int(months.value)):
        return Outcome.FLAGGED, f"{begun}, for more than {counted(int(months.value), 'month')}."
    return Outcome.CLEAR, f"{begun}, at the same pay: carried on as it was, as far as payments show."


def _may_be_carried_on(one: Arrangement, day: date) -> bool:
    """Whether an exception for its kind knows a holding over, and so asks for this test."""
    return any(
        element.covers(day, day) for exception in presumed_for(one.contract) for element in exception.wanting(_CODE)
    )


def _is_same_pay(one: Arrangement, last: date, after: Sequence[Payment]) -> bool | None:
    fixed = fixed_pay(one.pay_on(last))
    if fixed is None or any(payment.period_from is None for payment in after):
        return None
    by_period: dict[tuple[date, date], Decimal] = {}
    for payment in after:
        key = (payment.period_from or last, payment.period_until or last)
        by_period[key] = by_period.get(key, Decimal(0)) + payment.amount
    at_end = risen(fixed.amount or Decimal(0), one, last)
    is_open = False
    for (first, until), paid in by_period.items():
        agreed = pay_agreed(one, first, until, ())
        if agreed is None or not agreed.due.holds(paid):
            return False
        # Within bounds, yet perhaps not what it had risen to by the end.
        as_at_end = at_end.doubt is None and due_for(fixed, first, until, at_end.least).holds(paid)
        is_open = is_open or (agreed.doubt is not None and not as_at_end)
    return None if is_open else True
