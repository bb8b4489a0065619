"""Each payment beside the terms of the contract it was made under: within them, or how it departs from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from checks.arrangements import Arrangement, arrangements_of
from checks.counterparts import same_party
from checks.pay_agreed import Agreed, Standing, pay_agreed, standing
from checks.pay_due import Due, hourly_pay
from checks.payments_apart import NoDays, over_caps, pays_the_other_way, without_days
from checks.payments_under import payments_under
from extractors.language.names import same_name
from models.compensation import CompensationComponent
from models.counting import counted
from models.ledger_rows import Payment
from models.relationship import Relationship

WITHIN: Final = "within terms"
OVER: Final = "over"
UNDER: Final = "under"
WRONG_PAYEE: Final = "wrong payee"
AFTER: Final = "after expiry"
BEFORE: Final = "before effective"
NO_CONTRACT: Final = "no contract"
CANNOT_TELL: Final = "cannot tell"
_VERDICT_OF: Final = {
    Standing.WITHIN: WITHIN,
    Standing.OVER: OVER,
    Standing.UNDER: UNDER,
    Standing.CANNOT_TELL: CANNOT_TELL,
}
VERDICTS: Final = (OVER, UNDER, WRONG_PAYEE, AFTER, BEFORE, NO_CONTRACT, CANNOT_TELL, WITHIN)


class Judged(NamedTuple):
    """A payment with its verdict and why. `paid` is the sum of all payments for the same days, `agreed` what is due.

    `component` is what the contract says of pay on its first day, where that is one thing.
    """

    payment: Payment
    verdict: str
    why: str
    arrangement: Arrangement | None = None
    paid: Decimal | None = None
    agreed: Due | None = None
    component: CompensationComponent | None = None


def judged(relationship: Relationship) -> Iterator[Judged]:
    """Every payment of a relationship, once."""
    arrangements = arrangements_of(relationship)
    laid = payments_under(relationship, arrangements)
    for one in arrangements:
        yield from _under(one, laid.under.get(one.contract.contract_id, ()))
    for payment in laid.uncovered:
        yield _uncovered(payment, arrangements)
    for payment in laid.named_elsewhere:
        yield Judged(payment, CANNOT_TELL, f"It names the contract {payment.contract}, which is not in the database.")
    for payment in laid.open:
        names = ", ".join(sorted({one.contract.file_name for one in arrangements}))
        yield Judged(payment, CANNOT_TELL, f"It may be made under several agreements ({names}), and names none.")


def _uncovered(payment: Payment, arrangements: Sequence[Arrangement]) -> Judged:
    later = [one for one in arrangements if one.first is not None and payment.last_day < one.first]
    fitting = [one for one in later if one.to_physician in {None, payment.to_physician}]
    if fitting:
        next_one = min(fitting, key=lambda one: one.first or date.max)
        why = f"{next_one.contract.file_name} begins on {next_one.first}, and no agreement covers the days before."
        return Judged(payment, BEFORE, why, next_one)
    if payment.to_physician:
        return Judged(payment, NO_CONTRACT, "No agreement between the two covers it; see `report limits`.")
    return Judged(payment, NO_CONTRACT, "No agreement between the two covers it; the physician paid.")


def _under(one: Arrangement, payments: Sequence[Payment]) -> Iterator[Judged]:
    in_question: list[Payment] = []
    for payment in payments:
        stranger = _stranger(one, payment)
        if stranger is not None:
            yield Judged(payment, WRONG_PAYEE, stranger, one, component=_only(one, payment.first_day))
        elif one.first is not None and payment.period_from is not None and payment.last_day < one.first:
            yield Judged(payment, BEFORE, f"The arrangement began on {one.first}.", one)
        else:
            in_question.append(payment)
    beyond = {(cap.by.file_name, cap.by.line): f"With it, {cap.said}" for cap in over_caps(one, in_question)}
    by_days: dict[tuple[date, date] | None, list[Payment]] = defaultdict(list)
    for payment in in_question:
        has_days = payment.period_from is not None and payment.period_until is not None
        by_days[(payment.first_day, payment.last_day) if has_days else None].append(payment)
    for days, together in by_days.items():
        for found in _of_days(one, days, together) if days else _without_days(one, together):
            why = beyond.get((found.payment.file_name, found.payment.line))
            if one.last is not None and found.payment.first_day > one.last:
                yield _after_end(one, one.last, found)
            elif why is not None and found.verdict in {WITHIN, CANNOT_TELL}:
                yield found._replace(verdict=OVER, why=why)
            else:
                yield found


def _stranger(one: Arrangement, payment: Payment) -> str | None:
    """Why a payment that names the contract is not made between its parties, in their direction; None if it is."""
    parties = [party.name for paper in (one.contract, *one.changes) for party in paper.parties]
    for side, name in (("payee", payment.payee), ("payer", payment.payer)):
        if parties and not any(same_party(name, party) or same_name(name, party) for party in parties):
            return f"The {side}, {name}, is no party of the contract, as its name is written."
    if payment.to_physician is None:
        return "Payer and payee are not the two sides of the contract."
    if pays_the_other_way(one, payment):
        return f"The contract pays the other way: {payment.payee} is not who is paid under it."
    return None


def _after_end(one: Arrangement, last: date, found: Judged) -> Judged:
    same = " The sum is the one agreed; whether it was carried on just as it was, a person must say."
    sure = "" if one.end_is_sure else " Whether an option or a renewal carried it on was not read."
    why = f"Its term ended on {last}.{same if found.verdict == WITHIN else ''}{sure}"
    if found.payment.period_from is None:
        why += " The payment names no days, and may be for days before the end."
    return found._replace(verdict=AFTER, why=why)


def _of_days(one: Arrangement, days: tuple[date, date], payments: Sequence[Payment]) -> Iterator[Judged]:
    first, last = days
    paid = sum((payment.amount for payment in payments), Decimal(0))
    agreed = pay_agreed(one, first, last, payments)
    if agreed is None:
        why = _why_not(one.pay_on(first))
        for payment in payments:
            yield Judged(payment, CANNOT_TELL, why, one, paid, component=_only(one, first))
        return
    stood = standing(one, agreed, first, paid)
    why = f"Agreed are {_said(agreed)}."
    if len(payments) > 1:
        why += f" {counted(len(payments), 'payment is', 'payments are')} for these days."
    why = f"{why} {stood.why}".rstrip()
    for payment in payments:
        yield Judged(payment, _VERDICT_OF[stood.standing], why, one, paid, agreed.due, agreed.component)


def _said(agreed: Agreed) -> str:
    rate = f"${agreed.component.amount:,.2f}"
    said = (
        f"{rate} a {agreed.component.period}" if agreed.hours is None else f"{counted(agreed.hours, 'hour')} at {rate}"
    )
    return f"{said}, {agreed.how}" if agreed.how else said


def _without_days(one: Arrangement, payments: Sequence[Payment]) -> Iterator[Judged]:
    """Payments that name no days: within the terms if they are all that was paid so in their month, quarter or year."""
    for payment in payments:
        said = _only(one, payment.paid_on)
        found = without_days(one, payment, payments)
        if found is None:
            why = f"It says no days that it pays for. {_why_not(one.pay_on(payment.paid_on))}"
            yield Judged(payment, CANNOT_TELL, why, one, component=said)
        elif found.standing is Standing.WITHIN:
            why = f"It says no days; it is all that was paid so in the {found.span}.{_how(found)}"
            yield Judged(payment, WITHIN, why, one, found.paid, found.agreed.due, said)
        else:
            why = f"It says no days that it pays for; in the {found.span} ${found.paid:,.2f} were paid so.{_how(found)}"
            yield Judged(payment, CANNOT_TELL, why, one, found.paid, found.agreed.due, said)


def _how(found: NoDays) -> str:
    told = found.agreed.doubt or (f"Agreed are {_said(found.agreed)}." if found.agreed.how else "")
    return f" {told}" if told else ""


def _only(one: Arrangement, day: date) -> CompensationComponent | None:
    components = one.pay_on(day)
    return components[0] if len(components) == 1 else None


def _why_not(components: Sequence[CompensationComponent]) -> str:
    if not components:
        return "What it pays was not read."
    if len(components) > 1:
        return f"The contract pays in {len(components)} ways, which one payment cannot be laid beside."
    if hourly_pay(components) is not None:
        return "The contract pays by the hour, and the payment says no hours."
    return "The contract pays by units or shares, which no ledger counts."
