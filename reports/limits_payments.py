"""Pay without an agreement beside the limit of limited remuneration of its year (42 CFR 411.357(z))."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from checks.arrangements import arrangements_of
from checks.law.circumstances import LIMITED_REMUNERATION
from checks.law.parameter import parameters
from checks.payments_under import payments_under
from models.counting import agreeing, counted
from models.ledger_rows import Payment
from models.relationship import Relationship
from reports.report import Cell

_NOTHING = Decimal("0.00")


def payment_years(one: Relationship) -> Iterator[tuple[Cell, ...]]:
    """A row for each year in which the physician was paid without an agreement."""
    open_payments = payments_under(one, arrangements_of(one)).open
    for year, payments in sorted(_by_year(one).items()):
        total = sum((payment.amount for payment in payments), _NOTHING)
        limit = _limit(payments[0])
        standing, why = _standing(year, payments[0], total, limit)
        unclear = sum(payment.first_day.year == year for payment in open_payments)
        if unclear:
            why += (
                f" Of {counted(unclear, 'more payment')} of that year it is open to which of "
                f"several agreements {agreeing(unclear, 'it belongs', 'they belong')}."
            )
        yield (
            one.entity,
            one.physician,
            str(year),
            "limited remuneration",
            "42 CFR 411.357(z)",
            standing,
            total,
            limit,
            max(_NOTHING, limit - total) if limit is not None else None,
            max(_NOTHING, total - limit) if limit is not None else None,
            *(None,) * 4,
            why,
        )


def payment_rows(one: Relationship) -> list[tuple[Cell, ...]]:
    """A row for each of these payments, with the total of its year after it."""
    rows: list[tuple[Cell, ...]] = []
    for _, payments in sorted(_by_year(one).items()):
        total = _NOTHING
        for payment in payments:
            total += payment.amount
            limit = _limit(payment)
            rows.append(
                (
                    one.entity,
                    one.physician,
                    payment.first_day,
                    payment.paid_on,
                    payment.purpose,
                    payment.amount,
                    total,
                    limit,
                    "undetermined" if limit is None else "over" if total > limit else "within",
                    payment.file_name,
                    payment.line,
                )
            )
    return rows


def _by_year(one: Relationship) -> dict[int, list[Payment]]:
    found: dict[int, list[Payment]] = defaultdict(list)
    for payment in payments_under(one, arrangements_of(one)).uncovered:
        if payment.to_physician:
            found[payment.first_day.year].append(payment)
    return found


def _limit(payment: Payment) -> Decimal | None:
    value = parameters()[LIMITED_REMUNERATION].on(payment.first_day)
    return value.value if value is not None and value.confirmed else None


def _standing(year: int, first: Payment, total: Decimal, limit: Decimal | None) -> tuple[str, str]:
    begins = min(value.in_force_from for value in parameters()[LIMITED_REMUNERATION].values if value.in_force_from)
    if first.first_day < begins:
        return "undetermined", f"The exception begins on {begins}: what was paid for earlier days needs another."
    if limit is None:
        return "undetermined", f"The limit of {year} is not known for sure; see what CMS publishes for that year."
    if total > limit:
        return "over", "What goes beyond the limit needs another exception, from the payment that passed it on."
    return "within", "No more than the limit. That it was for work done, and fair pay for it, a person must confirm."
