"""The rule on payments that no writing covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from checks.arrangements import arrangements_of
from checks.check import relationship_check
from checks.law.circumstances import LIMITED_REMUNERATION
from checks.law.grace_period import SIGNATURE_GRACE
from checks.law.in_force import days_after
from checks.law.parameter import parameters
from checks.not_imported import not_imported
from checks.payments_under import payments_under
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Payment
from models.relationship import Relationship


@relationship_check(
    code="DOC-03",
    citation="411.354(e)(2)",
    remedy=(
        "Look for the writing: a contract in another drawer, or letters, minutes and invoices of the time that "
        "together show the terms. Within 90 days of the start one may still be made and signed; after that, look "
        "back with counsel."
    ),
)
def payments_without_writing(relationship: Relationship, as_of: date) -> Iterator[Verdict]:
    """Payments were made that no contract covers.

    ## What it looks at

    The payments of the ledger between the two for days on which no agreement between them was in force, and before
    which none had ended.

    ## Why it matters

    Most exceptions ask for a writing. Pay without one is lawful only where the exception needs none, or within the
    first 90 days.

    ## When it fires

    - The physician was paid, the ninetieth day after the first such day has passed, and a year's sum is over the
      limit of limited remuneration: flagged.
    - It has not passed; every year's sum keeps a known limit, or the limit is not known; the physician paid, and was
      not paid; or a payment names a contract that was not read: a person must decide.

    ## When it does not

    - An agreement covers the days, or its contract is named.
    - An agreement had ended before: payments-after-end speaks of that.
    - No payments between the two are in the ledger.

    ## How to put it right

    Several papers of the time may be the writing. If there are none, the payments are bounded by the day a contract
    was signed, and what they moved before it is for counsel.

    ## Flagged

    $9,000.00 a year for call coverage since 2022, and no contract.

    ## Clear

    The same with an agreement effective on the first day paid for.

    ## Limits

    Papers that were never put in the folder are not seen, and employment needs no writing. Names that were not read
    as one may part a payment from its contract.
    """
    missing = not_imported(relationship, LedgerKind.PAYMENTS)
    if missing:
        yield missing
        return
    if not relationship.ledgers.payments:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="The ledger has no payment between the two.")
        return
    laid = payments_under(relationship, arrangements_of(relationship))
    said = list(_judged(laid.uncovered, as_of))
    for payment in laid.named_elsewhere:
        message = f"The payment of {payment.place} names the contract {payment.contract}, which was not read."
        said.append(_verdict(Outcome.UNDETERMINED, f"contract {payment.contract}", message, (payment,)))
    yield from said or [Verdict(outcome=Outcome.CLEAR, message="Every payment belongs to an agreement.")]


def _judged(uncovered: Sequence[Payment], as_of: date) -> Iterator[Verdict]:
    inward = [payment for payment in uncovered if payment.to_physician is False]
    outward = [payment for payment in uncovered if payment.to_physician]
    if inward:
        message = (
            f"{_paid(inward)} by the physician; whether the exception for payments by a physician covers it is open."
        )
        yield _verdict(Outcome.UNDETERMINED, "paid by the physician", message, inward)
    if not outward:
        return
    first = outward[0].first_day
    grace = parameters()[SIGNATURE_GRACE].on(first)
    until = days_after(first, int(grace.value)) if grace else None
    paid, subject = f"{_paid(outward)} to the physician", "paid to the physician"
    if until is not None and as_of <= until:
        message = f"{paid}; a writing may still be made and signed until {until}, all else being met."
        yield _verdict(Outcome.UNDETERMINED, subject, message, outward)
        return
    kept = _keeps_limits(outward)
    if kept is False:
        yield _verdict(Outcome.FLAGGED, subject, f"{paid}, more than limited remuneration allows without one.", outward)
    else:
        open_ = (
            "which limited remuneration may cover"
            if kept
            else "and a year's limit of limited remuneration is not known"
        )
        yield _verdict(Outcome.UNDETERMINED, subject, f"{paid}, {open_}.", outward)


def _paid(payments: Sequence[Payment]) -> str:
    total = sum((payment.amount for payment in payments), Decimal(0))
    return f"No contract covers ${total:,.2f} paid from {payments[0].first_day} on ({payments[0].place} first)"


def _keeps_limits(payments: Sequence[Payment]) -> bool | None:
    """Whether every calendar year keeps its limit; False before there was any, None where one is not known."""
    limit = parameters()[LIMITED_REMUNERATION]
    by_year: dict[int, Decimal] = defaultdict(Decimal)
    for payment in payments:
        if payment.first_day < min(value.in_force_from or date.min for value in limit.values):
            return False
        by_year[payment.first_day.year] += payment.amount
    kept = {limit.is_kept(total, date(year, 12, 31)) for year, total in by_year.items()}
    return False if False in kept else None if None in kept else True


def _verdict(outcome: Outcome, subject: str, message: str, payments: Sequence[Payment]) -> Verdict:
    return Verdict(
        outcome=outcome,
        message=message,
        subject=subject,
        wanting="a writing for what was paid",
        first_day=min(payment.first_day for payment in payments),
        last_day=max(payment.last_day for payment in payments),
    )
