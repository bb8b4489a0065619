"""The rule on the yearly limit of limited remuneration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from checks.arrangements import arrangements_of
from checks.check import relationship_check
from checks.law.circumstances import LIMITED_REMUNERATION
from checks.law.parameter import parameters
from checks.not_imported import not_imported
from checks.payments_under import payments_under
from models.finding import Outcome, Verdict
from models.ledger import LedgerKind
from models.ledger_rows import Payment
from models.relationship import Relationship


@relationship_check(
    code="LIM-04",
    citation="411.357(z)",
    remedy=(
        "Put what goes on under a signed agreement before more is paid. For what was paid beyond the limit, show "
        "another exception that it meets, or look back with counsel from the payment that passed it."
    ),
)
def limited_pay_over_limit(relationship: Relationship, _as_of: date) -> Iterator[Verdict]:
    """What a physician was paid without an agreement in a calendar year exceeds the limit of limited remuneration.

    ## What it looks at

    The payments of the ledger from the entity to the physician that belong to no agreement, added up by the calendar
    year of the days they are for, beside the limit published for that year.

    ## Why it matters

    Small pay for work actually done needs neither writing nor signature, but only up to the limit of the year.

    ## When it fires

    - The sum of a year is over its limit: flagged, with the payment that passed it.
    - The limit of the year is not known: a person must find it out.

    ## When it does not

    - The sum is the limit to the cent, or less.
    - The payments belong to an agreement, of which other exceptions speak.
    - The physician paid, and was not paid: the exception is not for that.
    - The days lie before 19 January 2021, when the exception began.

    ## How to put it right

    The payments up to the limit stay covered; those from the one that passed it on need another exception. On 1
    January the sum begins anew.

    ## Flagged

    $5,913.01 in 2024 for talks at the hospital, without a contract.

    ## Clear

    $5,913.00 in 2024 for the same.

    ## Limits

    Only payments in the physician's own name, or one known to be the physician's, count. What a contract pays, whose
    own exception fails, counts as well: that is for a person to add.
    """
    missing = not_imported(relationship, LedgerKind.PAYMENTS)
    if missing:
        yield missing
        return
    first = min(value.in_force_from or date.min for value in parameters()[LIMITED_REMUNERATION].values)
    by_year: dict[int, list[Payment]] = defaultdict(list)
    for payment in payments_under(relationship, arrangements_of(relationship)).uncovered:
        if payment.to_physician and payment.first_day >= first:
            by_year[payment.first_day.year].append(payment)
    if not by_year:
        yield Verdict(outcome=Outcome.NOT_APPLICABLE, message="Nothing was paid to the physician without an agreement.")
    for year, payments in sorted(by_year.items()):
        outcome, message = _judge(year, payments)
        wanting = f"what was paid in {year} beyond the limit"
        since = _since(year, payments) if outcome is Outcome.FLAGGED else None
        yield Verdict(
            outcome=outcome,
            message=message,
            subject=str(year),
            wanting=wanting,
            first_day=since or date(year, 1, 1),
            last_day=date(year, 12, 31),
        )


def _judge(year: int, payments: Sequence[Payment]) -> tuple[Outcome, str]:
    total = sum((payment.amount for payment in payments), Decimal(0))
    paid = f"${total:,.2f} were paid for {year} without an agreement"
    limit = parameters()[LIMITED_REMUNERATION].on(date(year, 12, 31))
    if limit is None or not limit.confirmed:
        return Outcome.UNDETERMINED, f"{paid}; the limit of that year is not known for sure."
    beside = f"{paid}, the limit being ${limit.value:,.2f}"
    if total <= limit.value:
        return Outcome.CLEAR, f"{beside}."
    return Outcome.FLAGGED, f"{beside}; it was passed by {_passing(payments, limit.value).place}."


def _since(year: int, payments: Sequence[Payment]) -> date | None:
    """The day from which the limit was passed; what was paid before keeps the law."""
    limit = parameters()[LIMITED_REMUNERATION].on(date(year, 12, 31))
    return _passing(payments, limit.value).first_day if limit else None


def _passing(payments: Sequence[Payment], limit: Decimal) -> Payment:
    total = Decimal(0)
    for payment in payments:
        total += payment.amount
        if total > limit:
            return payment
    return payments[-1]
