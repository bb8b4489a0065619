"""The rule on one payment for services of a long time past."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from checks.arrangements import arrangements_of
from checks.check import relationship_check
from checks.not_imported import not_imported
from checks.payments_under import payments_under
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Payment
from models.relationship import Relationship

_ONE_MONTH: Final = 31
_DEFINED_SINCE: Final = date(2021, 1, 19)
"""Since when the definition of an isolated transaction says so itself (42 CFR 411.351)."""
_SETTLES = re.compile(r"\b(?:settle(?:s|d|ment)?|disput\w*|litigation|arbitration|judgment)\b", re.IGNORECASE)
_PRICE = re.compile(r"\b(?:purchase|sale|buy-?out|asset|acquisition|closing)\b", re.IGNORECASE)


@relationship_check(
    code="REL-03",
    citation="411.357(f)",
    remedy=(
        "Do not call it an isolated transaction. Look for a writing of the time that set the pay beforehand, or for "
        "another exception that each of the services meets; otherwise look back with counsel."
    ),
)
def past_services_in_one_sum(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """One payment was made for services of a long time past, which no agreement covers.

    ## What it looks at

    The payments of the ledger to the physician that belong to no agreement, the days that each is for, and its purpose.

    ## Why it matters

    An isolated transaction is one sale or one settlement. One cheque for months of services already rendered is many
    services under one name, and the exception for isolated transactions never covers it.

    ## When it fires

    - A payment is for more than 31 days, and was made after their end, on 19 January 2021 or later: flagged.
    - It was made before that day, since when the definition says so itself: a person must decide.

    ## When it does not

    - It is for 31 days or fewer, or its days are not told.
    - Its purpose is called a settlement or a dispute, or the price of a sale.
    - An agreement covers the days: its own exception decides.

    ## How to put it right

    Another exception may cover each of the services, such as limited remuneration up to its yearly limit.

    ## Flagged

    $60,000.00 paid in December for call coverage from January to November, without a contract.

    ## Clear

    $5,000.00 paid on 1 December for call coverage in November, without a contract: other checks speak of that.

    ## Limits

    Several services of one day, and invoices that list them, are not seen. Whether a settlement is real, a person must
    say.
    """
    missing = not_imported(relationship, LedgerKind.PAYMENTS)
    if missing:
        yield missing
        return
    uncovered = payments_under(relationship, arrangements_of(relationship)).uncovered
    paid = [payment for payment in uncovered if payment.to_physician and payment.amount > 0]
    if not paid:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="Nothing was paid to the physician without an agreement.")
        return
    yield from list(_judged(paid)) or [
        Verdict(outcome=Outcome.CLEAR, message="No payment is known to be for a long time past.")
    ]


def _judged(payments: Sequence[Payment]) -> Iterator[Verdict]:
    for payment in payments:
        first, last = payment.period_from, payment.period_until
        if first is None or last is None or payment.paid_on <= last or (last - first).days + 1 <= _ONE_MONTH:
            continue
        told = f"${payment.amount:,.2f} paid on {payment.paid_on} ({payment.place}) are for {first} to {last}"
        outcome, message = Outcome.FLAGGED, f"{told}: one sum for services of a long time past."
        if payment.purpose and (_SETTLES.search(payment.purpose) or _PRICE.search(payment.purpose)):
            outcome, message = Outcome.NOT_APPLICABLE, f"{told}, and are called {payment.purpose}."
        elif payment.paid_on < _DEFINED_SINCE:
            outcome = Outcome.UNDETERMINED
            message += f" The definition says so itself since {_DEFINED_SINCE}; what held before, a person must decide."
        yield Verdict(
            outcome=outcome,
            message=message,
            subject=payment.place,
            wanting="an exception for each of the services paid for",
            leaves_open=outcome is Outcome.NOT_APPLICABLE,
        )
